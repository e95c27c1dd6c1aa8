/**
 * What waits to be pushed: a row for each browser of a person and place, which the next ring there takes over.
 *
 *   ring ──▶ queued ──claim──▶ read meanwhile: gone      sent ──ring──▶ queued
 *              ▲                │                          ▲
 *              └──── retry ─────┴── words, encrypted ──────┘
 *
 * Nothing is encrypted and no word is made before the claim: see model/summaries/pushes.ts.
 */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { PUSH_GRACE_MS } from "../../shared/time";
import * as Deliveries from "../deliveries";
import * as Subscriptions from "./subscriptions";
import type { about } from "./about";

/** What of the queue those need who only add to it. */
export const PUSHES = { name: "pushes", isOn: () => true } as const;

export type Ring = {
  userId: Id<"users">;
  /** Of the place: see `ringTag`. */
  tag: string;
  about: Infer<typeof about>;
};

/**
 * Pushes what concerns a person to all their browsers: at once, or after `PUSH_GRACE_MS` while they use a window, where they
 * may read it by themselves.
 */
export async function queue(ctx: MutationCtx, ring: Ring): Promise<void> {
  const subscriptions = await Subscriptions.of(ctx, ring.userId);
  if (subscriptions.length === 0) return;
  const waitMs = (await usesWindow(ctx, ring.userId)) ? PUSH_GRACE_MS : 0;
  for (const { _id } of subscriptions) await put(ctx, _id, ring, waitMs);
  await Deliveries.kick(ctx, PUSHES, waitMs);
}

/** The same to one browser, at once. */
export async function queueTo(ctx: MutationCtx, subscriptionId: Id<"pushSubscriptions">, ring: Ring) {
  await put(ctx, subscriptionId, ring, 0);
  await Deliveries.kick(ctx, PUSHES);
}

/** One that waits keeps its time: those who write without end do not put it off. */
async function put(
  ctx: MutationCtx,
  subscriptionId: Id<"pushSubscriptions">,
  { userId, tag, about }: Ring,
  waitMs: number,
): Promise<void> {
  const known = await ctx.db
    .query("pushes")
    .withIndex("by_subscriptionId_and_tag", (q) => q.eq("subscriptionId", subscriptionId).eq("tag", tag))
    .unique();
  const fields = Deliveries.queued(ctx, waitMs > 0 ? Date.now() + waitMs : 0);
  if (!known) await ctx.db.insert("pushes", { userId, subscriptionId, tag, about, ...fields });
  else if (known.status === "queued") await ctx.db.patch("pushes", known._id, { about });
  else await ctx.db.patch("pushes", known._id, { about, ...fields });
}

async function usesWindow(ctx: MutationCtx, userId: Id<"users">): Promise<boolean> {
  const row: Doc<"availability"> | null = await ctx.db
    .query("availability")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
  return row?.state === "active";
}
