/** What the demo's boards held on the days before it was made, so that their reports have something to show. */
import type { Id } from "../../convex/_generated/dataModel";
import { startOfDayUtc } from "../../convex/shared/board/flow.ts";
import { DAY_MS } from "../../convex/shared/time.ts";

/** A task of a channel, and when it was begun and done. */
export type Held = { channelId: Id<"channels">; startedAt?: number; doneAt?: number };
export type BoardDay = { channelId: Id<"channels">; day: number; counts: Record<string, number> };

const DAYS = 28;

/** Days in progress of a task that is done: the same for the same title. */
export const spentOn = (title: string): number => (title.length % 5) + 1;

/** Some of what is to do was not thought of yet: on each day there is a little more. */
export function boardDays(held: readonly Held[], now: number): BoardDay[] {
  const boards = [...Map.groupBy(held, ({ channelId }) => channelId)];
  return boards.flatMap(([channelId, tasks]) =>
    Array.from({ length: DAYS }, (_, i) => {
      const day = startOfDayUtc(now) - (DAYS - 1 - i) * DAY_MS;
      const counts = { todo: 0, in_progress: 0, done: 0 };
      for (const [n, { startedAt = Infinity, doneAt = Infinity }] of tasks.entries()) {
        if (doneAt <= day) counts.done += 1;
        else if (startedAt <= day) counts.in_progress += 1;
        else if (startedAt < Infinity || n % DAYS <= i) counts.todo += 1;
      }
      return { channelId, day, counts };
    }),
  );
}
