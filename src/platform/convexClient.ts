import { ConvexReactClient } from "convex/react";
import { env } from "./env";

/** The one connection of this tab. It warns itself before a tab with unsent changes closes. */
export const convexClient = new ConvexReactClient(env.convexUrl ?? location.origin, {
  // Our own server takes any origin; the check is for addresses of Convex Cloud.
  skipConvexDeploymentUrlCheck: true,
});
