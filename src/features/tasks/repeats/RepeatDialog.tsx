import {
  anchored,
  formatRepeat,
  isoWeekday,
  MOST_REPEATS,
  parseRepeat,
  REPEAT_UNITS,
  type Repeat,
  type RepeatUnit,
} from "@convex/shared/board/repeats";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { useState } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { firstWeekday, weekdayName } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { DateField } from "@/ui/form/DateField";
import { CheckField, INPUT } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import type { FullTask } from "../task";
import { dayOf } from "./usualRules";
import { repeatText } from "./repeatText";

type Props = {
  task: FullTask;
  onChoose: (rule: string | undefined) => void;
  onClose: () => void;
};

type Change = (changes: Partial<Repeat>) => void;

/** Without what is undefined. */
const whole = (rule: { [Key in keyof Repeat]: Repeat[Key] | undefined }): Repeat =>
  Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as Repeat;

/** Any rule by which a task comes again. */
export function RepeatDialog({ task, onChoose, onClose }: Props) {
  const day = dayOf(task, useNow());
  const [rule, setRule] = useState<Repeat>(
    () => parseRepeat(task.repeats ?? "") ?? anchored({ unit: "week", every: 1 }, day),
  );
  const change: Change = (changes) => setRule((now) => whole({ ...now, ...changes }));
  const isSound = parseRepeat(formatRepeat(rule)) !== undefined;
  return (
    <Dialog title={texts.repeats.title(taskLabel(task))} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onChoose(formatRepeat(rule));
        }}
      >
        <Every rule={rule} day={day} onChange={setRule} />
        {rule.unit === "week" && !rule.afterDone && <Weekdays on={rule.on ?? []} onChange={change} />}
        {rule.unit === "month" && !rule.afterDone && <MonthDay rule={rule} day={day} onChange={change} />}
        <CheckField
          label={texts.repeats.counted}
          checked={rule.afterDone === true}
          onChange={(isAfter) => setRule((now) => counted(now, day, isAfter))}
        />
        <Ends rule={rule} day={day} onChange={change} />
        <p className="text-small" aria-live="polite">
          {repeatText(rule)}
          <span className="block text-text-muted">
            {rule.afterDone ? texts.repeats.aboutAfter : texts.repeats.about}
          </span>
        </p>
        <DialogActions>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="primary" disabled={!isSound}>
            {texts.ui.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The same ending and number, of another kind. */
function counted({ unit, every, until, times }: Repeat, day: number, isAfter: boolean): Repeat {
  const rule = whole({ unit, every, until, times, afterDone: isAfter ? true : undefined });
  return anchored(rule, day);
}

const FIELD = clsx(INPUT, "!w-auto h-9 touch:h-11");

type EveryProps = { rule: Repeat; day: number; onChange: (rule: Repeat) => void };

function Every({ rule, day, onChange }: EveryProps) {
  const { every, unit, afterDone = false } = rule;
  return (
    <div className="flex items-center gap-2">
      <label className="flex items-center gap-2 text-small font-medium">
        {texts.repeats.everyLabel}
        <input
          type="number"
          min={1}
          max={MOST_REPEATS}
          required
          className={clsx(FIELD, "tabular !w-20")}
          value={every || ""}
          onChange={(event) => onChange({ ...rule, every: Math.floor(Number(event.target.value)) })}
        />
      </label>
      <select
        aria-label={texts.repeats.unit}
        className={FIELD}
        value={unit}
        onChange={(event) =>
          onChange(counted({ ...rule, unit: event.target.value as RepeatUnit }, day, afterDone))
        }
      >
        {REPEAT_UNITS.map((one) => (
          <option key={one} value={one}>
            {texts.repeats.units[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

function Weekdays({ on, onChange }: { on: readonly number[]; onChange: Change }) {
  const first = firstWeekday() || 7;
  const days = Array.from({ length: 7 }, (_, i) => ((first + i - 1) % 7) + 1);
  return (
    <fieldset>
      <legend className="mb-1.5 text-small font-medium">{texts.repeats.weekdaysLabel}</legend>
      <div className="flex flex-wrap gap-1">
        {days.map((day) => {
          const isOn = on.includes(day);
          return (
            <Button
              key={day}
              size="small"
              look={isOn ? "primary" : "secondary"}
              aria-pressed={isOn}
              // One day at least.
              onClick={() =>
                onChange({
                  on:
                    isOn && on.length > 1
                      ? on.filter((one) => one !== day)
                      : [...new Set([...on, day])].toSorted((a, b) => a - b),
                })
              }
            >
              {weekdayName(day)}
            </Button>
          );
        })}
      </div>
    </fieldset>
  );
}

/** A day of the month, or a weekday of it, by the day that the task is due. */
function MonthDay({ rule, day, onChange }: { rule: Repeat; day: number; onChange: Change }) {
  const date = rule.day ?? new Date(day).getUTCDate();
  const weekday = rule.nth?.weekday ?? isoWeekday(day);
  const place = Math.ceil(new Date(day).getUTCDate() / 7);
  const weeks = [...new Set([Math.min(place, 4), rule.nth?.week ?? -1, -1])];
  const value = rule.nth ? String(rule.nth.week) : "";
  return (
    <label className="grid gap-1.5 text-small font-medium">
      {texts.repeats.which}
      <select
        className={FIELD}
        value={value}
        onChange={(event) => {
          const week = Number(event.target.value);
          onChange(
            event.target.value === ""
              ? { day: date, nth: undefined as never }
              : { nth: { week, weekday }, day: undefined as never },
          );
        }}
      >
        <option value="">{texts.repeats.monthDay(date)}</option>
        {weeks.map((week) => (
          <option key={week} value={week}>
            {texts.repeats.monthNth(week, weekdayName(weekday))}
          </option>
        ))}
      </select>
    </label>
  );
}

const SOME_TIMES = 5;

function Ends({ rule: { until, times }, day, onChange }: { rule: Repeat; day: number; onChange: Change }) {
  const value = until === undefined ? (times === undefined ? "never" : "times") : "until";
  const none = { until: undefined as never, times: undefined as never };
  return (
    <div className="grid gap-2">
      <span aria-hidden className="text-small font-medium">
        {texts.repeats.ends}
      </span>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={texts.repeats.ends}
          value={value}
          options={(["never", "until", "times"] as const).map((one) => ({
            value: one,
            label: texts.repeats.endings[one],
          }))}
          onChange={(ending) =>
            onChange({
              ...none,
              ...(ending === "until" && { until: day }),
              ...(ending === "times" && { times: SOME_TIMES }),
            })
          }
        />
        {value === "until" && (
          <DateField
            label={texts.repeats.lastDay}
            value={until}
            className={FIELD}
            onChange={(next) => next !== undefined && onChange({ until: next })}
          />
        )}
        {value === "times" && (
          <input
            type="number"
            aria-label={texts.repeats.timesLabel}
            min={1}
            max={MOST_REPEATS}
            required
            className={clsx(FIELD, "tabular !w-20")}
            value={times || ""}
            onChange={(event) => onChange({ times: Math.floor(Number(event.target.value)) })}
          />
        )}
      </div>
    </div>
  );
}
