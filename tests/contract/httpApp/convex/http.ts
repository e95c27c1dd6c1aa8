import { httpActionGeneric as httpAction, httpRouter } from "convex/server";

const http = httpRouter();
/** A stored file, in each of the ways that an action can answer with one. */
http.route({
  path: "/stored",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const { searchParams } = new URL(request.url);
    const id = searchParams.get("id")!;
    const file = (await ctx.storage.get(id))!;
    switch (searchParams.get("as")) {
      case "whole":
        return new Response(file);
      case "part":
        return new Response(file.slice(-20, -4).slice(2, 8));
      case "address": {
        const url = (await ctx.storage.getUrl(id))!;
        const { status, headers, body } = await fetch(url, { headers: { range: "bytes=5-9" } });
        return new Response(body, { status, headers });
      }
      case "behind":
        return await fetch((await ctx.storage.getUrl(id))!, { headers: { range: "bytes=9999999-" } });
      case "begun": {
        const { body } = new Response(file);
        const [kept] = body!.tee();
        return new Response(kept);
      }
      default:
        return new Response((await file.text()).toUpperCase());
    }
  }),
});
export default http;
