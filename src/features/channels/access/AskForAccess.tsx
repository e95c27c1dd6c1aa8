import { useEffect, useEffectEvent, useRef, useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import type { ChannelId } from "../channel";
import { useChannels } from "../useChannels";
import { useAccessActions } from "./useAccessRequests";

type Props = { channelId: ChannelId; onLetIn: () => void };

/**
 * Asks the people of a channel to be let in. It says the same whether there is such a channel or not; who is in it already
 * has nothing to ask for.
 */
export function AskForAccess({ channelId, onLetIn }: Props) {
  const channels = useChannels();
  const isIn = channels?.some((channel) => channel._id === channelId) === true;
  const wasOut = useRef(false);
  const letIn = useEffectEvent(onLetIn);
  useEffect(() => {
    if (isIn && wasOut.current) letIn();
    wasOut.current = channels !== undefined && !isIn;
  }, [channels, isIn]);
  return !isIn && <AskButton channelId={channelId} />;
}

function AskButton({ channelId }: { channelId: ChannelId }) {
  const { ask } = useAccessActions(channelId);
  const [state, setState] = useState<"open" | "asking" | "asked">("open");

  async function handleClick() {
    setState("asking");
    setState((await reportRefusal(ask())) ? "asked" : "open");
  }

  if (state === "asked") {
    return (
      <p role="status" className="self-center text-text-muted">
        {texts.channels.askedForAccess}
      </p>
    );
  }
  return (
    <Button disabled={state === "asking"} onClick={() => void handleClick()}>
      {texts.channels.askForAccess}
    </Button>
  );
}
