/** The queue of pushes, as its sender sees it: see model/push/queue.ts. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { PushData } from "../../shared/push/pushData";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../shared/time";
import { KIB, type Need } from "../batches";
import * as Deliveries from "../deliveries";
import { PUSHES } from "../push/queue";
import * as Subscriptions from "../push/subscriptions";
import { told } from "./pushText";

/** Pushes that one sender has on their way at one time. */
export const AT_ONCE = 8;
/** Places that were pushed to a browser and have been read since, which one push says. */
const CLOSED_AT_ONCE = 4;
/** What a person is told, and as many others that may have been read. */
const ONE: Need = { documentsRead: 14, bytesRead: 150 * KIB, databaseQueries: 6 };
const times = (need: Need, count: number): Need =>
  Object.fromEntries(Object.entries(need).map(([name, amount]) => [name, amount * count]));
const NEED: Need = { ...times(ONE, 1 + CLOSED_AT_ONCE), documentsWritten: 2 + CLOSED_AT_ONCE };
const LONGEST_WAIT_MS = HOUR_MS;

/** A push for one browser. `data` is `PushData` as JSON. */
export const claimedPush = v.object({
  key: v.object({ pushId: v.id("pushes"), attempt: v.number() }),
  to: v.object({ endpoint: v.string(), p256dh: v.string(), auth: v.string() }),
  tag: v.string(),
  data: v.string(),
  isUrgent: v.boolean(),
  isShort: v.boolean(),
});
type Key = Infer<typeof claimedPush>["key"];

const QUEUE: Deliveries.Queue<Doc<"pushes">, Infer<typeof claimedPush>> = {
  ...PUSHES,
  leaseMs: 2 * MINUTE_MS,
  waitsMs: [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS],
  rows: (ctx, { status, from, until }) =>
    ctx.db
      .query("pushes")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", from).lte("dueAt", until),
      ),
  fresh: (ctx, until) =>
    ctx.db
      .query("pushes")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", "queued").eq("dueAt", 0).lte("queuedTs", until),
      ),
  patch: async (ctx, id, fields) => await ctx.db.patch("pushes", id, fields),
  maker: (ctx) => async (row, attempt) => await made(ctx, row, attempt),
  need: () => NEED,
  unmade: async (ctx, row, error) =>
    await ctx.db.patch("pushes", row._id, { status: "failed", dueAt: Date.now(), error }),
};

/** Makes the words of a push; null, and the row is gone, where it is no longer due. */
async function made(
  ctx: MutationCtx,
  { _id, userId, subscriptionId, tag, about, isShort = false }: Doc<"pushes">,
  attempt: number,
): Promise<Infer<typeof claimedPush> | null> {
  const [subscription, user] = [
    await ctx.db.get("pushSubscriptions", subscriptionId),
    await ctx.db.get("users", userId),
  ];
  const isTheirs = subscription?.userId === userId && user?.deactivatedAt === undefined;
  const what = isTheirs ? await told(ctx, userId, about) : null;
  if (!subscription || !what) {
    await ctx.db.delete("pushes", _id);
    return null;
  }
  const { endpoint, p256dh, auth } = subscription;
  const data: PushData = { tag, ...what, closes: await readSince(ctx, subscription) };
  return {
    key: { pushId: _id, attempt },
    to: { endpoint, p256dh, auth },
    tag,
    data: JSON.stringify(data),
    isUrgent: what.said.kind !== "reaction",
    isShort,
  };
}

/** Tags of the last pushes to a browser that are no longer due; each is told once. */
async function readSince(ctx: MutationCtx, { _id, userId }: Doc<"pushSubscriptions">): Promise<string[]> {
  const last = await ctx.db
    .query("pushes")
    .withIndex("by_subscriptionId_and_status_and_dueAt", (q) =>
      q.eq("subscriptionId", _id).eq("status", "sent"),
    )
    .order("desc")
    .take(CLOSED_AT_ONCE);
  const tags: string[] = [];
  for (const sent of last) {
    if (sent.about.kind === "test" || (await told(ctx, userId, sent.about))) continue;
    await ctx.db.delete("pushes", sent._id);
    tags.push(sent.tag);
  }
  return tags;
}

export const claim = async (ctx: MutationCtx, wanted: { sender: string; most: number }) =>
  await Deliveries.claim(ctx, QUEUE, wanted);
export const release = async (ctx: MutationCtx, sender: string) =>
  await Deliveries.release(ctx, QUEUE, sender);

/** Of a push that was not taken: `gone` with its subscription, `tooLong` for the push service, `retry` not before `waitMs`. */
export const outcome = v.union(
  v.object({ kind: literals("sent", "gone", "tooLong") }),
  v.object({ kind: v.literal("retry"), error: v.string(), waitMs: v.optional(v.number()) }),
  v.object({ kind: v.literal("failed"), error: v.string() }),
);

/** Ends a push, or has it tried again. What comes after its place has rung anew changes nothing. */
export async function settle(
  ctx: MutationCtx,
  { pushId, attempt }: Key,
  result: Infer<typeof outcome>,
): Promise<void> {
  const row = await ctx.db.get("pushes", pushId);
  if (!row || !Deliveries.isWith(attempt, row)) return;
  const subscription = await ctx.db.get("pushSubscriptions", row.subscriptionId);
  const now = Date.now();
  const fail = async (error: string) => {
    const cut = Deliveries.cutError(error);
    await ctx.db.patch("pushes", pushId, { status: "failed", dueAt: now, error: cut });
    if (subscription) await ctx.db.patch("pushSubscriptions", subscription._id, { error: cut });
  };
  switch (result.kind) {
    case "sent":
      await ctx.db.patch("pushes", pushId, { status: "sent", dueAt: now, error: undefined });
      if (subscription)
        await ctx.db.patch("pushSubscriptions", subscription._id, { lastOkAt: now, error: undefined });
      return;
    case "gone":
      await ctx.db.delete("pushes", pushId);
      if (subscription) await Subscriptions.remove(ctx, subscription._id);
      return;
    case "tooLong":
      if (row.isShort) return await fail("too long");
      await ctx.db.patch("pushes", pushId, { ...Deliveries.queued(ctx), isShort: true });
      await Deliveries.kick(ctx, PUSHES);
      return;
    case "failed":
      return await fail(result.error);
    case "retry": {
      const waitMs = Math.min(result.waitMs ?? 0, LONGEST_WAIT_MS);
      if (!(await Deliveries.retry(ctx, QUEUE, row, result.error, waitMs))) await fail(result.error);
      return;
    }
    default:
      result satisfies never;
  }
}
