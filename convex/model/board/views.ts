/**
 * Views of a board that are kept under a name: the part of its address that says how tasks are shown. Nothing of it is
 * looked at here, and whoever opens one sees only what they may.
 *
 * Rules  One's own are seen by nobody else. Shared ones are kept by who may write in the channel, and changed by who made
 *        them and by admins. Whoever may arrange the board of a channel says which shared one it opens with; that goes with the view.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { requireChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Boards from "./boards";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { cleanText, requiredName } from "../text";

type View = Doc<"boardViews">;
type Board = Id<"channels"> | undefined;

export const viewView = v.object({
  _id: v.id("boardViews"),
  name: v.string(),
  query: v.string(),
  isShared: v.boolean(),
  /** Whether the board opens with it. */
  isDefault: v.boolean(),
  mayChange: v.boolean(),
});

async function rowsOf(ctx: DbCtx, channelId: Board, ownerId: Id<"users"> | undefined): Promise<View[]> {
  return await ctx.db
    .query("boardViews")
    .withIndex("by_channelId_and_ownerId", (q) => q.eq("channelId", channelId).eq("ownerId", ownerId))
    .take(LIMITS.boardViews);
}

const mayChange = ({ user }: UserQueryCtx, { createdBy }: View): boolean =>
  user.role === "admin" || createdBy === user._id;

/** @throws NOT_FOUND */
export async function list(ctx: UserQueryCtx, channelId: Board): Promise<Infer<typeof viewView>[]> {
  if (channelId !== undefined) await requireChannel(ctx, channelId);
  const rows = [
    ...(await rowsOf(ctx, channelId, undefined)),
    ...(await rowsOf(ctx, channelId, ctx.user._id)),
  ];
  return rows
    .map((row) => ({
      _id: row._id,
      name: row.name,
      query: row.query,
      isShared: row.ownerId === undefined,
      isDefault: row.isDefault === true,
      mayChange: mayChange(ctx, row),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

type Draft = { channelId?: Id<"channels"> | undefined; name: string; query: string; isShared: boolean };

/** @throws TEXT_EMPTY | TEXT_TOO_LONG | TOO_MANY_VIEWS | FORBIDDEN | NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED */
export async function save(ctx: UserMutationCtx, draft: Draft): Promise<Id<"boardViews">> {
  const { channelId, isShared } = draft;
  if (channelId !== undefined) {
    await requireChannel(ctx, channelId);
    if (isShared) await Boards.requirePlace(ctx, channelId);
  }
  const name = requiredName(draft.name, LIMITS.viewName);
  const query = cleanText(draft.query, LIMITS.viewQuery);
  const ownerId = isShared ? undefined : ctx.user._id;
  const kept = await rowsOf(ctx, channelId, ownerId);
  const same = kept.find((row) => row.name === name);
  if (same) {
    if (!mayChange(ctx, same)) throw fail("FORBIDDEN");
    await ctx.db.patch("boardViews", same._id, { query });
    return same._id;
  }
  if (kept.length >= LIMITS.boardViews) throw fail("TOO_MANY_VIEWS");
  return await ctx.db.insert("boardViews", { channelId, ownerId, name, query, createdBy: ctx.user._id });
}

/** @throws NOT_FOUND | FORBIDDEN */
export async function remove(ctx: UserMutationCtx, viewId: Id<"boardViews">): Promise<void> {
  const view = await ctx.db.get("boardViews", viewId);
  if (!view || (view.ownerId !== undefined && view.ownerId !== ctx.user._id)) throw fail("NOT_FOUND");
  if (view.channelId !== undefined) await requireChannel(ctx, view.channelId);
  if (!mayChange(ctx, view)) throw fail("FORBIDDEN");
  await ctx.db.delete("boardViews", viewId);
}

/** Lets the board of a channel open with one of its shared views, or with none. @throws NOT_FOUND  and as `requirePlace` */
export async function setDefault(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  viewId: Id<"boardViews"> | null,
): Promise<void> {
  await Boards.requirePlace(ctx, channelId);
  const views = await rowsOf(ctx, channelId, undefined);
  if (viewId !== null && !views.some(({ _id }) => _id === viewId)) throw fail("NOT_FOUND");
  for (const { _id, isDefault = false } of views) {
    const isNext = _id === viewId;
    if (isDefault !== isNext) await ctx.db.patch("boardViews", _id, { isDefault: isNext || undefined });
  }
}
