import { useState, type FormEvent } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { clockTime, dateName } from "@/texts/time";
import { daysBetween } from "@/lib/time";
import { Button } from "@/ui/Button";
import { fromTimeInput, toTimeInput, type Preset } from "./times";

/** A time ahead: "Today, 3:00 PM", "Tomorrow, 9:00 AM", then a date. */
export function whenName(at: number, now: number): string {
  const ahead = daysBetween(now, at);
  const day = ahead === 0 ? texts.time.today : ahead === 1 ? texts.time.tomorrow : dateName(at, now);
  return texts.messages.sinceDay(day, clockTime(at));
}

type Props = {
  presets: readonly Preset[];
  /** Whose morning it may be as well. */
  readerName?: string | undefined;
  /** What the field for any other time begins with. */
  initial: number;
  /** What is done with the time. */
  doLabel: string;
  onPick: (at: number) => void;
};

/** A few times to choose from, and a field for any other. */
export function TimeChoice({ presets, readerName = "", initial, doLabel, onPick }: Props) {
  const now = useNow();
  const [typed, setTyped] = useState(() => toTimeInput(initial));
  const at = fromTimeInput(typed);
  const isPast = at !== undefined && at <= now;
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (at !== undefined && !isPast) onPick(at);
  }
  return (
    <>
      <ul className="-mx-2">
        {presets.map((preset) => (
          <li key={preset.name}>
            <button
              type="button"
              className="row-focus flex h-9 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-bg-hover touch:h-12"
              onClick={() => onPick(preset.at)}
            >
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {preset.name === "theirTomorrow"
                  ? texts.later.theirTomorrow(readerName)
                  : texts.later.presets[preset.name]}
              </span>
              <span className="tabular shrink-0 text-small text-text-muted">{whenName(preset.at, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form className="mt-2 flex flex-wrap items-end gap-2 border-t pt-3" onSubmit={handleSubmit}>
        <label className="grid min-w-0 flex-1 gap-1 text-small text-text-muted">
          {texts.later.otherTime}
          <input
            type="datetime-local"
            value={typed}
            max="9999-12-31T23:59"
            className="tabular h-8 w-full rounded-control border border-control-line bg-bg-raised px-2 text-base text-text touch:h-11 touch:text-[16px]"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Button type="submit" look="primary" disabled={at === undefined || isPast}>
          {doLabel}
        </Button>
      </form>
      {isPast && (
        <p role="status" className="mt-1 text-small text-danger">
          {texts.later.isPast}
        </p>
      )}
    </>
  );
}
