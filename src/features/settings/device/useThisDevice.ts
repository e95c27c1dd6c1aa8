import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { useMe } from "@/features/users";
import { deviceOf } from "@/lib/pushSubscription";
import {
  currentSubscription,
  noteTold,
  pushState,
  subscribeHere,
  unsubscribeHere,
  type PushState,
} from "@/platform/device/push";
import { texts } from "@/texts";

export type Device = FunctionReturnType<typeof api.inbox.push.list>[number];

export type ThisDevice = {
  state: PushState;
  /** Undefined while they are on their way. */
  devices: readonly Device[] | undefined;
  /** Of this browser, where it is told. */
  endpoint: string | undefined;
  /** False while the key is on its way. */
  canTurnOn: boolean;
  turnOn: () => Promise<void>;
  remove: (endpoint: string) => Promise<void>;
  test: (endpoint: string) => Promise<void>;
};

/** The devices of the person that pushes go to, and this one among them. */
export function useThisDevice(): ThisDevice {
  const me = useMe();
  const key = useQuery(api.inbox.push.key);
  const devices = useQuery(api.inbox.push.list);
  const prepare = useMutation(api.inbox.push.prepare);
  const subscribe = useMutation(api.inbox.push.subscribe);
  const unsubscribe = useMutation(api.inbox.push.unsubscribe);
  const test = useMutation(api.inbox.push.test);
  const [state, setState] = useState(pushState);
  const [own, setOwn] = useState<string>();

  // The first who looks here has it made.
  useEffect(() => {
    if (key === null) void prepare({});
  }, [key, prepare]);
  useEffect(() => {
    void currentSubscription().then((subscription) => setOwn(subscription?.endpoint));
  }, []);

  const turnOn = async () => {
    const wanted = key && (await subscribeHere(key, texts.push.device(deviceOf(navigator.userAgent))));
    setState(pushState());
    if (!wanted || !me) return;
    await subscribe(wanted);
    noteTold(me._id, wanted.endpoint);
    setOwn(wanted.endpoint);
  };
  const remove = async (endpoint: string) => {
    if (endpoint === own) {
      await unsubscribeHere();
      setOwn(undefined);
    }
    await unsubscribe({ endpoint });
  };
  const isTold = devices?.some(({ endpoint }) => endpoint === own) === true;
  return {
    state,
    devices,
    endpoint: isTold ? own : undefined,
    canTurnOn: typeof key === "string" && devices !== undefined,
    turnOn,
    remove,
    test: async (endpoint) => void (await test({ endpoint })),
  };
}
