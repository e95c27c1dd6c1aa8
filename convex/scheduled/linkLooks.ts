/** What the sender of the queue of links calls: see model/files/linkLooks.ts. */
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import * as LinkLooks from "../model/files/linkLooks";
import { ensureSigningKey } from "../model/signing";

export const claim = internalMutation({
  args: { sender: v.string(), most: v.number() },
  returns: v.array(LinkLooks.claimedLook),
  handler: async (ctx, args) => await LinkLooks.claim(ctx, args),
});

export const release = internalMutation({
  args: { sender: v.string() },
  returns: v.null(),
  handler: async (ctx, { sender }) => {
    await LinkLooks.release(ctx, sender);
    return null;
  },
});

export const plan = internalMutation({
  args: { key: LinkLooks.claimedLook.fields.key, urls: v.array(v.string()) },
  returns: LinkLooks.plan,
  handler: async (ctx, { key, urls }) => await LinkLooks.planOf(ctx, key, urls),
});

export const settle = internalMutation({
  args: { key: LinkLooks.claimedLook.fields.key, links: v.array(LinkLooks.lookedAt) },
  returns: v.null(),
  handler: async (ctx, { key, links }) => {
    // Pictures are read by a pass, which nobody may have needed before.
    if (links.some(({ seen }) => seen?.pictureId !== undefined)) await ensureSigningKey(ctx);
    await LinkLooks.settle(ctx, key, links);
    return null;
  },
});
