import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { retryImport } from "@/lib/retryImport";
import type { FeedMessage } from "../feed";
import type { Choose, Chosen } from "./chosen";

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
