/**
 * What a shared query asks about its caller. Each answer is the same for all callers who may go on,
 * so that the rest of the query is computed once for all of them (`sharedQuery` in functions.ts).
 */
import { v } from "convex/values";
import { internalQuery } from "./_generated/server";
import { canRead, requireUser } from "./model/access";
import { hiddenWithTasks } from "./model/chat/channels";
import { audience } from "./model/audience";
import { fail } from "./model/errors";

/** Passes those who may read the channel. @throws NOT_SIGNED_IN | NOT_FOUND */
export const channelReader = internalQuery({
  args: { channelId: v.union(v.id("channels"), v.null()) },
  returns: v.null(),
  handler: async (ctx, { channelId }) => {
    const user = await requireUser(ctx);
    if (channelId === null || !(await canRead(ctx, channelId, user._id))) throw fail("NOT_FOUND");
    return null;
  },
});

/** The same as an answer. @throws NOT_SIGNED_IN */
export const readsChannel = internalQuery({
  args: { channelId: v.id("channels") },
  returns: v.boolean(),
  handler: async (ctx, { channelId }) => await canRead(ctx, channelId, (await requireUser(ctx))._id),
});

/** Passes every member of the workspace. @throws NOT_SIGNED_IN */
export const workspaceReader = internalQuery({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await requireUser(ctx);
    return null;
  },
});

/**
 * The workspace, and the private and direct channels of the caller that have tasks; colleagues with the same ones share
 * an answer.
 */
export const audiences = internalQuery({
  args: {},
  returns: v.array(audience),
  handler: async (ctx) => {
    const user = await requireUser(ctx);
    return ["workspace" as const, ...(await hiddenWithTasks(ctx, user))];
  },
});
