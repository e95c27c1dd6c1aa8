import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { usePeople, useMyId } from "@/features/users";
import { returnFocus } from "@/lib/focus";
import { addToDraft } from "../composer/addToDraft";
import type { FeedMessage } from "../feed";
import { fromWire } from "../mentions";
import { bylineOf, quoteOf } from "./quote";
import type { Forwarding } from "./ForwardDialog";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

/** Quotes a message in the composer of its list, and forwards it elsewhere. */
export function useSharing({ channelId, threadId }: Place) {
  const people = usePeople();
  const myId = useMyId();
  const [forwarded, setForwarded] = useState<FeedMessage>();

  function quote(message: FeedMessage) {
    const text = fromWire(message.text, (id) => people.get(id)?.name).text;
    const by = bylineOf(people.nameOf(message.authorId), message.at);
    addToDraft(`${myId}:message:${threadId ?? channelId}`, `${quoteOf(message, text, by)}\n\n`);
    returnFocus(document.querySelector(`[data-message-id="${message.id}"]`));
  }

  const forwarding: Forwarding | undefined = forwarded && {
    message: forwarded,
    close: () => setForwarded(undefined),
  };
  return { quote, forward: setForwarded, forwarding };
}
