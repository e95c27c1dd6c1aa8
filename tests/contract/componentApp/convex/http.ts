import { httpRouter } from "convex/server";
import { httpAction } from "./_generated/server";

const http = httpRouter();
http.route({
  pathPrefix: "/",
  method: "GET",
  handler: httpAction(async () => new Response("the app's")),
});
export default http;
