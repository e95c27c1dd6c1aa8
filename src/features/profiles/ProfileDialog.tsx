import type { Id } from "@convex/_generated/dataModel";
import { MessageSquare, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import { useChannelActions } from "@/features/channels";
import { GroupDialog } from "@/features/groups";
import { LastSeen, PresentAvatar, StatusMark } from "@/features/presence";
import { DeactivatedMark, useMyId, usePerson, useProfile } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { clockTimeIn, dayName } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";

type Props = {
  userId: Id<"users">;
  onClose: () => void;
  onOpenChannel: (channelId: Id<"channels">) => void;
  onEdit: () => void;
};

type OpenedProps = Omit<Props, "userId"> & { id: string; isGroup?: boolean | undefined };

/** What lies behind a name: who somebody is, or who is in a group. */
export function ProfileDialog({ id, isGroup, ...props }: OpenedProps) {
  return isGroup ? (
    <GroupDialog groupId={id as Id<"groups">} onClose={props.onClose} />
  ) : (
    <PersonDialog userId={id as Id<"users">} {...props} />
  );
}

/** Who somebody is, and the way to talk with them. */
function PersonDialog({ userId, onClose, onOpenChannel, onEdit }: Props) {
  const person = usePerson(userId);
  const isMe = userId === useMyId();
  const { openDirect } = useChannelActions();
  return (
    <Dialog title={person.name} onClose={onClose}>
      <div className="grid gap-4">
        <div className="flex items-center gap-4">
          <PresentAvatar id={userId} name={person.name} picture={person.picture} size={56} />
          <div className="min-w-0">
            <p className="flex flex-wrap gap-x-2 text-small text-text-muted empty:hidden">
              {isMe && <span>{texts.users.you}</span>}
              {person.isAdmin && person.isActive && <span>{texts.users.adminMark}</span>}
              <DeactivatedMark person={person} />
            </p>
            <p className="flex items-center gap-1.5 text-small text-text-muted empty:hidden">
              <StatusMark person={person} />
              {person.status && (
                <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
                  {person.status.text}
                </span>
              )}
              <LastSeen userId={userId} />
            </p>
          </div>
        </div>
        <Told userId={userId} />
        <div className="flex flex-wrap gap-2">
          {person.isActive && (
            <Button
              look="primary"
              onClick={() => void reportRefusal(openDirect([userId]).then(onOpenChannel))}
            >
              <Icon of={MessageSquare} size={14} />
              {texts.profile.message}
            </Button>
          )}
          {isMe && (
            <Button onClick={onEdit}>
              <Icon of={PenLine} size={14} />
              {texts.profile.edit}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Told({ userId }: { userId: Id<"users"> }) {
  const profile = useProfile(userId);
  const now = useNow();
  if (!profile) return <LoadingLines label={texts.profile.loading} />;
  const { jobTitle, pronouns, contact, timeZone, joinedAt } = profile;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-small">
      {jobTitle && <Line label={texts.profile.jobTitle}>{jobTitle}</Line>}
      {pronouns && <Line label={texts.profile.pronouns}>{pronouns}</Line>}
      {timeZone && (
        <Line label={texts.profile.localTime}>
          {texts.profile.timeThere(clockTimeIn(now, timeZone), timeZone.replaceAll("_", " "))}
        </Line>
      )}
      {contact && <Line label={texts.profile.contact}>{contact}</Line>}
      <Line label={texts.profile.joined}>{dayName(joinedAt, now)}</Line>
    </dl>
  );
}

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-text-muted">{label}</dt>
    <dd dir="auto" className="[overflow-wrap:anywhere]">
      {children}
    </dd>
  </>
);
