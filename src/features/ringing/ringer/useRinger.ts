import { api } from "@convex/_generated/api";
import { boardAutomationsPath, channelPath, messagePath, taskPath } from "@convex/shared/addresses";
import { ringTag } from "@convex/shared/push/pushData";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useEffectEvent, useState } from "react";
import { plainLine } from "@convex/shared/markdown/plainText";
import { usePeople, type People } from "@/features/users";
import { Observable } from "@/lib/observable";
import { PENDING } from "@/lib/text";
import { isPresent, useIsPresent } from "@/platform/presence";
import { texts } from "@/texts";
import { lookAt, meansOf } from "./means";
import { Ringer, type Ring } from "./ringer";

type View = FunctionReturnType<typeof api.inbox.ringing.latest>[number];

/**
 * Rings in this window, if no other one does.
 *
 * @param places  what stands before its reader, by `ringTag`
 */
export function useRinger(places: readonly string[], open: (path: string) => void): void {
  const latest = useQuery(api.inbox.ringing.latest);
  // Each composer asks for these; they stay, so that a channel that is looked into does not ask again.
  useQuery(api.inbox.ringing.choices);
  const people = usePeople();
  const isHere = useIsPresent();
  const looked = isHere ? places.join(" ") : "";
  const look = useEffectEvent((place: string) => isPresent() && places.includes(place));
  const go = useEffectEvent((path: string) => open(path));
  const [told] = useState(() => new Observable<readonly Ring[] | undefined>(undefined));
  useEffect(() => {
    const ringer = new Ringer(meansOf({ here: (place) => look(place), open: (path) => go(path) }));
    const see = () => void ringer.see(told.get() ?? []);
    if (told.get()) see();
    return told.subscribe(see);
  }, [told]);
  useEffect(() => (looked === "" ? undefined : lookAt(looked.split(" "))), [looked]);
  // A name that is on its way is waited for.
  const isReady =
    latest?.every(({ actorId }) => actorId === undefined || people.nameOf(actorId) !== PENDING) ?? false;
  const rings = isReady ? latest?.map((view) => toRing(view, people)) : undefined;
  const seen = rings?.map(({ _id }) => _id).join(" ");
  const tell = useEffectEvent(() => told.set(rings));
  useEffect(() => {
    if (seen !== undefined) tell();
  }, [seen]);
}

/** What is said of a ring, and where it leads. */
export function toRing(view: View, people: Pick<People, "nameOf">): Ring {
  const { _id, at, channelId, threadId, messageId, taskId } = view;
  const pathIn = view.cause === "refused" ? boardAutomationsPath : channelPath;
  const path =
    channelId && messageId
      ? messagePath({ channelId, messageId })
      : taskId
        ? taskPath(taskId)
        : channelId
          ? pathIn(channelId)
          : "/inbox";
  const title = titleOf(view, people);
  return {
    _id,
    at,
    place: ringTag({ channelId, threadId, taskId, id: _id }),
    title: view.cause === "urgent" ? texts.ringing.urgent(title) : title,
    body: plainLine(view.text, people),
    path,
  };
}

function titleOf({ cause, actorId, channelName }: View, people: Pick<People, "nameOf">): string {
  const name = actorId === undefined ? texts.users.someone : people.nameOf(actorId);
  switch (cause) {
    case "assignment":
      return texts.ringing.assignment(name);
    case "membership":
      return texts.ringing.membership(name);
    case "request":
      return texts.ringing.request(name);
    case "reminder":
      return texts.ringing.reminder;
    case "waiting":
      return texts.ringing.waiting(name);
    case "unblocked":
      return texts.ringing.unblocked;
    case "refused":
      return texts.ringing.refused(channelName ?? "");
    case "mention":
    case "reply":
    case "keyword":
    case "everyone":
    case "group":
    case "direct":
    case "everything":
    case "urgent":
      return channelName ? texts.ringing.inChannel(name, channelName) : name;
    default:
      return cause satisfies never;
  }
}
