"use node";
/** The sender of all queues: what is claimed is sent, and its outcome written, until nothing is due. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, type ActionCtx } from "../_generated/server";
import { QUEUES, type QueueName } from "../model/deliveries";
import { openAi } from "./ai/sender";
import { openMail } from "./mail/sender";
import type { Sender } from "./sender";

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
      const isDone = await work(sender, Date.now() + SHIFT_MS);
      if (!isDone) await ctx.scheduler.runAfter(0, internal.outside.deliver.deliver, { queue });
      return null;
    } finally {
      sender.close?.();
    }
  },
});

/** Sends until nothing is due or the time is over. Answers whether nothing was due in the end. */
async function work(sender: Sender, endsAt: number): Promise<boolean> {
  const { atOnce } = sender;
  const flying = new Set<Promise<void>>();
  while (Date.now() < endsAt) {
    const sends = await sender.claim(atOnce - flying.size);
    for (const send of sends) {
      const flight = send().finally(() => flying.delete(flight));
      flying.add(flight);
    }
    if (flying.size === 0) return true;
    // One that is slow keeps the others from nothing, and half of the places are worth a claim.
    const places = sends.length === 0 ? flying.size - 1 : atOnce / 2;
    while (flying.size > places) await Promise.race(flying);
  }
  await Promise.all(flying);
  return false;
}
