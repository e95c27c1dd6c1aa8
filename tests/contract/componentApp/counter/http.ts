import { httpRouter } from "convex/server";
import { api } from "./_generated/api.js";
import { httpAction } from "./_generated/server.js";

const http = httpRouter();
http.route({
  path: "/value",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const name = new URL(request.url).searchParams.get("name") ?? "";
    const identity = await ctx.auth.getUserIdentity();
    return Response.json({ value: await ctx.runQuery(api.lib.get, { name }), identity });
  }),
});
export default http;
