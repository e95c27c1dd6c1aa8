/**
 * The columns of a channel's board.
 *
 *   status   todo                 in_progress            done
 *   columns  "todo" · k3f · …     "in_progress" · …      "done"        the first of each is there for what comes from elsewhere
 *
 * Rules  A task is in the first column of its status until it is put into another one; what changes its status or its channel
 *        puts it there again. A column holds so many at most: whoever brings one more is refused, also when several do at
 *        once. What the server does by itself is not bound by that. Boards of the workspace have the three statuses.
 */
import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import {
  columnKeyOf,
  inOrder,
  PLAIN_COLUMNS,
  TO_ARCHIVE,
  type BoardColumn,
} from "../../shared/board/columns";
import { movedBefore } from "../../shared/chat/bookmarks";
import { LIMITS } from "../../shared/limits";
import type { TaskStatus } from "../../shared/tasks";
import { findMembership, requireOpenChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import { canManage } from "../chat/rights";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Events from "../events/events";
import { requiredName } from "../text";
import type { boardColumn } from "./boardColumn";

type Board = Doc<"boards">;
type Column = Infer<typeof boardColumn>;
type Placed = Pick<
  Doc<"tasks">,
  "channelId" | "status" | "column" | "completedAt" | "archivedAt" | "deletedAt"
>;

export async function find(ctx: DbCtx, channelId: Id<"channels">): Promise<Board | null> {
  return await ctx.db
    .query("boards")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
}

/** In their order: those of every board, where the channel has not changed them, and of what is in no channel. */
export async function columnsOf(
  ctx: DbCtx,
  channelId: Id<"channels"> | undefined,
): Promise<readonly BoardColumn[]> {
  return (channelId && (await find(ctx, channelId))?.columns) || PLAIN_COLUMNS;
}

/** A column that cards can be put into. @throws COLUMN_GONE */
export function requireIn(columns: readonly BoardColumn[], status: TaskStatus, key: string): void {
  const column = columns.find((one) => one.key === key);
  if (!column || column.isEnding || column.status !== status) throw fail("COLUMN_GONE");
}

const isShown = ({ archivedAt, deletedAt }: Placed): boolean =>
  archivedAt === undefined && deletedAt === undefined;

/**
 * Where a task stands on its board after a change, which says so itself where `column` is among its fields.
 *
 * @throws COLUMN_GONE | COLUMN_FULL  the latter for people only
 */
export async function placeOf(
  ctx: MutationCtx & { user?: Doc<"users"> | undefined },
  before: Placed | null,
  fields: Partial<Placed>,
): Promise<Pick<Placed, "column" | "archivedAt">> {
  const after = { ...before, ...fields } as Placed;
  const isSame = before !== null && before.channelId === after.channelId && before.status === after.status;
  const isTold = fields.column !== undefined;
  const column = "column" in fields || isSame ? after.column : undefined;
  const archivedAt = after.status === "done" ? after.archivedAt : undefined;
  const place = { column, archivedAt };
  const wasShown = before !== null && isShown(before);
  const isThere = wasShown && isSame && before.column === column;
  if (after.channelId === undefined) return { ...place, column: undefined };
  if (isThere || !isShown({ ...after, archivedAt })) return place;
  const columns = await columnsOf(ctx, after.channelId);
  if (isTold) requireIn(columns, after.status, column!);
  // It may have been removed while the task was deleted.
  else if (!columns.some(({ key }) => key === column)) place.column = undefined;
  const target = columns.find(({ key }) => key === columnKeyOf({ ...after, ...place }));
  if (ctx.user && target && !(await hasRoom(ctx, after.channelId, target))) throw fail("COLUMN_FULL");
  return place;
}

/** Whether a column may hold one card more. */
export async function hasRoom(
  ctx: DbCtx,
  channelId: Id<"channels">,
  { key, status, limit }: BoardColumn,
): Promise<boolean> {
  if (limit === undefined) return true;
  const column = key === status ? undefined : key;
  return (await cardsIn(ctx, { channelId, status, column }, limit)).length < limit;
}

/** The first cards of a column of a channel. */
export async function cardsIn(
  ctx: DbCtx,
  { channelId, status, column }: Pick<Placed, "channelId" | "status" | "column">,
  most: number,
): Promise<Doc<"tasks">[]> {
  return await ctx.db
    .query("tasks")
    .withIndex("by_channelId_and_away_and_status_and_column_and_rank", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .eq("archivedAt", undefined)
        .eq("status", status)
        .eq("column", column),
    )
    .take(most);
}

/** A channel whose board the caller may arrange. @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED */
export async function requirePlace(ctx: UserMutationCtx, channelId: Id<"channels">): Promise<Id<"channels">> {
  const channel = await requireOpenChannel(ctx, channelId);
  if (channel.posting !== undefined && !canManage(ctx.user, channel)) throw fail("POSTING_LIMITED");
  return channelId;
}

/** Whether the caller may arrange the board of a channel: see `requirePlace`. */
export async function arranges(ctx: UserQueryCtx, channel: Doc<"channels">): Promise<boolean> {
  if (channel.archivedAt !== undefined || !(await findMembership(ctx, channel._id, ctx.user._id)))
    return false;
  return channel.posting === undefined || canManage(ctx.user, channel);
}

async function write(ctx: MutationCtx, channelId: Id<"channels">, columns: Column[]): Promise<void> {
  const board = await find(ctx, channelId);
  const fields = { columns: inOrder(columns), hasRules: columns.some(({ rule }) => rule !== undefined) };
  if (board) await ctx.db.patch("boards", board._id, fields);
  else await ctx.db.insert("boards", { channelId, ...fields });
}

/** What the log of the channel says of one. */
async function tell(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  field: "column" | "columnSettings",
  before: Column | null,
  after: Column | null,
): Promise<void> {
  const named = ({ name, key }: Column) => name ?? key;
  const change = { field, ...(before && { before: named(before) }), ...(after && { after: named(after) }) };
  await Events.record(ctx, { noun: "channel", verb: "changed", subject: channelId, changes: [change] });
}

type Draft = Pick<Column, "status" | "colour"> & { name: string };

/** Adds a column at the end of its status. @throws TEXT_EMPTY | TEXT_TOO_LONG | TOO_MANY_COLUMNS */
export async function add(ctx: UserMutationCtx, channelId: Id<"channels">, draft: Draft): Promise<string> {
  const columns = await columnsOf(ctx, channelId);
  if (columns.length >= LIMITS.columnsPerBoard) throw fail("TOO_MANY_COLUMNS");
  const { status, colour } = draft;
  const name = requiredName(draft.name, LIMITS.columnName);
  // Never that of a status: none of them has a digit at its beginning.
  const key = `1${Math.random().toString(36).slice(2, 12)}`;
  const column = { key, status, name, ...(colour && { colour }) };
  await write(ctx, channelId, [...columns, column]);
  await tell(ctx, channelId, "column", null, column);
  return key;
}

type Changes = { [Field in "name" | "colour" | "limit" | "rule"]?: Column[Field] | null };

/** @throws COLUMN_GONE | TEXT_EMPTY | TEXT_TOO_LONG | LIMIT_INVALID | RULE_INVALID */
export async function update(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  key: string,
  { name, colour, limit, rule }: Changes,
): Promise<void> {
  const columns = await columnsOf(ctx, channelId);
  const column = requireColumn(columns, key);
  if (limit !== undefined && limit !== null) checkLimit(limit);
  if (rule) checkRule(columns, column, rule);
  // A column that was added has no other name.
  if (name === null && key !== column.status) throw fail("TEXT_EMPTY");
  const after = {
    ...column,
    ...(name !== undefined && { name: name === null ? undefined : requiredName(name, LIMITS.columnName) }),
    ...(colour !== undefined && { colour: colour ?? undefined }),
    ...(limit !== undefined && { limit: limit ?? undefined }),
    ...(rule !== undefined && { rule: rule ?? undefined }),
  };
  const kept = columns.map((one) => (one.key === key ? after : one));
  await write(ctx, channelId, kept);
  const isRenamed = after.name !== column.name;
  await tell(ctx, channelId, isRenamed ? "column" : "columnSettings", column, after);
}

/** @throws LIMIT_INVALID */
function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit <= 0 || limit > LIMITS.columnLimit) throw fail("LIMIT_INVALID");
}

function requireColumn(columns: readonly BoardColumn[], key: string): Column {
  const column = columns.find((one) => one.key === key);
  if (!column || column.isEnding) throw fail("COLUMN_GONE");
  return column;
}

/** Whether cards that go to a column by its rule, and on by those of others, come into another one. */
function leadsTo(columns: readonly BoardColumn[], from: string, key: string): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined && !seen.has(at);) {
    if (at === key) return true;
    seen.add(at);
    at = columns.find((one) => one.key === at)?.rule?.to;
  }
  return false;
}

/** @throws RULE_INVALID  also for what would close a circle */
function checkRule(
  columns: readonly BoardColumn[],
  column: Column,
  { days, to }: NonNullable<Column["rule"]>,
) {
  const target = columns.find(({ key }) => key === to);
  const isPlace = to === TO_ARCHIVE ? column.status === "done" : target && !target.isEnding;
  const isCircle = leadsTo(columns, to, column.key);
  const isDays = Number.isInteger(days) && days > 0 && days <= LIMITS.quietDays;
  if (!isPlace || isCircle || !isDays) throw fail("RULE_INVALID");
}

/** Puts a column before another one of its status, or at the end of them. @throws COLUMN_GONE */
export async function move(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  key: string,
  before: string | undefined,
): Promise<void> {
  const columns = await columnsOf(ctx, channelId);
  const column = requireColumn(columns, key);
  const siblings = columns.filter(({ status }) => status === column.status);
  const rows = siblings.map((one) => ({ _id: one.key, one }));
  const others = columns.filter(({ status }) => status !== column.status);
  await write(ctx, channelId, [...others, ...movedBefore(rows, key, before).map(({ one }) => one)]);
  await tell(ctx, channelId, "columnSettings", column, column);
}

/** Its cards go to the first column of its status, some at a time, and it goes with the last. @throws COLUMN_GONE | COLUMN_FIXED */
export async function remove(ctx: UserMutationCtx, channelId: Id<"channels">, key: string): Promise<void> {
  const columns = await columnsOf(ctx, channelId);
  const column = columns.find((one) => one.key === key);
  if (!column) throw fail("COLUMN_GONE");
  if (key === column.status) throw fail("COLUMN_FIXED");
  const kept = columns.map((one) => {
    if (one.key === key) return { ...one, rule: undefined, isEnding: true };
    return one.rule?.to === key ? { ...one, rule: undefined } : one;
  });
  await write(ctx, channelId, kept);
  // Again: some of its cards could not be moved.
  if (!column.isEnding) await tell(ctx, channelId, "column", column, null);
  await ctx.scheduler.runAfter(0, internal.scheduled.boards.empty, { channelId, key });
}

/** Takes a column that is empty off its board. */
export async function end(ctx: MutationCtx, { channelId, columns }: Board, key: string): Promise<void> {
  await write(
    ctx,
    channelId,
    columns.filter((column) => column.key !== key),
  );
}
