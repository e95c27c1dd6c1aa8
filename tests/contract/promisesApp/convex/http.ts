import { anyApi, httpActionGeneric as httpAction, httpRouter } from "convex/server";
const http = httpRouter();
http.route({
  path: "/echo",
  method: "POST",
  handler: httpAction(
    async (_ctx, request) =>
      new Response((await request.text()).toUpperCase(), { status: 201, headers: { "x-made": "here" } }),
  ),
});
const ADD = anyApi.notes!.add!,
  TEXTS = anyApi.notes!.texts!;
const encode = (text: string) => new TextEncoder().encode(text);
http.route({
  path: "/stream",
  method: "GET",
  handler: httpAction(async (ctx) => {
    let parts = 0;
    return new Response(
      new ReadableStream({
        pull: async (controller) => {
          if (parts++ === 0) return controller.enqueue(encode("first"));
          while (!(await ctx.runQuery(TEXTS, {})).includes("seen"))
            await new Promise((later) => setTimeout(later, 5));
          controller.enqueue(encode(" second"));
          controller.close();
        },
      }),
    );
  }),
});
const breaking = (end: () => void) =>
  httpAction(async () => {
    let parts = 0;
    return new Response(
      new ReadableStream({
        pull: async (controller) => {
          await new Promise((later) => setTimeout(later, 5));
          if (parts++ > 0) end();
          controller.enqueue(encode("first"));
        },
      }),
    );
  });
http.route({
  path: "/breaks",
  method: "GET",
  handler: breaking(() => {
    throw new Error("broken");
  }),
});
http.route({
  path: "/hangs",
  method: "GET",
  handler: breaking(() => {
    for (;;);
  }),
});
http.route({
  path: "/endless",
  method: "GET",
  handler: httpAction(
    async (ctx) =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(encode("again ".repeat(20_000))),
          cancel: async () => void (await ctx.runMutation(ADD, { text: "cancelled" })),
        }),
      ),
  ),
});
http.route({
  path: "/throws",
  method: "GET",
  handler: httpAction(async () => {
    console.log("seen by the log");
    await Promise.reject(new Error("broken route"));
    return new Response();
  }),
});
export default http;
