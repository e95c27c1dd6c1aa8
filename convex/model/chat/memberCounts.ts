/** How many active people are in each channel. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import * as Tallies from "../tallies";
import type { DbCtx } from "../context";

export const keyOf = (channelId: Id<"channels">) => `members ${channelId}`;

export async function countOf(ctx: DbCtx, channelId: Id<"channels">): Promise<number> {
  return (await Tallies.sumsOf(ctx, keyOf(channelId))).active ?? 0;
}

/** Counts a person who came (1) or went (-1). */
export async function change(ctx: MutationCtx, channelId: Id<"channels">, by: 1 | -1): Promise<void> {
  await Tallies.add(ctx, keyOf(channelId), { active: by });
}
