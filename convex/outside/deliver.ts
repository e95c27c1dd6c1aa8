"use node";
/** The sender of all queues: what is claimed is sent, and its outcome written, until nothing is due. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internalAction, type ActionCtx } from "../_generated/server";
import { QUEUES, type QueueName } from "../model/deliveries";
import { openAi } from "./ai/sender";
import { openLinks } from "./links/sender";
import { openMail } from "./mail/sender";
import { openPushes } from "./push/sender";
import { sendAll, type Sender } from "./sender";

/** Each opens a sender, which has a name of its own; null where there is nobody to send to. */
const SENDERS: Record<QueueName, (ctx: ActionCtx, name: string) => Promise<Sender | null>> = {
  emails: openMail,
  categorisations: openAi,
  linkLooks: openLinks,
  pushes: openPushes,
};
/** After this long a sender leaves the queue, which wakes another: well within an action's limit. */
const SHIFT_MS = 60_000;

/** Any number may run: the queue is one's at a time. */
export const deliver = internalAction({
  args: { queue: literals(...QUEUES) },
  returns: v.null(),
  handler: async (ctx, { queue }) => {
    const sender = await SENDERS[queue](ctx, crypto.randomUUID());
    if (sender === null) return null;
    try {
      const endsAt = Date.now() + SHIFT_MS;
      await sendAll(sender, () => Date.now() >= endsAt);
      return null;
    } finally {
      sender.close?.();
      await sender.release();
    }
  },
});
