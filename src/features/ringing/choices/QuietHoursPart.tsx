import type { QuietHours } from "@convex/shared/ringing/hours";
import { clsx } from "clsx";
import { texts } from "@/texts";
import { weekdayName } from "@/texts/time";
import { CheckField, INPUT } from "@/ui/form/Field";
import { Part } from "./Part";

/** In the evening until the morning, every day. */
const USUAL: Shown = { from: 22 * 60, until: 7 * 60, days: [1, 2, 3, 4, 5, 6, 7] };

type Shown = { from: number; until: number; days: number[] };
type Props = { quietHours: Shown | undefined; onChange: (hours: Shown | null) => void };

/** When nothing rings: from when until when, and on which days that begins. */
export function QuietHoursPart({ quietHours, onChange }: Props) {
  return (
    <Part title={texts.ringing.quietHours} about={texts.ringing.quietHoursAbout}>
      <CheckField
        label={texts.ringing.quietHoursOn}
        checked={quietHours !== undefined}
        onChange={(isOn) => onChange(isOn ? USUAL : null)}
      />
      {quietHours && <Hours hours={quietHours} onChange={onChange} />}
    </Part>
  );
}

function Hours({ hours, onChange }: { hours: Shown; onChange: (hours: Shown) => void }) {
  const field = (name: "from" | "until", label: string) => (
    <label className="flex items-center gap-2 text-small font-medium">
      {label}
      <input
        type="time"
        required
        className={clsx(INPUT, "tabular h-9 !w-auto touch:h-11 touch:text-[16px]")}
        value={clockOf(hours[name])}
        onChange={(event) => {
          const minute = minuteOf(event.target.value);
          if (minute !== undefined) onChange({ ...hours, [name]: minute });
        }}
      />
    </label>
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {field("from", texts.ringing.from)}
        {field("until", texts.ringing.until)}
      </div>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="mb-1.5 text-small font-medium">{texts.ringing.daysLabel}</legend>
        {USUAL.days.map((day) => (
          <DayBox key={day} day={day} hours={hours} onChange={onChange} />
        ))}
      </fieldset>
    </>
  );
}

type DayProps = { day: number; hours: QuietHours; onChange: (hours: Shown) => void };

/** One day at least stays chosen. */
function DayBox({ day, hours, onChange }: DayProps) {
  const isOn = hours.days.includes(day);
  const others = hours.days.filter((one) => one !== day);
  return (
    <label
      className={clsx(
        "relative grid h-8 min-w-11 place-items-center rounded-control border px-2 text-small has-focus-visible:outline-2 has-focus-visible:outline-accent-text touch:h-11",
        isOn ? "border-accent-line bg-accent-soft text-accent-text" : "text-text-muted hover:bg-bg-hover",
      )}
    >
      <input
        type="checkbox"
        className="absolute inset-0 size-full appearance-none opacity-0"
        checked={isOn}
        disabled={isOn && others.length === 0}
        onChange={() => onChange({ ...hours, days: isOn ? others : [...others, day].sort((a, b) => a - b) })}
      />
      {weekdayName(day)}
    </label>
  );
}

const two = (part: number) => String(part).padStart(2, "0");
const clockOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function minuteOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
