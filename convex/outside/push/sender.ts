"use node";
/** Sends pushes. */
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { pushHosts, siteUrl } from "../../model/env";
import { AT_ONCE } from "../../model/summaries/pushes";
import { resolveHere } from "../links/fetching";
import type { Sender } from "../sender";
import { send } from "./request";

/** Null before there are keys: nobody can have subscribed. */
export async function openPushes(ctx: ActionCtx, sender: string): Promise<Sender | null> {
  const keys = await ctx.runQuery(internal.scheduled.pushes.keys, {});
  if (keys === null) return null;
  const way = { door: { allowed: pushHosts(), resolve: resolveHere }, keys, subject: siteUrl() };
  return {
    atOnce: AT_ONCE,
    claim: async (most) => {
      const pushes = await ctx.runMutation(internal.scheduled.pushes.claim, { sender, most });
      return pushes.map((push) => async () => {
        const outcome = await send(push, way);
        await ctx.runMutation(internal.scheduled.pushes.settle, { key: push.key, outcome });
      });
    },
    release: async () => void (await ctx.runMutation(internal.scheduled.pushes.release, { sender })),
  };
}
