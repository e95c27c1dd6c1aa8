/** Browsers of the caller that are told by push what concerns them. */
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import * as Queue from "../model/push/queue";
import * as Subscriptions from "../model/push/subscriptions";
import { TEST_TAG } from "../shared/push/pushData";

/** By what browsers know pushes of this workspace (VAPID), in base64url; null before `prepare`. */
export const key = userQuery({
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: async (ctx) => (await Subscriptions.keys(ctx))?.publicKey ?? null,
});

/** Has the key made, where nobody has wanted it before. */
export const prepare = userMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Subscriptions.prepareKeys(ctx);
    return null;
  },
});

/** Those of the caller, oldest first. */
export const list = userQuery({
  args: {},
  returns: v.array(Subscriptions.subscriptionView),
  handler: async (ctx) => (await Subscriptions.of(ctx, ctx.user._id)).map(Subscriptions.toView),
});

/** Tells this browser from now on: what the browser says of itself. @throws PUSH_INVALID | TEXT_EMPTY | TEXT_TOO_LONG */
export const subscribe = userMutation({
  args: Subscriptions.subscriptionArgs,
  returns: v.null(),
  handler: async (ctx, wanted) => {
    await Subscriptions.subscribe(ctx, wanted);
    return null;
  },
});

/** Tells one of the caller's browsers nothing more. */
export const unsubscribe = userMutation({
  args: { endpoint: v.string() },
  returns: v.null(),
  handler: async (ctx, { endpoint }) => {
    await Subscriptions.unsubscribe(ctx, endpoint);
    return null;
  },
});

/** Sends one of the caller's browsers a push that says that pushes come. @throws NOT_FOUND */
export const test = userMutation({
  args: { endpoint: v.string() },
  returns: v.null(),
  handler: async (ctx, { endpoint }) => {
    const { _id } = await Subscriptions.requireOwn(ctx, endpoint);
    await Queue.queueTo(ctx, _id, { userId: ctx.user._id, tag: TEST_TAG, about: { kind: "test" } });
    return null;
  },
});
