/** Browsers that want pushes, each its person's who signed in there last. */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { pushHosts } from "../env";
import { fail } from "../errors";
import { requiredName } from "../text";

/** A browser as its person sees it. They know `endpoint` from the browser itself. */
export const subscriptionView = v.object({
  endpoint: v.string(),
  device: v.string(),
  createdAt: v.number(),
  lastOkAt: v.optional(v.number()),
  error: v.optional(v.string()),
});

export const toView = ({ endpoint, device, createdAt, lastOkAt, error }: Doc<"pushSubscriptions">) => ({
  endpoint,
  device,
  createdAt,
  ...(lastOkAt !== undefined && { lastOkAt }),
  ...(error !== undefined && { error }),
});

export async function of(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"pushSubscriptions">[]> {
  return await ctx.db
    .query("pushSubscriptions")
    .withIndex("by_userId_and_createdAt", (q) => q.eq("userId", userId))
    .take(LIMITS.pushSubscriptions);
}

async function find(ctx: DbCtx, endpoint: string): Promise<Doc<"pushSubscriptions"> | null> {
  return await ctx.db
    .query("pushSubscriptions")
    .withIndex("by_endpoint", (q) => q.eq("endpoint", endpoint))
    .unique();
}

/** @throws NOT_FOUND */
export async function requireOwn(ctx: UserMutationCtx, endpoint: string): Promise<Doc<"pushSubscriptions">> {
  const found = await find(ctx, endpoint);
  if (found?.userId !== ctx.user._id) throw fail("NOT_FOUND");
  return found;
}

/** Bytes in base64url without padding: of 65 a point of P-256, of 16 the shared secret. */
const isEncoded = (text: string, bytes: number) =>
  text.length === Math.ceil((bytes * 4) / 3) && /^[\w-]+$/.test(text);

/** Whether something may be sent there at all; where it leads is looked at each time. See outside/push. */
function isEndpoint(endpoint: string): boolean {
  if (endpoint.length > LIMITS.pushEndpoint || !URL.canParse(endpoint)) return false;
  const { protocol, username, password, host, hostname } = new URL(endpoint);
  if (username !== "" || password !== "") return false;
  return (
    protocol === "https:" ||
    (protocol === "http:" && pushHosts().some((own) => own === host || own === hostname))
  );
}

const given = v.object({ endpoint: v.string(), p256dh: v.string(), auth: v.string(), device: v.string() });
export const { fields: subscriptionArgs } = given;

/**
 * From now on this browser is told what concerns the caller, and nobody else whom it was told of before. Of more than
 * `LIMITS.pushSubscriptions` the oldest goes.
 *
 * @throws PUSH_INVALID | TEXT_TOO_LONG
 */
export async function subscribe(ctx: UserMutationCtx, wanted: Infer<typeof given>): Promise<void> {
  const { endpoint, p256dh, auth } = wanted;
  if (!isEndpoint(endpoint) || !isEncoded(p256dh, 65) || !isEncoded(auth, 16)) throw fail("PUSH_INVALID");
  const device = requiredName(wanted.device, LIMITS.pushDevice);
  const fields = { userId: ctx.user._id, endpoint, p256dh, auth, device };
  const known = await find(ctx, endpoint);
  if (known?.userId === ctx.user._id) {
    await ctx.db.patch("pushSubscriptions", known._id, { ...fields, error: undefined });
    return;
  }
  if (known) await remove(ctx, known._id);
  const others = await of(ctx, ctx.user._id);
  if (others.length >= LIMITS.pushSubscriptions) await remove(ctx, others[0]!._id);
  await ctx.db.insert("pushSubscriptions", { ...fields, createdAt: Date.now() });
}

/** Nothing more goes to this browser. One that is not the caller's stays as it is. */
export async function unsubscribe(ctx: UserMutationCtx, endpoint: string): Promise<void> {
  const known = await find(ctx, endpoint);
  if (known?.userId === ctx.user._id) await remove(ctx, known._id);
}

/** Its pushes go when they are claimed, or with what is old. */
export async function remove(ctx: MutationCtx, id: Id<"pushSubscriptions">): Promise<void> {
  await ctx.db.delete("pushSubscriptions", id);
}

/** The pair by which push services know the workspace; null before somebody wanted it. */
export async function keys(ctx: DbCtx): Promise<Doc<"pushKeys"> | null> {
  return await ctx.db.query("pushKeys").first();
}

/** Has the pair made where there is none: a mutation has no chance that nobody could guess. */
export async function prepareKeys(ctx: MutationCtx): Promise<void> {
  if ((await keys(ctx)) === null) await ctx.scheduler.runAfter(0, internal.outside.push.keys.make, {});
}

/** The first pair counts: browsers may have subscribed with it. */
export async function keepKeys(
  ctx: MutationCtx,
  pair: Pick<Doc<"pushKeys">, "publicKey" | "privateKey">,
): Promise<void> {
  if ((await keys(ctx)) === null) await ctx.db.insert("pushKeys", pair);
}
