/**
 * The columns of boards, a page at a time and after the access filter.
 *
 *   audiences of the reader    workspace ──a── b ────── e        each one index range by rank
 *                              #hiring   ──── c ── d
 *   page                       a b c | d e                       merged; a cursor is the rank it ends with
 *
 * A rank is unique in its column, so a page begins where the last one ended, whatever happened in between.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { TaskStatus } from "../../shared/tasks";
import { requireAudiences, requireReader } from "../access";
import { boundedPage } from "../pages";
import type { Audience } from "./counts";
import type { DbCtx } from "../context";

type Task = Doc<"tasks">;
type Order = "asc" | "desc";

/** The cards of a column with `low <= rank < high`. */
type Part = { status: TaskStatus; low: string; high: string; order: Order };
type Range = { status: TaskStatus; order?: Order | undefined };
type Reader = (part: Part, most: number) => Promise<Task[]>;

/** Every rank is between these two. */
const FIRST = "";
const LAST = "~";
/** The cursor of a column that has ended: no rank is empty. */
const ENDED = "";

/** The board of one channel. Whether the caller may see it is asked before. */
function ofChannel(ctx: DbCtx, channelId: Id<"channels">): Reader[] {
  return [
    async ({ status, low, high, order }, most) =>
      await ctx.db
        .query("tasks")
        .withIndex("by_channelId_and_away_and_status_and_rank", (q) =>
          q
            .eq("channelId", channelId)
            .eq("deletedAt", undefined)
            .eq("archivedAt", undefined)
            .eq("status", status)
            .gte("rank", low)
            .lt("rank", high),
        )
        .order(order)
        .take(most),
  ];
}

/** One column of the board of a channel, by its key. */
function ofColumn(ctx: DbCtx, channelId: Id<"channels">, key: string): Reader[] {
  return [
    async ({ status, low, high, order }, most) =>
      await ctx.db
        .query("tasks")
        .withIndex("by_channelId_and_away_and_status_and_column_and_rank", (q) =>
          q
            .eq("channelId", channelId)
            .eq("deletedAt", undefined)
            .eq("archivedAt", undefined)
            .eq("status", status)
            .eq("column", key === status ? undefined : key)
            .gte("rank", low)
            .lt("rank", high),
        )
        .order(order)
        .take(most),
  ];
}

/** The board of the workspace, for somebody who belongs to these audiences. */
function ofAudiences(ctx: DbCtx, audiences: readonly Audience[]): Reader[] {
  return audiences.map(
    (audience): Reader =>
      async ({ status, low, high, order }, most) =>
        await ctx.db
          .query("tasks")
          .withIndex("by_audience_and_away_and_status_and_rank", (q) =>
            q
              .eq("audience", audience)
              .eq("deletedAt", undefined)
              .eq("archivedAt", undefined)
              .eq("status", status)
              .gte("rank", low)
              .lt("rank", high),
          )
          .order(order)
          .take(most),
  );
}

/**
 * The readers of a channel's board, of one of its columns, or of all that the caller may see.
 *
 * @throws NOT_SIGNED_IN | NOT_FOUND
 */
export async function readersOf(
  ctx: DbCtx & Pick<QueryCtx, "runQuery">,
  channelId: Id<"channels"> | undefined,
  key?: string,
): Promise<Reader[]> {
  if (channelId === undefined) return ofAudiences(ctx, await requireAudiences(ctx));
  await requireReader(ctx, channelId);
  return key === undefined ? ofChannel(ctx, channelId) : ofColumn(ctx, channelId, key);
}

/** A page of a column, in its order or from its end. A page with an `endCursor` holds what is there up to it. */
export async function column(
  readers: Reader[],
  { status, order = "asc" }: Range,
  given: PaginationOptions,
): Promise<PaginationResult<Task>> {
  const { cursor, numItems, endCursor = null } = boundedPage(given);
  if (cursor === ENDED) return { page: [], isDone: true, continueCursor: ENDED };
  const isBounded = endCursor !== null;
  const end = endCursor === ENDED ? null : endCursor;
  const part: Part =
    order === "asc"
      ? { status, order, low: after(cursor) ?? FIRST, high: after(end) ?? LAST }
      : { status, order, low: end ?? FIRST, high: cursor ?? LAST };
  const most = isBounded ? LIMITS.boardColumn : numItems;
  const tasks = await merged(readers, part, most + 1);
  const page = tasks.slice(0, most);
  const isCut = tasks.length > most;
  const isDone = !isCut && (!isBounded || endCursor === ENDED);
  const last = isBounded && !isCut ? endCursor : page.at(-1)?.rank;
  return { page, isDone, continueCursor: isDone ? ENDED : (last ?? ENDED) };
}

/** What is left of a part behind a task. */
function behind(part: Part, { rank }: Task): Part {
  return part.order === "asc" ? { ...part, low: after(rank)! } : { ...part, high: rank };
}

/**
 * The first tasks of all readers together. Each is asked for its share of them, and asked again, for twice as many, only
 * where others may not come before its next: who is in a thousand channels does not read a page of each.
 */
async function merged(readers: Reader[], part: Part, most: number): Promise<Task[]> {
  const direction = part.order === "asc" ? 1 : -1;
  const found: Task[] = [];
  let asked = readers.map((read) => ({ read, left: part }));
  let share = Math.ceil(most / readers.length);
  while (asked.length > 0) {
    const parts = await Promise.all(
      asked.map(async ({ read, left }) => ({ read, left, tasks: await read(left, share) })),
    );
    found.push(...parts.flatMap(({ tasks }) => tasks));
    found.sort((a, b) => (a.rank < b.rank ? -direction : direction)).splice(most);
    const last = found.length < most ? undefined : found.at(-1);
    asked = parts.flatMap(({ read, left, tasks }) => {
      const end = tasks.at(-1);
      const isRead = !end || tasks.length < share || (last && !found.includes(end)) || end === last;
      return isRead ? [] : [{ read, left: behind(left, end) }];
    });
    // Where few go on, what is missing may be all theirs.
    share = Math.min(Math.max(share * 2, Math.ceil((most - found.length) / asked.length)), most);
  }
  return found;
}

/** The least text that sorts after a rank. */
function after(rank: string | null): string | null {
  return rank === null ? null : `${rank}\0`;
}
