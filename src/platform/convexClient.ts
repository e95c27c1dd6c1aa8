import { ConvexReactClient } from "convex/react";
import { keepFor } from "./device/keptClient";
import { env } from "./env";

/** The one connection of this tab. What is kept for a reload needs no warning before one: see OutboxContext. */
export const convexClient = new ConvexReactClient(env.convexUrl ?? location.origin, {
  // Our own server takes any origin; the check is for addresses of Convex Cloud.
  skipConvexDeploymentUrlCheck: true,
  unsavedChangesWarning: false,
});

keepFor(convexClient);
