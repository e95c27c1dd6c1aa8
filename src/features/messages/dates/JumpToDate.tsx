import { clsx } from "clsx";
import type { Id } from "@convex/_generated/dataModel";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { isSameDay } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { firstWeekday, longDay, monthName, weekdayNames } from "@/texts/time";
import { Dialog } from "@/ui/floating/Dialog";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { boundsOf, dayText, monthOf } from "./month";
import { useSpokenDays } from "./useSpokenDays";

type Props = { channelId: Id<"channels">; onPick: (day: string) => void; onClose: () => void };

/** A calendar of a channel: the days on which something was said lead there. */
export function JumpToDate({ channelId, onPick, onClose }: Props) {
  const now = useNow();
  const [later, setLater] = useState(0);
  const month = monthOf(now, later);
  const bounds = boundsOf(month);
  const spoken = useSpokenDays(channelId, bounds);
  const days = bounds.slice(0, -1);
  const blanks = (new Date(days[0]!).getDay() - firstWeekday() + 7) % 7;
  return (
    <Dialog title={texts.commands.labels.jumpToDate} onClose={onClose}>
      <div className="flex items-center justify-between pb-2">
        <IconButton
          label={texts.messages.monthBefore}
          disabled={month.year <= 1970}
          onClick={() => setLater(later - 1)}
        >
          <Icon of={ChevronLeft} />
        </IconButton>
        <h3 aria-live="polite" className="font-medium">
          {monthName(days[0]!)}
        </h3>
        <IconButton
          label={texts.messages.monthAfter}
          disabled={later >= 0}
          onClick={() => setLater(later + 1)}
        >
          <Icon of={ChevronRight} />
        </IconButton>
      </div>
      <div aria-hidden className="grid grid-cols-7 pb-1 text-center text-meta text-text-muted">
        {weekdayNames().map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between its days */}
      <div
        role="group"
        aria-label={monthName(days[0]!)}
        aria-busy={!spoken}
        className="grid grid-cols-7 gap-0.5"
        onKeyDown={stepDays}
      >
        {days.map((day, i) => (
          <button
            key={day}
            type="button"
            disabled={!spoken?.[i]}
            aria-label={longDay(day)}
            {...(isSameDay(day, now) && { "aria-current": "date" })}
            {...(i === 0 && { style: { gridColumnStart: blanks + 1 } })}
            className={clsx(
              "tabular h-9 rounded-control text-base enabled:font-medium enabled:hover:bg-bg-hover disabled:text-text-muted disabled:opacity-50 touch:h-11",
              isSameDay(day, now) && "border border-line-strong",
            )}
            onClick={() => onPick(dayText(day))}
          >
            {number(i + 1)}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Arrow keys go to the nearest day that way which leads somewhere. */
function stepDays(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const days = [...event.currentTarget.querySelectorAll("button")];
  let index = days.indexOf(event.target as HTMLButtonElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  do index += step;
  while (days[index]?.disabled);
  days[index]?.focus();
}
