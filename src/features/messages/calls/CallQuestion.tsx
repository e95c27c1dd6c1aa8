import { FEW_CALLED } from "@convex/shared/mentions";
import { useEffect, useEffectEvent, useRef } from "react";
import { useChannel, useMemberCount } from "@/features/channels";
import { useGroups } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { asked, type Asked } from "../later/asking";

type What = Extract<Asked, { kind: "call" }>;

const close = () => asked.set(undefined);

/** How many are called at most, as far as that is known; and whether that is not for everybody to do. */
function useCalled({ channelId, call, groupIds }: What) {
  const channel = useChannel(channelId);
  const members = useMemberCount(channelId);
  const counts = useGroups(groupIds.length > 0)?.flatMap(({ _id, memberCount }) =>
    groupIds.includes(_id) ? [memberCount] : [],
  );
  const others = call ? members && members - 1 : counts?.reduce((sum, count) => sum + count, 0);
  const mayCall = channel?.calling === undefined || channel.canManage;
  const isLarge = call !== undefined || counts?.some((count) => count > FEW_CALLED) === true;
  const isBarred = isLarge && !mayCall;
  // In a conversation a group is a name, and tells nobody.
  const isFew = channel?.kind === "direct" || (others !== undefined && others <= FEW_CALLED);
  return { others, isBarred, isFew: channel && !isBarred && isFew };
}

/** Sends what calls few people; says how many there are before it calls more, and that not everybody may. */
export function CallQuestion({ what }: { what: What }) {
  const { others, isBarred, isFew } = useCalled(what);
  const kind = what.call ?? "group";
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
    <Dialog title={isBarred ? barred(kind).title : texts.messages.calls.title(kind, others)} onClose={close}>
      <p className="text-text-muted">{isBarred ? barred(kind).why : texts.messages.calls.about[kind]}</p>
      <DialogActions>
        <Button onClick={close}>{texts.ui.cancel}</Button>
        <Button look="primary" onClick={handleSend}>
          {isBarred ? texts.messages.calls.sendAnyway : texts.messages.calls.send}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const barred = (kind: "channel" | "here" | "group") =>
  kind === "group"
    ? { title: texts.messages.calls.mayNotGroup, why: texts.messages.calls.mayNotGroupWhy }
    : { title: texts.messages.calls.mayNot, why: texts.messages.calls.mayNotWhy };
