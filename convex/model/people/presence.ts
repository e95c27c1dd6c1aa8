/**
 * Whether people are here, and what they are doing at this moment.
 *
 *   windows     a row for each open window, renewed once a minute ─┐ nobody watches these
 *   presence    when a person last had Tandem before them ─────────┘
 *   availability  active · away · offline, written when it changes: what others watch
 *   signals     who is typing in a conversation or looks at a card
 *
 *        beat                        a window is silent, or says that it closes
 *   none ────▶ active ◀──▶ away ────────────────────────────────────────────▶ offline
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { MINUTE_MS, SIGNAL_RENEWED_MS, WINDOW_BEAT_MS, WINDOW_SILENT_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import { countOf } from "../chat/memberCounts";
import type { DbCtx } from "../context";
import { fail } from "../errors";

/** What others see. `lastSeenAt` is there only for those who are away from all windows and let others know. */
export const availabilityView = v.object({
  state: literals("active", "away", "offline"),
  lastSeenAt: v.optional(v.number()),
});
type State = Infer<typeof availabilityView>["state"];

/** What a person has chosen for themselves. */
export const choicesView = v.object({ isAway: v.boolean(), showsLastSeen: v.boolean() });

/** Who is doing it, and since when or up to when: the time of the last sign. */
export const signalView = v.object({ userId: v.id("users"), at: v.number() });

/** Windows of one person that are counted. */
const MOST_WINDOWS = 20;

async function find(ctx: DbCtx, userId: Id<"users">) {
  return await ctx.db
    .query("presence")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** Notes that a person is here, once a minute at most. A time that lies ahead is of a clock that was put right since. */
async function note(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const last = await find(ctx, userId);
  const at = Date.now();
  if (!last) await ctx.db.insert("presence", { userId, at });
  else if (at - last.at >= MINUTE_MS || last.at > at) await ctx.db.patch("presence", last._id, { at });
}

/** 0 for somebody who never was, and where it is not known because the clock was ahead. */
export async function lastAt(ctx: DbCtx, userId: Id<"users">): Promise<number> {
  const at = (await find(ctx, userId))?.at ?? 0;
  return at > Date.now() ? 0 : at;
}

async function availabilityRow(ctx: DbCtx, userId: Id<"users">) {
  return await ctx.db
    .query("availability")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

export async function availabilityOf(
  ctx: DbCtx,
  userId: Id<"users">,
): Promise<Infer<typeof availabilityView>> {
  const row = await availabilityRow(ctx, userId);
  if (!row) return { state: "offline" };
  const { state, since, isAway, showsLastSeen } = row;
  if (state === "offline") return { state, ...(showsLastSeen && { lastSeenAt: since }) };
  return { state: isAway ? "away" : state };
}

/** Whether others see a person as active now. */
export async function isActive(ctx: DbCtx, userId: Id<"users">): Promise<boolean> {
  return (await availabilityOf(ctx, userId)).state === "active";
}

export async function choicesOf(ctx: DbCtx, userId: Id<"users">): Promise<Infer<typeof choicesView>> {
  const row = await availabilityRow(ctx, userId);
  return { isAway: row?.isAway ?? false, showsLastSeen: row?.showsLastSeen ?? false };
}

type Choices = { isAway?: boolean | undefined; showsLastSeen?: boolean | undefined };

/** What the caller chooses for themselves; what is left out stays. */
export async function choose(ctx: UserMutationCtx, { isAway, showsLastSeen }: Choices): Promise<void> {
  const chosen = {
    ...(isAway !== undefined && { isAway }),
    ...(showsLastSeen !== undefined && { showsLastSeen }),
  };
  const row = await availabilityRow(ctx, ctx.user._id);
  if (row) await ctx.db.patch("availability", row._id, chosen);
  else
    await ctx.db.insert("availability", {
      userId: ctx.user._id,
      state: "offline",
      since: Date.now(),
      ...chosen,
    });
}

async function windowsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"windows">[]> {
  return await ctx.db
    .query("windows")
    .withIndex("by_userId_and_windowId", (q) => q.eq("userId", userId))
    .take(MOST_WINDOWS + 1);
}

const isSilent = ({ at }: Doc<"windows">, now: number) => Math.abs(now - at) >= WINDOW_SILENT_MS;

/** Tells others where it is no longer what it was. */
async function settle(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const now = Date.now();
  const open = (await windowsOf(ctx, userId)).filter((window) => !isSilent(window, now));
  const state: State =
    open.length === 0 ? "offline" : open.some(({ isActive }) => isActive) ? "active" : "away";
  const row = await availabilityRow(ctx, userId);
  if (!row) await ctx.db.insert("availability", { userId, state, since: now });
  else if (row.state !== state) await ctx.db.patch("availability", row._id, { state, since: now });
}

type Beat = {
  /** Chosen by the window. */
  windowId: string;
  isActive: boolean;
  /** Whether its person has used it since the last beat: what they see is not mailed. */
  isUsed?: boolean | undefined;
};

/**
 * A window of the caller is open: to be said once a minute, and when its person begins or ceases to be active there.
 *
 * @throws CLIENT_ID_INVALID
 */
export async function beat(ctx: UserMutationCtx, { windowId, isActive, isUsed }: Beat): Promise<void> {
  if (windowId === "" || windowId.length > LIMITS.clientId) throw fail("CLIENT_ID_INVALID");
  const { _id: userId } = ctx.user;
  const [now, windows] = [Date.now(), await windowsOf(ctx, userId)];
  const known = windows.find((window) => window.windowId === windowId);
  if (isUsed) await note(ctx, userId);
  const isNews = known?.isActive !== isActive || isSilent(known, now);
  if (!isNews && now - known.at < WINDOW_BEAT_MS / 2) return;
  if (known) await ctx.db.patch("windows", known._id, { isActive, at: now });
  else {
    const [oldest] = windows.length > MOST_WINDOWS ? windows.toSorted((a, b) => a.at - b.at) : [];
    if (oldest) await ctx.db.delete("windows", oldest._id);
    await ctx.db.insert("windows", { userId, windowId, isActive, at: now });
  }
  if (isNews) await settle(ctx, userId);
}

/** A window of the caller closes. */
export async function leave(ctx: UserMutationCtx, windowId: string): Promise<void> {
  const known = (await windowsOf(ctx, ctx.user._id)).find((window) => window.windowId === windowId);
  if (!known) return;
  await ctx.db.delete("windows", known._id);
  await settle(ctx, ctx.user._id);
}

/** Takes out windows that have gone without a word. True where there may be more of them. */
export async function sweep(ctx: MutationCtx, most: number): Promise<boolean> {
  const silent = await ctx.db
    .query("windows")
    .withIndex("by_at", (q) => q.lte("at", Date.now() - WINDOW_SILENT_MS))
    .take(most);
  for (const { _id } of silent) await ctx.db.delete("windows", _id);
  for (const userId of new Set(silent.map((window) => window.userId))) await settle(ctx, userId);
  return silent.length === most;
}

/** Where something is done: in a channel, in a thread or on a card. */
type Where = Doc<"signals">["where"];

/** The caller types there, or looks at it. */
export async function signal(ctx: UserMutationCtx, where: Where): Promise<void> {
  const { _id: userId } = ctx.user;
  const at = Date.now();
  const known = await signalOf(ctx, where, userId);
  if (!known) await ctx.db.insert("signals", { where, userId, at });
  else if (Math.abs(at - known.at) >= SIGNAL_RENEWED_MS) await ctx.db.patch("signals", known._id, { at });
}

/** The caller does it no longer. */
export async function endSignal(ctx: UserMutationCtx, where: Where): Promise<void> {
  const known = await signalOf(ctx, where, ctx.user._id);
  if (known) await ctx.db.delete("signals", known._id);
}

async function signalOf(ctx: DbCtx, where: Where, userId: Id<"users">) {
  return await ctx.db
    .query("signals")
    .withIndex("by_where_and_userId", (q) => q.eq("where", where).eq("userId", userId))
    .unique();
}

/** The last few who gave a sign there: how old one may be is for the reader's clock to say. */
export async function signalsAt(ctx: DbCtx, where: Where): Promise<Infer<typeof signalView>[]> {
  const rows = await ctx.db
    .query("signals")
    .withIndex("by_where_and_at", (q) => q.eq("where", where))
    .order("desc")
    .take(LIMITS.signalsShown);
  return rows.map(({ userId, at }) => ({ userId, at }));
}

/** Whether it is told who types in a channel: in a large one it would be told to hundreds, at every word of anybody. */
export async function tellsTyping(ctx: DbCtx, channelId: Id<"channels">): Promise<boolean> {
  return (await countOf(ctx, channelId)) <= LIMITS.typingMembers;
}
