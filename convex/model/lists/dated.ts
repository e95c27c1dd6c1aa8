/** Tasks by the days on which they are due, or that they take, on boards that join audiences as well. */
import { mergedStream } from "convex-helpers/server/stream";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { requireAudiences, requireReader } from "../access";
import type { Audience } from "../board/counts";
import { LONG_MS } from "../board/spans";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { streamOf } from "../tasks/streams";
import { cardView, toCard } from "../tasks/cards";

type Days = { from: number; until: number };
type Week = { tasks: Infer<typeof cardView>[]; isCut: boolean };

/** @throws DATE_INVALID | NOT_SIGNED_IN | NOT_FOUND */
export async function week(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  { channelId, from }: { channelId?: Id<"channels"> | undefined; from: number },
): Promise<Week> {
  if (channelId !== undefined) await requireReader(ctx, channelId);
  const audiences = channelId === undefined ? await requireAudiences(ctx) : [];
  if (!Number.isSafeInteger(from) || from % DAY_MS !== 0) throw fail("DATE_INVALID");
  const days = { from, until: from + 7 * DAY_MS };
  const ranges =
    channelId === undefined
      ? audiences.map((audience) => ofAudience(ctx, audience, days))
      : [ofChannel(ctx, channelId, days)];
  const found = await mergedStream(ranges, ["dueDate", "_creationTime", "_id"]).take(LIMITS.weekTasks + 1);
  return { tasks: found.slice(0, LIMITS.weekTasks).map(toCard), isCut: found.length > LIMITS.weekTasks };
}

export const spanView = v.object({
  tasks: v.array(cardView),
  /** Which of them wait for which others of them. */
  blocks: v.array(v.object({ taskId: v.id("tasks"), blockerId: v.id("tasks") })),
  isCut: v.boolean(),
});

/** Long tasks of all boards that are looked at for those that the reader may read. */
const LONG_SCANNED = 3 * LIMITS.timelineRead;

type Board = { channelId?: Id<"channels"> | undefined };

/**
 * Tasks with a due day that take a day of some, by their due days. A task without a start takes its due day.
 *
 *            from          until            until + LONG_MS
 *              |-----------|- - - - - - - - - -|
 *      =====   |           |                   |         over before: not read
 *          ====|==         |                   |         due within, or less than LONG_MS after: one range
 *              |   ========|=======            |
 *   ===========|===========|===================|======   longer than LONG_MS: a range of their own
 *
 * @throws DATE_INVALID | NOT_SIGNED_IN | NOT_FOUND
 */
export async function span(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  { channelId, from, until }: Board & Days,
): Promise<Infer<typeof spanView>> {
  if (channelId !== undefined) await requireReader(ctx, channelId);
  const audiences = channelId === undefined ? await requireAudiences(ctx) : [];
  const days = (until - from) / DAY_MS;
  const isSpan = [from / DAY_MS, days].every(Number.isSafeInteger);
  if (!isSpan || days <= 0 || days > LIMITS.timelineDays) throw fail("DATE_INVALID");
  const soon = { from, until: until + LONG_MS };
  const ranges =
    channelId === undefined
      ? audiences.map((audience) => ofAudience(ctx, audience, soon))
      : [ofChannel(ctx, channelId, soon)];
  const near = await mergedStream(ranges, ["dueDate", "_creationTime", "_id"]).take(LIMITS.timelineRead);
  const mayRead = new Set<string>(audiences);
  const scanned = channelId === undefined ? LONG_SCANNED : LIMITS.timelineRead;
  const long = await longOnes(ctx, channelId, from).take(scanned);
  const readable = channelId === undefined ? long.filter(({ audience }) => mayRead.has(audience)) : long;
  const far = readable.slice(0, LIMITS.timelineRead);
  const read = [...near, ...far].toSorted((one, other) => (one.dueDate ?? 0) - (other.dueDate ?? 0));
  // A long one that is due soon is in both ranges.
  const found = [...new Map(read.map((task) => [task._id, task])).values()].filter(
    ({ startDate, dueDate = 0 }) => dayOf(startDate ?? dueDate) < until,
  );
  const tasks = found.slice(0, LIMITS.timelineTasks);
  return {
    tasks: tasks.map(toCard),
    blocks: await blocksOf(ctx, tasks),
    isCut:
      [near, far].some(({ length }) => length === LIMITS.timelineRead) ||
      long.length === scanned ||
      found.length > tasks.length,
  };
}

const dayOf = (date: number): number => Math.floor(date / DAY_MS) * DAY_MS;

/** Only between tasks of the answer: whoever reads it may read both. Of many that wait the first; that others wait, they say. */
async function blocksOf({ db }: DbCtx, tasks: readonly Doc<"tasks">[]) {
  const ids = new Set<string>(tasks.map(({ _id }) => _id));
  const waiting = tasks.filter(({ openBlockers }) => openBlockers !== undefined);
  const blocks = waiting.slice(0, LIMITS.timelineWaiting).map(async ({ _id: taskId }) => {
    const rows = await db
      .query("taskRelations")
      .withIndex("by_taskId_and_kind_and_otherId", (q) => q.eq("taskId", taskId).eq("kind", "blockedBy"))
      .take(LIMITS.timelineBlockers);
    return rows.flatMap(({ otherId, isOpen }) =>
      isOpen && ids.has(otherId) ? [{ taskId, blockerId: otherId }] : [],
    );
  });
  return (await Promise.all(blocks)).flat();
}

/** Of a channel, or of all there are: a range of their own for each audience would be too many. */
const longOnes = ({ db }: DbCtx, channelId: Id<"channels"> | undefined, from: number) =>
  channelId === undefined
    ? db
        .query("tasks")
        .withIndex("by_away_and_isLong_and_dueDate", (q) =>
          q.eq("deletedAt", undefined).eq("archivedAt", undefined).eq("isLong", true).gte("dueDate", from),
        )
    : db
        .query("tasks")
        .withIndex("by_channelId_and_away_and_isLong_and_dueDate", (q) =>
          q
            .eq("channelId", channelId)
            .eq("deletedAt", undefined)
            .eq("archivedAt", undefined)
            .eq("isLong", true)
            .gte("dueDate", from),
        );

const ofChannel = ({ db }: DbCtx, channelId: Id<"channels">, { from, until }: Days) =>
  streamOf(db).withIndex("by_channelId_and_away_and_dueDate", (q) =>
    q
      .eq("channelId", channelId)
      .eq("deletedAt", undefined)
      .eq("archivedAt", undefined)
      .gte("dueDate", from)
      .lt("dueDate", until),
  );

const ofAudience = ({ db }: DbCtx, audience: Audience, { from, until }: Days) =>
  streamOf(db).withIndex("by_audience_and_away_and_dueDate", (q) =>
    q
      .eq("audience", audience)
      .eq("deletedAt", undefined)
      .eq("archivedAt", undefined)
      .gte("dueDate", from)
      .lt("dueDate", until),
  );
