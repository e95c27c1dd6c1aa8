import { Presence } from "@convex-dev/presence";
import { v } from "convex/values";
import { components } from "./_generated/api";
import { mutation, query } from "./_generated/server";

const presence = new Presence(components.presence);

export const heartbeat = mutation({
  args: { room: v.string(), user: v.string(), session: v.string(), intervalMs: v.number() },
  handler: async (ctx, { room, user, session, intervalMs }) =>
    await presence.heartbeat(ctx, room, user, session, intervalMs),
});

export const online = query({
  args: { roomToken: v.string() },
  handler: async (ctx, { roomToken }) => {
    const users = await presence.list(ctx, roomToken);
    return users
      .filter((user) => user.online)
      .map((user) => user.userId)
      .toSorted();
  },
});

export const disconnect = mutation({
  args: { sessionToken: v.string() },
  handler: async (ctx, { sessionToken }) => await presence.disconnect(ctx, sessionToken),
});
