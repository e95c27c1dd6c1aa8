import { useEffect, useEffectEvent, useRef } from "react";
import { useChannel, useMemberCount } from "@/features/channels";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { asked, type Asked } from "../later/asking";

type What = Extract<Asked, { kind: "call" }>;

/** Beyond so many a call is asked about once more. */
const FEW = 20;

const close = () => asked.set(undefined);

/** Sends what calls few people; says how many there are before it calls more, and that not everybody may. */
export function CallQuestion({ what }: { what: What }) {
  const channel = useChannel(what.channelId);
  const count = useMemberCount(what.channelId);
  const others = count === undefined ? undefined : count - 1;
  const mayCall = channel?.calling === undefined || channel.canManage;
  const isFew = channel !== undefined && mayCall && others !== undefined && others <= FEW;
  const hasSent = useRef(false);
  function handleSend() {
    // Once, also where effects are run twice to find mistakes.
    if (hasSent.current) return;
    hasSent.current = true;
    close();
    what.send();
  }
  const sendNow = useEffectEvent(handleSend);
  useEffect(() => {
    if (isFew) sendNow();
  }, [isFew]);
  if (isFew) return null;
  return (
    <Dialog
      title={mayCall ? texts.messages.calls.title(what.call, others) : texts.messages.calls.mayNot}
      onClose={close}
    >
      <p className="text-text-muted">
        {mayCall ? texts.messages.calls.about[what.call] : texts.messages.calls.mayNotWhy}
      </p>
      <DialogActions>
        <Button onClick={close}>{texts.ui.cancel}</Button>
        <Button look="primary" onClick={handleSend}>
          {mayCall ? texts.messages.calls.send : texts.messages.calls.sendAnyway}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
