/** For `npm run seed` only. Not here: the demo's content, which comes in through the public functions. */
import { v } from "convex/values";
import { internalMutation } from "./_generated/server";

/** Messages are entered in the order in which they were "said", but all today: gives them their times. */
export const backdate = internalMutation({
  args: { messages: v.array(v.object({ messageId: v.id("messages"), sentAt: v.number() })) },
  returns: v.null(),
  handler: async (ctx, { messages }) => {
    for (const { messageId, sentAt } of messages) {
      const message = await ctx.db.get("messages", messageId);
      if (!message) continue;
      await ctx.db.patch("messages", messageId, { sentAt });
      if (message.threadId) await ctx.db.patch("messages", message.threadId, { lastReplyAt: sentAt });
    }
    return null;
  },
});
