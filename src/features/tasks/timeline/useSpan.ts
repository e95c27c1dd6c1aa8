import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { useQuery } from "convex/react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { exactDueDay } from "@/texts/time";
import type { Task } from "../task";
import { useUpdateTask } from "../useTaskChanges";
import { changesTo, type Dates, type Scale } from "./scale";

/** The tasks that take a day of those of a scale, and which of them wait for which; undefined until they have come. */
export const useSpan = (channelId: Id<"channels"> | undefined, { from, until }: Scale) =>
  useQuery(api.board.calendar.span, { from, until, ...(channelId && { channelId }) });

/** Lets a task take other days: one change. */
export function usePlan() {
  const update = useUpdateTask();
  return (task: Task, dates: Dates) => {
    const changes = changesTo(task, dates);
    if (Object.keys(changes).length === 0) return;
    const [label, due] = [taskLabel(task), exactDueDay(dates.due)];
    announce(
      dates.start === undefined
        ? texts.timeline.movedToDay(label, due)
        : texts.timeline.moved(label, exactDueDay(dates.start), due),
    );
    void reportRefusal(update(task._id, changes));
  };
}
