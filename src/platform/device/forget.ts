/** Whoever signs out leaves nothing on this device: no pushes, no notifications, nothing of what was read or shared. */
import { api } from "@convex/_generated/api";
import { forgetShared } from "@/lib/shared";
import { convexClient } from "../convexClient";
import { kept } from "./keptClient";
import { closeShownWhere, unsubscribeHere } from "./push";

const PATIENCE_MS = 2_000;

/** To be called while they are signed in. A server that does not answer learns from the push service. */
export async function forgetDevice(): Promise<void> {
  const endpoint = await unsubscribeHere();
  if (endpoint !== undefined) {
    const isLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([convexClient.mutation(api.inbox.push.unsubscribe, { endpoint }), isLate]);
  }
  await closeShownWhere(() => true);
  await kept.forget();
  if ("caches" in globalThis) await forgetShared();
}
