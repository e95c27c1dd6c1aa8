"use node";
/** The sender of all queues: what is claimed is sent, and its outcome written, until nothing is due. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, type ActionCtx } from "../_generated/server";
import { QUEUES, type QueueName } from "../model/deliveries";
import { openAi } from "./ai/sender";
import { openMail } from "./mail/sender";
import { sendAll, type Sender } from "./sender";

const SENDERS: Record<QueueName, (ctx: ActionCtx) => Promise<Sender | null>> = {
  emails: openMail,
  categorisations: openAi,
};
/** After this long a sender hands over to another, well within an action's limit. */
const SHIFT_MS = 60_000;

/** Any number may run: each row is claimed by one. */
export const deliver = internalAction({
  args: { queue: literals(...QUEUES) },
  returns: v.null(),
  handler: async (ctx, { queue }) => {
    const sender = await SENDERS[queue](ctx);
    if (sender === null) return null;
    try {
      const endsAt = Date.now() + SHIFT_MS;
      const isDone = await sendAll(sender, () => Date.now() >= endsAt);
      if (!isDone) await ctx.scheduler.runAfter(0, internal.outside.deliver.deliver, { queue });
      return null;
    } finally {
      sender.close?.();
    }
  },
});
