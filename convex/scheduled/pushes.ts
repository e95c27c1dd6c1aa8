/** What the sender of pushes calls: see model/summaries/pushes.ts. */
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import * as Deliveries from "../model/deliveries";
import { PUSHES } from "../model/push/queue";
import * as Subscriptions from "../model/push/subscriptions";
import * as Pushes from "../model/summaries/pushes";

const keyPair = v.object({ publicKey: v.string(), privateKey: v.string() });

export const keys = internalQuery({
  args: {},
  returns: v.union(keyPair, v.null()),
  handler: async (ctx) => {
    const pair = await Subscriptions.keys(ctx);
    return pair && { publicKey: pair.publicKey, privateKey: pair.privateKey };
  },
});

export const keepKeys = internalMutation({
  args: keyPair.fields,
  returns: v.null(),
  handler: async (ctx, pair) => {
    await Subscriptions.keepKeys(ctx, pair);
    return null;
  },
});

export const claim = internalMutation({
  args: { sender: v.string(), most: v.number() },
  returns: v.array(Pushes.claimedPush),
  handler: async (ctx, args) => await Pushes.claim(ctx, args),
});

export const release = internalMutation({
  args: { sender: v.string() },
  returns: v.null(),
  handler: async (ctx, { sender }) => {
    await Pushes.release(ctx, sender);
    return null;
  },
});

export const settle = internalMutation({
  args: { key: Pushes.claimedPush.fields.key, outcome: Pushes.outcome },
  returns: v.null(),
  handler: async (ctx, { key, outcome }) => {
    await Pushes.settle(ctx, key, outcome);
    return null;
  },
});

/** For what a server that stopped has left behind. */
export const kick = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Deliveries.kick(ctx, PUSHES);
    return null;
  },
});
