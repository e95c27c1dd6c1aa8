import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { retryImport } from "@/lib/retryImport";
import type { FeedMessage } from "../feed";

/** Messages of a list that one has chosen, by their keys; the last one chosen is the last. */
export type Chosen = ReadonlyMap<string, FeedMessage>;

/** The message at which a range begins, possibly the last one chosen; undefined for no range. */
export type Since = FeedMessage | "last" | undefined;

/** Chooses all of a range; without one, a message that is chosen already is no longer. */
export type Choose = (message: FeedMessage, since?: Since) => void;

const loadChoices = retryImport(() => import("./choices"));

/** The messages of a list that are chosen to do something with all of them. While there are any, a click chooses. */
export function useChosen(messages: readonly FeedMessage[]) {
  const [store] = useState(() => new Observable<Chosen>(new Map()));
  const listed = useRef(messages);
  useEffect(() => {
    listed.current = messages;
  });
  const [actions] = useState(() => ({
    choose: ((message, since) =>
      void loadChoices().then(({ choose }) =>
        choose(store, message, since, listed.current),
      )) satisfies Choose,
    chooseNone: () => store.set(new Map()),
  }));
  const chosen = useSyncExternalStore(store.subscribe, store.get);
  return { chosen, ...actions };
}

export const canBeChosen = ({ id, isDeleted }: FeedMessage): boolean => id !== undefined && !isDeleted;
