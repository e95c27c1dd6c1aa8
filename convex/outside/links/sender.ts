"use node";
/** Looks at what messages link to. */
import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { httpUrl, linkPreviewHosts, siteUrl } from "../../model/env";
import { AT_ONCE, type claimedLook, type lookedAt } from "../../model/files/linkLooks";
import { LIMITS } from "../../shared/limits";
import { linksIn } from "../../shared/markdown/links";
import type { Sender } from "../sender";
import { askedFor, type Allowed } from "./addresses";
import { resolveHere, type Door } from "./fetching";
import { lookAt, type Look } from "./look";

export const openLinks = async (ctx: ActionCtx, sender: string): Promise<Sender> => ({
  atOnce: AT_ONCE,
  claim: async (most) => {
    const looks = await ctx.runMutation(internal.scheduled.linkLooks.claim, { sender, most });
    return looks.map((look) => async () => await settled(ctx, look));
  },
  release: async () => void (await ctx.runMutation(internal.scheduled.linkLooks.release, { sender })),
});

async function settled(ctx: ActionCtx, { key, text }: Infer<typeof claimedLook>): Promise<void> {
  const door: Door = { allowed: linkPreviewHosts(), resolve: resolveHere };
  const urls = urlsIn(text, door.allowed);
  const plan = await ctx.runMutation(internal.scheduled.linkLooks.plan, { key, urls });
  const shown = urls.filter((url) => plan.known.includes(url) || plan.look.includes(url));
  const links = shown.map(async (url): Promise<Infer<typeof lookedAt>> => {
    if (plan.known.includes(url)) return { url };
    return { url, seen: await kept(ctx, await lookAt(new URL(url), door, plan.hasRoom)) };
  });
  await ctx.runMutation(internal.scheduled.linkLooks.settle, { key, links: await Promise.all(links) });
}

/** The first links of a text that lead out of Tandem. Its own show what they lead to by themselves. */
export function urlsIn(text: string, allowed: Allowed): string[] {
  const own = [siteUrl(), httpUrl()].map((url) => URL.parse(url)?.origin);
  const urls = linksIn(text).flatMap((href) => askedFor(href, allowed) ?? []);
  const foreign = urls.filter(({ origin }) => !own.includes(origin)).map(({ href }) => href);
  return [...new Set(foreign)].slice(0, LIMITS.linksPerMessage);
}

async function kept({ storage }: ActionCtx, look: Look | null) {
  if (!look) return null;
  const { picture, ...page } = look;
  if (!picture) return page;
  const pictureId = await storage.store(new Blob([picture.bytes], { type: picture.type }));
  return { ...page, pictureId, pictureType: picture.type };
}
