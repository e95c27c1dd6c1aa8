import type { BoardColumn } from "@convex/shared/board/columns";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { useState } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Section";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { BoardFigures, Marks, OpenTask } from "./figures";
import { PaneLink } from "@/ui/pane/PaneLink";

type Props = Pick<BoardFigures, "columns" | "open"> & { cycle: Marks; now: number };

const FEW = 12;

/** The cards in progress, the oldest first, against what finished ones took. */
export function Ageing({ columns, open: { tasks, isCut }, cycle, now }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const longest = Math.max(1, cycle[1] ?? 0, ...tasks.map(({ startedAt }) => now - startedAt));
  return (
    <Section title={texts.boardReport.ageing}>
      <div className="rounded-pane border">
        <p className="px-4 pt-3 pb-2 text-small text-text-muted max-wide:px-3">
          {tasks.length === 0 ? texts.boardReport.ageingNone : texts.boardReport.ageingAbout}
        </p>
        <ul>
          {(isWhole ? tasks : tasks.slice(0, FEW)).map((task) => (
            <AgeingRow key={task.taskId} task={task} columns={columns} {...{ cycle, now, longest }} />
          ))}
        </ul>
        {tasks.length > FEW && (
          <Button
            size="small"
            look="ghost"
            className="mx-2 my-1"
            aria-expanded={isWhole}
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole ? texts.ui.showFewer : texts.ui.showAll(tasks.length)}
          </Button>
        )}
        {isCut && (
          <p className="px-4 py-2 text-small text-text-muted">{texts.boardReport.ageingCut(tasks.length)}</p>
        )}
      </div>
    </Section>
  );
}

type RowProps = {
  task: OpenTask;
  columns: readonly BoardColumn[];
  cycle: Marks;
  now: number;
  longest: number;
};

function AgeingRow({ task, columns, cycle, now, longest }: RowProps) {
  const age = Math.max(0, now - task.startedAt);
  const pace = paceOf(age, cycle);
  const column = columns.find(({ key }) => key === task.column);
  return (
    <li className="border-t">
      <PaneLink
        pane="task"
        of={task.taskId}
        className="row-focus grid min-h-12 grid-cols-[minmax(0,1fr)_15rem] items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-bg-hover max-wide:grid-cols-[minmax(0,1fr)_auto] max-wide:px-3"
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="tabular shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
          <span dir="auto" className="min-w-0 truncate" title={task.title}>
            {task.title}
          </span>
        </span>
        <span className="flex items-center gap-2 justify-self-end">
          {task.assigneeId && <Owner id={task.assigneeId} />}
          <time
            className="tabular text-small font-medium whitespace-nowrap"
            dateTime={new Date(task.startedAt).toISOString()}
            title={exactTime(task.startedAt)}
          >
            {texts.boardReport.duration(age)}
          </time>
        </span>
        <AgeBar age={age} pace={pace} cycle={cycle} longest={longest} />
        <span className="flex max-w-full min-w-0 items-center gap-1.5 justify-self-end text-meta whitespace-nowrap text-text-muted max-wide:col-span-2 max-wide:justify-self-start">
          {pace && <span className={LOOKS[pace].text}>{PACE_TEXTS[pace]()}</span>}
          {column && (
            <>
              <ColumnIcon column={column} size={12} />
              <span dir="auto" className="min-w-0 truncate">
                {columnTitle(column)}
              </span>
            </>
          )}
        </span>
      </PaneLink>
    </li>
  );
}

function Owner({ id }: { id: string }) {
  const person = usePeople().get(id);
  return person && <Avatar id={id} name={person.name} picture={person.picture} size={20} />;
}

type Pace = "half" | "most";

const LOOKS: Record<Pace, { text: string; bar: string }> = {
  half: { text: "text-warn", bar: "bg-warn" },
  most: { text: "text-danger", bar: "bg-danger" },
};

const PACE_TEXTS: Record<Pace, () => string> = {
  half: () => texts.boardReport.pastHalf,
  most: () => texts.boardReport.pastMost,
};

/** Which of the marks of finished tasks a card has passed. */
function paceOf(age: number, [half, most]: Marks): Pace | undefined {
  if (most !== undefined && age > most) return "most";
  return half !== undefined && age > half ? "half" : undefined;
}

type AgeBarProps = { age: number; pace: Pace | undefined; cycle: Marks; longest: number };

/** What the words beside it say. All bars are of one length, so that they compare. */
function AgeBar({ age, pace, cycle, longest }: AgeBarProps) {
  return (
    <span
      aria-hidden
      dir="ltr"
      className="relative h-2 overflow-hidden rounded-full bg-bg-active max-wide:col-span-2"
    >
      <span
        className={clsx("absolute inset-y-0 left-0", pace ? LOOKS[pace].bar : "bg-control-line")}
        style={{ width: `${(age / longest) * 100}%` }}
      />
      {cycle.map(
        (mark, i) =>
          mark !== undefined && (
            <span
              key={i}
              className="absolute inset-y-0 w-0.5 -translate-x-full bg-text"
              style={{ left: `${(mark / longest) * 100}%` }}
            />
          ),
      )}
    </span>
  );
}
