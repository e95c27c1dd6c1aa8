import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { usePeople, useMyId } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { returnFocus } from "@/lib/focus";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { addToDraft } from "../composer/addToDraft";
import type { FeedMessage } from "../feed";
import type { Forwarding } from "./ForwardDialog";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> };

const loadQuotes = retryImport(() => import("./quote"));

/** Copies messages, quotes one in the composer of its list, and forwards them elsewhere. */
export function useSharing({ channelId, threadId }: Place) {
  const people = usePeople();
  const myId = useMyId();
  const [forwarded, setForwarded] = useState<readonly FeedMessage[]>();

  async function quote(message: FeedMessage) {
    const { quotesOf } = await loadQuotes();
    addToDraft(`${myId}:message:${threadId ?? channelId}`, `${quotesOf([message], people)}\n\n`);
    returnFocus(document.querySelector(`[data-message-id="${message.id}"]`));
  }

  async function copy(messages: readonly FeedMessage[]) {
    const { plainText } = await loadQuotes();
    if (await copyText(plainText(messages, people))) toast.tell(texts.messages.textCopied);
    else toast.error(texts.messages.copyBlocked);
  }

  const forwarding: Forwarding | undefined = forwarded && {
    messages: forwarded,
    close: () => setForwarded(undefined),
  };
  return { copy, quote, forward: setForwarded, forwarding };
}
