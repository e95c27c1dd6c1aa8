/** A browser that changes its address for pushes tells the server by itself. Where it cannot, the next window does. */
import { subscriptionOf } from "@/lib/pushSubscription";
import type { Registration } from "./scope";

/** @param old  the subscription that has ended */
export async function renew(
  { pushManager }: Pick<Registration, "pushManager">,
  old: PushSubscription | undefined,
  device: string,
): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (!key) return;
  const fresh = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const answer = await fetch("/api/auth/token", { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) return;
  const { token } = (await answer.json()) as { token: string };
  const call = async (path: string, args: object) =>
    await fetch("/api/mutation", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ path, args, format: "json" }),
    });
  await call("inbox/push:subscribe", subscriptionOf(fresh, device));
  if (old && old.endpoint !== fresh.endpoint)
    await call("inbox/push:unsubscribe", { endpoint: old.endpoint });
}
