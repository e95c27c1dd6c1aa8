import { httpRouter } from "convex/server";
import { internal } from "./_generated/api";
import { httpAction } from "./_generated/server";
import { siteUrl } from "./model/env";

const http = httpRouter();

/** One-click unsubscribing (RFC 8058): mail programs post here by themselves. */
http.route({
  path: "/unsubscribe",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const isDone = await ctx.runMutation(internal.emails.unsubscribe, { token }).catch(() => false);
    return new Response(null, { status: isDone ? 204 : 400 });
  }),
});

/** A person who opens the same address gets the page that asks nothing and does it. */
http.route({
  path: "/unsubscribe",
  method: "GET",
  handler: httpAction(async (_ctx, request) => {
    const token = new URL(request.url).searchParams.get("token") ?? "";
    const location = `${siteUrl()}/mail-link#${encodeURIComponent(token)}`;
    return new Response(null, { status: 302, headers: { location, "referrer-policy": "no-referrer" } });
  }),
});

export default http;
