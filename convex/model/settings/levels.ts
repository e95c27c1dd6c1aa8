/**
 * Of what a person is rung in each of their channels. Rows of one's own: nobody waits for another's choice.
 *
 *   level of the channel, else the person's own, else the workspace's        mute: no ring of the channel until it ends
 *
 * With each message are looked for those alone whose level comes to "everything", by a mark in their rows. Where the workspace
 * says "everything", all members are gone through.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { USUAL_LEVEL, type Level, type Span } from "../../shared/ringing/levels";
import type { DbCtx } from "../context";

type Row = Doc<"channelLevels">;
type Place = { userId: Id<"users">; channelId: Id<"channels"> };

export async function settingsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"ringSettings"> | null> {
  return await ctx.db
    .query("ringSettings")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

export async function rowIn(ctx: DbCtx, { userId, channelId }: Place): Promise<Row | null> {
  return await ctx.db
    .query("channelLevels")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId).eq("channelId", channelId))
    .unique();
}

/** Those of a person. */
export async function rowsOf(ctx: DbCtx, userId: Id<"users">): Promise<Row[]> {
  return await ctx.db
    .query("channelLevels")
    .withIndex("by_userId_and_channelId", (q) => q.eq("userId", userId))
    .take(LIMITS.channelsPerPerson);
}

/** What an admin has chosen for those who choose nothing. */
export const workspaceLevel = async (ctx: DbCtx): Promise<Level> =>
  (await ctx.db.query("workspace").first())?.level ?? USUAL_LEVEL;

/** A person's own level, and the workspace's where they have none. */
export const ownLevel = async (ctx: DbCtx, userId: Id<"users">): Promise<Level> =>
  (await settingsOf(ctx, userId))?.level ?? (await workspaceLevel(ctx));

/** What a person chooses in a channel; null takes it back. What is left out stays. */
export type Choice = { level?: Level | null | undefined; mute?: Span | null | undefined };

export async function choose(ctx: MutationCtx, place: Place, choice: Choice): Promise<void> {
  const row = await rowIn(ctx, place);
  const level = choice.level === undefined ? row?.level : (choice.level ?? undefined);
  const mute = choice.mute === undefined ? row?.mute : (choice.mute ?? undefined);
  const own = (await settingsOf(ctx, place.userId))?.level;
  await write(ctx, place, row, { level, mute, isLoud: (level ?? own) === "everything" }, Date.now());
}

type State = Pick<Row, "isLoud"> & { level: Level | undefined; mute: Span | undefined };

async function write(
  ctx: MutationCtx,
  place: Place,
  row: Row | null,
  state: State,
  changedAt: number,
): Promise<void> {
  const next = { ...state, changedAt };
  if (row) await ctx.db.patch("channelLevels", row._id, next);
  else await ctx.db.insert("channelLevels", { ...place, ...next });
}

/** Marks a channel of a person whose own level has changed, or who has come into it. */
export async function mark(ctx: MutationCtx, place: Place, own: Level | undefined): Promise<void> {
  const row = await rowIn(ctx, place);
  const isLoud = (row?.level ?? own) === "everything";
  if (isLoud === (row?.isLoud ?? false)) return;
  await write(ctx, place, row, { level: row?.level, mute: row?.mute, isLoud }, row?.changedAt ?? 0);
}

/** To be called when a membership is made. */
export async function joined(ctx: MutationCtx, place: Place): Promise<void> {
  const own = (await settingsOf(ctx, place.userId))?.level;
  if (own === "everything") await mark(ctx, place, own);
}

/** To be called when a membership is removed. */
export async function left(ctx: MutationCtx, place: Place): Promise<void> {
  const row = await rowIn(ctx, place);
  if (row) await ctx.db.delete("channelLevels", row._id);
}

/** Whether a message in a channel may ring others than those whom it is for, or be found by a keyword. */
export async function hasListeners(ctx: DbCtx, channelId: Id<"channels">): Promise<boolean> {
  const loud = await ctx.db
    .query("channelLevels")
    .withIndex("by_channelId_and_isLoud", (q) => q.eq("channelId", channelId).eq("isLoud", true))
    .first();
  return loud !== null || (await workspaceLevel(ctx)) === "everything";
}

/** Whether anybody has a keyword. */
export const hasKeywords = async (ctx: DbCtx): Promise<boolean> =>
  (await ctx.db.query("keywords").first()) !== null;
