import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { useMe } from "@/features/users";
import { deviceOf, subscriptionOf } from "@/lib/pushSubscription";
import { currentSubscription, noteTold, toldBefore, unsubscribeHere } from "@/platform/device/push";
import { texts } from "@/texts";

/**
 * Keeps what the browser and the server know of each other the same. The browser may have another address than the server was
 * told; and the server may have been told from another device to forget this one.
 */
export function usePushKept(): void {
  const userId = useMe()?._id;
  const [told] = useState(() => (userId ? toldBefore(userId) : undefined));
  const devices = useQuery(api.inbox.push.list, told === undefined ? "skip" : {});
  const subscribe = useMutation(api.inbox.push.subscribe);
  const unsubscribe = useMutation(api.inbox.push.unsubscribe);
  useEffect(() => {
    if (!userId || told === undefined || devices === undefined) return;
    const settle = async () => {
      const subscription = await currentSubscription();
      if (!subscription) return;
      const isKnown = devices.some(({ endpoint }) => endpoint === subscription.endpoint);
      if (isKnown) noteTold(userId, subscription.endpoint);
      else if (subscription.endpoint === toldBefore(userId)) await unsubscribeHere();
      else {
        await subscribe(subscriptionOf(subscription, texts.push.device(deviceOf(navigator.userAgent))));
        await unsubscribe({ endpoint: told });
        noteTold(userId, subscription.endpoint);
      }
    };
    // Nothing on screen depends on it, and it is tried again with the next window.
    settle().catch(() => undefined);
  }, [userId, told, devices, subscribe, unsubscribe]);
}
