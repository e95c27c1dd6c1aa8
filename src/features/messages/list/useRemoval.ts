import { useState } from "react";
import type { FeedMessage } from "../feed";
import type { Removal } from "./RemoveDialog";

/** Deletes what I wrote; what somebody else wrote, once I have said that I mean it. */
export function useRemoval(myId: string, remove: (messages: readonly FeedMessage[]) => Promise<void>) {
  const [doomed, setDoomed] = useState<readonly FeedMessage[]>();
  const close = () => setDoomed(undefined);
  const removal: Removal | undefined = doomed && {
    messages: doomed,
    confirm: () => {
      close();
      void remove(doomed);
    },
    cancel: close,
  };
  const ask = (messages: readonly FeedMessage[]) =>
    messages.every(({ authorId }) => authorId === myId) ? void remove(messages) : setDoomed(messages);
  return { removal, ask };
}
