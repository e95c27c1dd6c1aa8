/**
 * What a channel is told of moves on its board, where its people want that: one line for all of some minutes.
 *
 *   a card comes into another column ──same transaction──▶ a row, and with the first of them a call ──minutes later──▶ one line
 *
 * Rules  Who moves a card adds a row of their own: of two who move at once neither waits. What was taken back meanwhile, or
 *        is no longer there, is not told. What boards do by themselves is not told either. The line rings nobody.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { columnKeyOf, PLAIN_COLUMNS } from "../../shared/board/columns";
import { LIMITS } from "../../shared/limits";
import { MINUTE_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import type { BoardLine } from "../chat/boardLine";
import * as BoardLines from "../chat/boardLines";
import type { DbCtx } from "../context";
import type { ActorCtx } from "../events/events";
import * as Boards from "./boards";

type Task = Doc<"tasks">;
type Move = Doc<"boardMoves">;

/** One line in so many minutes at most. */
const EVERY_MS = LIMITS.movesToldMinutes * MINUTE_MS;

export async function areTold(ctx: DbCtx, channelId: Id<"channels">): Promise<boolean> {
  return (await Boards.find(ctx, channelId))?.tellsMoves === true;
}

/** Whoever arranges the board decides that. */
export async function setTold(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  areToldNow: boolean,
): Promise<void> {
  const board = await Boards.find(ctx, channelId);
  const tellsMoves = areToldNow || undefined;
  if (board) await ctx.db.patch("boards", board._id, { tellsMoves });
  else if (areToldNow)
    await ctx.db.insert("boards", { channelId, columns: [...PLAIN_COLUMNS], hasRules: false, tellsMoves });
}

/** To be called when a task was changed. */
export async function note(ctx: ActorCtx, before: Task, after: Task): Promise<void> {
  const { channelId } = after;
  const [from, to] = [columnKeyOf(before), columnKeyOf(after)];
  if (!ctx.user || channelId === undefined || channelId !== before.channelId || from === to) return;
  if (!(await areTold(ctx, channelId))) return;
  const first = await ctx.db
    .query("boardMoves")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .first();
  await ctx.db.insert("boardMoves", { channelId, taskId: after._id, from, by: ctx.user._id });
  // A call that was lost is made again.
  if (!first || first._creationTime < Date.now() - 2 * EVERY_MS)
    await ctx.scheduler.runAfter(EVERY_MS, internal.scheduled.boards.tellMoves, { channelId });
}

/** Writes the line. What does not fit into one waits for the next. */
export async function tell(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  const moves = await ctx.db
    .query("boardMoves")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .take(LIMITS.movesTold);
  for (const { _id } of moves) await ctx.db.delete("boardMoves", _id);
  if (moves.length === LIMITS.movesTold)
    await ctx.scheduler.runAfter(EVERY_MS, internal.scheduled.boards.tellMoves, { channelId });
  const channel = await ctx.db.get("channels", channelId);
  if (!channel || channel.archivedAt !== undefined || !(await areTold(ctx, channelId))) return;
  const told = await toldOf(ctx, channelId, moves);
  const [authorId] = told.by;
  if (authorId && told.tasks.length > 0) await BoardLines.post(ctx, { channelId, authorId }, told);
}

async function toldOf(ctx: DbCtx, channelId: Id<"channels">, moves: readonly Move[]): Promise<BoardLine> {
  const firsts = new Map(moves.toReversed().map((move) => [move.taskId, move]));
  const lasts = new Map(moves.map((move) => [move.taskId, move]));
  const into = new Map<string, number[]>();
  const by = new Set<Id<"users">>();
  for (const { taskId, by: userId } of lasts.values()) {
    const task = await ctx.db.get("tasks", taskId);
    if (!task || task.channelId !== channelId || task.deletedAt !== undefined) continue;
    const key = columnKeyOf(task);
    if (key === firsts.get(taskId)?.from) continue;
    into.set(key, [...(into.get(key) ?? []), task.number]);
    by.add(userId);
  }
  const columns = await Boards.columnsOf(ctx, channelId);
  const tasks = columns.flatMap(({ key, status, name }) => {
    const numbers = into.get(key) ?? [];
    const more = numbers.length - LIMITS.movesShown;
    const shown = { numbers: numbers.slice(0, LIMITS.movesShown), status, ...(name && { name }) };
    return numbers.length === 0 ? [] : [{ ...shown, ...(more > 0 && { more }) }];
  });
  return { kind: "moved", by: [...by].slice(0, LIMITS.moversShown), tasks };
}
