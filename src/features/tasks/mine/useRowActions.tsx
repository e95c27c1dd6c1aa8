import { taskLabel } from "@convex/shared/tasks";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { retryImport } from "@/lib/retryImport";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueDayHere, type Task } from "../task";
import { groupOf } from "./groups";
import type { RowActions } from "./RowMenu";
import { useMoveToDay, useShowFrom } from "./useMyTasks";

const DayDialog = lazy(retryImport(() => import("./DayDialog")));

type Asked = { what: keyof RowActions; task: Task };

/** What is done with the rows of a list, and the dialog for a day where one is asked for. */
export function useRowActions(formerOf: (task: Task) => number | null): RowActions & { asked: ReactNode } {
  const now = useNow();
  const move = useMoveToDay();
  const showFrom = useShowFrom();
  const [asked, setAsked] = useState<Asked>();
  const run = ({ what, task }: Asked, day: number | null) => {
    if (what === "showFrom") showFrom(task, day, formerOf(task));
    else if (day !== dueDayHere(task)) move(task, groupOf({ dueDate: day ?? undefined }, now), day);
  };
  const act = (what: keyof RowActions) => (task: Task, day: number | null | undefined) =>
    day === undefined ? setAsked({ what, task }) : run({ what, task }, day);
  return {
    due: act("due"),
    showFrom: act("showFrom"),
    asked: (
      <Suspense>
        {asked && <Ask asked={asked} onPick={(day) => run(asked, day)} onClose={() => setAsked(undefined)} />}
      </Suspense>
    ),
  };
}

type AskProps = { asked: Asked; onPick: (day: number) => void; onClose: () => void };

function Ask({ asked: { what, task }, ...props }: AskProps) {
  const label = taskLabel(task);
  const title = what === "due" ? texts.mine.chooseDue(label) : texts.mine.chooseShowFrom(label);
  const description = what === "due" ? undefined : texts.mine.onlyYou;
  return <DayDialog title={title} description={description} {...props} />;
}
