import { formatRepeat } from "@convex/shared/board/repeats";
import { RotateCw as RepeatIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName } from "@/texts/time";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import type { FullTask } from "../task";
import { PROPERTY_VALUE, PropertyRow } from "../pane/PropertyRow";
import { keptRepeatText, repeatText } from "./repeatText";
import { dayOf, usualRules } from "./usualRules";
import { useRepeat } from "./useRepeat";

const RepeatDialog = lazy(
  retryImport(async () => ({ default: (await import("./RepeatDialog")).RepeatDialog })),
);

const CUSTOM = "custom";
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
