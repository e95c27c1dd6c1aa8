import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { localDueDay } from "@/lib/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactDueDay, firstWeekday, monthName, weekdayNames } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Filter } from "../filter/filter";
import { isTaskData } from "../board/useCardDrag";
import { dueOn } from "../task";
import { useUpdateTask } from "../useTaskChanges";
import { monthFrom, monthOf, monthText, readMonth, weeksOf, type MoveTo } from "./month";
import { Week } from "./Week";

type Props = {
  channelId: Id<"channels"> | undefined;
  filter: Filter;
  openTaskId: string | undefined;
  canWrite: boolean;
};

/** The tasks of a month on their due days: a card that is dragged to another day is due then. */
export function Calendar({ channelId, filter, openTaskId, canWrite }: Props) {
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const shown = readMonth(params.get("month")) ?? monthOf(now);
  const month = useRef<HTMLDivElement>(null);
  const moveTo = useMoveTo();
  useDayDrop(month, moveTo);
  const name = monthName(localDueDay(Date.UTC(shown.year, shown.month, 1)));

  const go = (next: string | undefined) =>
    setParams(
      (old) => {
        const changed = new URLSearchParams(old);
        if (next === undefined) changed.delete("month");
        else changed.set("month", next);
        return changed;
      },
      { replace: true, state: KEEPS_VIEW },
    );

  return (
    <>
      <div className="flex shrink-0 items-center gap-1 px-4 pb-2 max-wide:px-3">
        <h2 aria-live="polite" className="me-auto font-semibold">
          {name}
        </h2>
        <Button size="small" look="ghost" onClick={() => go(undefined)}>
          {texts.time.today}
        </Button>
        <IconButton
          label={texts.messages.monthBefore}
          isSmall
          disabled={shown.year <= 1970}
          onClick={() => go(monthText(monthFrom(shown, -1)))}
        >
          <Icon of={ChevronLeft} />
        </IconButton>
        <IconButton
          label={texts.messages.monthAfter}
          isSmall
          onClick={() => go(monthText(monthFrom(shown, 1)))}
        >
          <Icon of={ChevronRight} />
        </IconButton>
      </div>
      <div
        aria-hidden
        className="grid shrink-0 grid-cols-7 border-b px-4 pb-1 text-meta text-text-muted max-wide:hidden"
      >
        {weekdayNames().map((day) => (
          <span key={day} className="px-2">
            {day}
          </span>
        ))}
      </div>
      <div
        ref={month}
        role="group"
        aria-label={name}
        tabIndex={-1}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 pb-3 max-wide:px-3"
      >
        {weeksOf(shown, firstWeekday()).map((from) => (
          <Week
            key={from}
            from={from}
            month={shown.month}
            channelId={channelId}
            filter={filter}
            openTaskId={openTaskId}
            canWrite={canWrite}
            onMove={moveTo}
          />
        ))}
      </div>
    </>
  );
}

function useMoveTo(): MoveTo {
  const update = useUpdateTask();
  return (task, day) => {
    announce(texts.calendar.moved(taskLabel(task), exactDueDay(day)));
    void reportRefusal(update(task._id, dueOn(task, day)));
  };
}

/** A day is the drop target; the card says which task it is. */
function useDayDrop(month: RefObject<HTMLElement | null>, moveTo: MoveTo) {
  const drop = useEffectEvent((data: Record<string | symbol, unknown>, day: unknown) => {
    const [count, at] = [data["number"], data["dueAt"]];
    const dueAt = typeof at === "number" ? { dueAt: at } : {};
    if (isTaskData(data) && typeof day === "number")
      moveTo({ _id: data.taskId, number: Number(count), ...dueAt }, day);
  });
  useEffect(() => {
    if (!month.current) return;
    return monitorForElements({
      canMonitor: ({ source }) => isTaskData(source.data),
      onDrop: ({ source, location }) => {
        const day = location.current.dropTargets[0]?.data["day"];
        if (source.data["day"] !== day) drop(source.data, day);
      },
    });
  }, [month]);
}
