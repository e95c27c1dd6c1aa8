/** Whoever signs out leaves nothing on this device: no pushes, no notifications, nothing shared that waited. */
import { api } from "@convex/_generated/api";
import { forgetShared } from "@/lib/shared";
import { convexClient } from "../convexClient";
import { closeShown, unsubscribeHere } from "./push";

const PATIENCE_MS = 2_000;

/** To be called while they are signed in. A server that does not answer learns from the push service. */
export async function forgetDevice(): Promise<void> {
  const endpoint = await unsubscribeHere();
  if (endpoint !== undefined) {
    const isLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([convexClient.mutation(api.inbox.push.unsubscribe, { endpoint }), isLate]);
  }
  await closeShown();
  if ("caches" in globalThis) await forgetShared();
}
