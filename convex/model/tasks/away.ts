/** Tasks that no board shows: archived ones, and deleted ones, which only lists like this find. */
import { mergedStream } from "convex-helpers/server/stream";
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { requireAudiences, requireReader } from "../access";
import type { Audience } from "../board/counts";
import type { DbCtx } from "../context";
import { boundedPage } from "../pages";
import { streamOf } from "./streams";
import { toCard, type cardView } from "./cards";

export const KINDS = ["archived", "deleted"] as const;
type Kind = (typeof KINDS)[number];
type Wanted = { channelId?: Id<"channels"> | undefined; kind: Kind };
type Found = Infer<typeof cardView> & { deletedAt?: number | undefined };

/** How both indexes go on behind the place, from the moment at which a task went away. */
const ARCHIVED = ["archivedAt", "status", "rank", "_creationTime", "_id"];
const ORDER: Record<Kind, string[]> = { archived: ARCHIVED, deleted: ["deletedAt", ...ARCHIVED] };

function ofChannel({ db }: DbCtx, channelId: Id<"channels">, kind: Kind) {
  return streamOf(db)
    .withIndex("by_channelId_and_away_and_status_and_rank", (q) => {
      const there = q.eq("channelId", channelId);
      return kind === "deleted"
        ? there.gt("deletedAt", 0)
        : there.eq("deletedAt", undefined).gt("archivedAt", 0);
    })
    .order("desc");
}

function ofAudience({ db }: DbCtx, audience: Audience, kind: Kind) {
  return streamOf(db)
    .withIndex("by_audience_and_away_and_status_and_rank", (q) => {
      const there = q.eq("audience", audience);
      return kind === "deleted"
        ? there.gt("deletedAt", 0)
        : there.eq("deletedAt", undefined).gt("archivedAt", 0);
    })
    .order("desc");
}

/** A page of them, the last first. @throws NOT_SIGNED_IN | NOT_FOUND */
export async function list(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  { channelId, kind }: Wanted,
  given: PaginationOptions,
): Promise<PaginationResult<Found>> {
  if (channelId !== undefined) await requireReader(ctx, channelId);
  const ranges =
    channelId === undefined
      ? (await requireAudiences(ctx)).map((audience) => ofAudience(ctx, audience, kind))
      : [ofChannel(ctx, channelId, kind)];
  const found = await mergedStream(ranges, ORDER[kind]).paginate(boundedPage(given));
  return {
    ...found,
    page: found.page.map((task) => ({
      ...toCard(task),
      ...(task.deletedAt !== undefined && { deletedAt: task.deletedAt }),
    })),
  };
}
