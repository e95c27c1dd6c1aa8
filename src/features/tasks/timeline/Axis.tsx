import { clsx } from "clsx";
import { localDueDay } from "@/lib/time";
import { texts } from "@/texts";
import { dateName, monthName } from "@/texts/time";
import { ticksOf, widthOf, xOf, type Scale } from "./scale";

export const HEAD_PX = 36;

/** The weeks or months above the bars. */
export function Axis({ scale, nameWidth }: { scale: Scale; nameWidth: number }) {
  return (
    <div
      aria-hidden
      className="sticky top-0 z-30 flex border-b bg-bg-sunken text-meta text-text-muted"
      style={{ height: HEAD_PX, width: nameWidth + widthOf(scale) }}
    >
      <div
        className="sticky start-0 z-10 flex shrink-0 items-center border-e bg-bg-sunken px-3"
        style={{ width: nameWidth }}
      >
        {texts.timeline.task}
      </div>
      <div className="relative flex-1">
        {ticksOf(scale).map((day) => (
          <span
            key={day}
            className="tabular absolute inset-y-0 flex items-center border-s ps-1.5 whitespace-nowrap"
            style={{ insetInlineStart: xOf(scale, day) }}
          >
            {scale.zoom === "weeks" ? dateName(localDueDay(day)) : monthName(localDueDay(day))}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The beginnings of weeks or months behind the bars, today, and the day at which something is dropped. */
export function Lines({ scale, today, over }: { scale: Scale; today: number; over: number | undefined }) {
  const isInSight = today >= scale.from && today < scale.until;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {ticksOf(scale).map((day) => (
        <span
          key={day}
          className="absolute inset-y-0 border-s"
          style={{ insetInlineStart: xOf(scale, day) }}
        />
      ))}
      {isInSight && (
        <span
          className={clsx("absolute inset-y-0 bg-accent-soft", scale.zoom === "months" && "!bg-accent-line")}
          style={{ insetInlineStart: xOf(scale, today), width: scale.dayPx }}
        />
      )}
      {over !== undefined && (
        <span
          className="absolute inset-y-0 bg-accent/30"
          style={{ insetInlineStart: xOf(scale, over), width: scale.dayPx }}
        />
      )}
    </div>
  );
}
