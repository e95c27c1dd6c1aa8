/** Tasks by the days on which they are due, on boards that join audiences as well. */
import { mergedStream } from "convex-helpers/server/stream";
import type { Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { requireAudiences, requireReader } from "../access";
import type { Audience } from "../board/counts";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { streamOf } from "../tasks/streams";
import { toCard, type cardView } from "../tasks/tasks";

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
