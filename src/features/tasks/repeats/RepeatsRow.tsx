import { anchored, formatRepeat, isoWeekday, type Repeat } from "@convex/shared/board/repeats";
import { DAY_MS } from "@convex/shared/time";
import { Repeat as RepeatIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName } from "@/texts/time";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import type { FullTask } from "../task";
import { PROPERTY_VALUE, PropertyRow } from "../pane/PropertyRow";
import { keptRepeatText, repeatText } from "./repeatText";
import { useRepeat } from "./useRepeat";

const RepeatDialog = lazy(
  retryImport(async () => ({ default: (await import("./RepeatDialog")).RepeatDialog })),
);

const CUSTOM = "custom";
const DAYS_OF_WEEK = 7;

/** The usual rules, from the day that a task is due. */
export function usualRules(day: number): Repeat[] {
  const date = new Date(day);
  const week = Math.ceil(date.getUTCDate() / DAYS_OF_WEEK);
  const nth = { week: week > 4 ? -1 : week, weekday: isoWeekday(day) };
  const rules: Repeat[] = [
    { unit: "day", every: 1 },
    { unit: "week", every: 1, on: [1, 2, 3, 4, 5] },
    { unit: "week", every: 1 },
    { unit: "week", every: 2 },
    { unit: "month", every: 1 },
    { unit: "month", every: 1, nth },
    { unit: "year", every: 1 },
    { unit: "week", every: 1, afterDone: true },
  ];
  return rules.map((rule) => anchored(rule, day));
}

/** The calendar day that a task is due, or today's where the reader is. */
export function dayOf({ dueDate }: Pick<FullTask, "dueDate">, now: number): number {
  const today = new Date(now);
  const at = dueDate ?? Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** How a task comes again. */
export function RepeatsRow({ task }: { task: FullTask }) {
  const now = useNow();
  const { nextDay, choose } = useRepeat(task);
  const [isOwn, setIsOwn] = useState(false);
  const { repeats } = task;
  const usual = usualRules(dayOf(task, now)).map((rule) => ({
    id: formatRepeat(rule),
    label: repeatText(rule),
  }));
  const isOther = repeats !== undefined && usual.every(({ id }) => id !== repeats);
  const name = repeats === undefined ? texts.repeats.never : keptRepeatText(repeats);
  const options = [
    { id: "", label: texts.repeats.never },
    ...(isOther ? [{ id: repeats, label: name }] : []),
    ...usual,
    { id: CUSTOM, label: texts.repeats.custom },
  ];

  function pick(id: string) {
    if (id === CUSTOM) setIsOwn(true);
    else if (id !== (repeats ?? "")) choose(id === "" ? undefined : id);
  }

  if (task.status === "done") return null;
  return (
    <PropertyRow icon={RepeatIcon} name={texts.repeats.repeats}>
      <OptionPopover
        label={texts.repeats.repeats}
        searchLabel={texts.repeats.repeats}
        options={options}
        chosenId={repeats ?? ""}
        onPick={pick}
        trigger={
          <button
            type="button"
            className={`${PROPERTY_VALUE} !h-auto min-h-7 flex-wrap gap-y-0 touch:min-h-11`}
            aria-label={texts.repeats.is(name)}
          >
            <span className={repeats === undefined ? "text-text-muted" : ""}>{name}</span>
            {nextDay !== undefined && (
              <span className="text-meta text-text-muted">{texts.repeats.next(dueName(nextDay, now))}</span>
            )}
          </button>
        }
      />
      {isOwn && (
        <Suspense>
          <RepeatDialog task={task} onChoose={choose} onClose={() => setIsOwn(false)} />
        </Suspense>
      )}
    </PropertyRow>
  );
}
