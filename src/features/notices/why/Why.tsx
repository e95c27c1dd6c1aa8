import type { Id } from "@convex/_generated/dataModel";
import { texts } from "@/texts";
import { Bone, Loading } from "@/ui/Skeleton";
import { RingWhy } from "./RingWhy";
import { useWhy } from "./useWhy";

/** The rule and the position that decide whether I hear of a message, in words. */
export function Why({ messageId }: { messageId: Id<"messages"> }) {
  const why = useWhy(messageId);
  if (!why) {
    return (
      <Loading label={texts.notices.loadingWhy}>
        <Bone className="w-40" />
      </Loading>
    );
  }
  const { rule, tells, reason, group, isRead, isMember, ring } = why;
  return (
    <div className="grid gap-1.5 text-base">
      <h3 className="font-semibold">{tells ? texts.notices.whyTold : texts.notices.whyNot}</h3>
      <p>{group === undefined ? texts.notices.rules[rule] : texts.notices.inGroup(group)}</p>
      {rule === "reply" && reason && <p>{texts.notices.reasons[reason]}</p>}
      {!isMember && <p className="text-text-muted">{texts.notices.notMember}</p>}
      {(tells || rule === "message") && (
        <p className="text-text-muted">{isRead ? texts.notices.isRead : texts.notices.isUnread}</p>
      )}
      {(tells || ring.rings || ring.rule === "message" || ring.rule === "nothing") && <RingWhy ring={ring} />}
    </div>
  );
}
