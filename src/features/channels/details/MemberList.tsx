import type { Id } from "@convex/_generated/dataModel";
import { Shield, ShieldOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { DeactivatedMark, openProfile, useMyId, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { PresentAvatar, StatusMark } from "@/features/presence";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import type { ChannelId } from "../channel";
import { useMembers } from "./useMembers";

type Props = {
  channelId: ChannelId;
  /** How many active people are in it. */
  count: number | undefined;
  ownerIds: readonly Id<"users">[];
  onRemove?: (userId: Id<"users">) => void;
  onSetOwner?: (userId: Id<"users">, isOwner: boolean) => void;
  action: ReactNode;
};

/** The people of a channel, those who were deactivated last. */
export function MemberList({ channelId, count, ownerIds, onRemove, onSetOwner, action }: Props) {
  const { members, loadMore } = useMembers(channelId);
  return (
    <section aria-label={texts.channels.members} className="p-2">
      <div className="flex h-8 items-center justify-between pl-2">
        <h3 className="text-small font-medium">
          {texts.channels.members}{" "}
          <span className="tabular text-text-muted">{count !== undefined && number(count)}</span>
        </h3>
        {action}
      </div>
      {members ? (
        <ul>
          {members.map(({ userId }) => (
            <Member
              key={userId}
              id={userId}
              isOwner={ownerIds.includes(userId)}
              {...(onRemove && { onRemove })}
              {...(onSetOwner && { onSetOwner })}
            />
          ))}
        </ul>
      ) : (
        <LoadingLines label={texts.channels.loadingMembers} />
      )}
      {loadMore && (
        <Button size="small" look="ghost" className="ml-1" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </section>
  );
}

const QUIET = "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 touch:opacity-100";

type MemberProps = Pick<Props, "onRemove" | "onSetOwner"> & { id: Id<"users">; isOwner: boolean };

function Member({ id, isOwner, onRemove, onSetOwner }: MemberProps) {
  const person = usePerson(id);
  const meId = useMyId();
  return (
    <li className="group flex h-9 items-center gap-2 rounded-control px-2 hover:bg-bg-hover touch:h-11">
      <PresentAvatar id={id} name={person.name} picture={person.picture} size={24} />
      <button
        type="button"
        dir="auto"
        className="min-w-0 truncate hover:underline"
        onClick={() => openProfile(id)}
      >
        {person.name}
      </button>
      <StatusMark person={person} />
      {id === meId && <span className="text-meta text-text-muted">{texts.users.you}</span>}
      <DeactivatedMark person={person} />
      {person.isActive && person.isAdmin && (
        <span className="text-meta text-text-muted">{texts.users.adminMark}</span>
      )}
      {isOwner && <span className="text-meta text-text-muted">{texts.channelSettings.owner}</span>}
      <span className="flex-1" />
      {onSetOwner && (person.isActive || isOwner) && (
        <IconButton
          label={
            isOwner
              ? texts.channelSettings.makeNoOwner(person.name)
              : texts.channelSettings.makeOwner(person.name)
          }
          isSmall
          className={QUIET}
          onClick={() => onSetOwner(id, !isOwner)}
        >
          <Icon of={isOwner ? ShieldOff : Shield} size={14} />
        </IconButton>
      )}
      {onRemove && id !== meId && (
        <IconButton
          label={texts.channels.removeMember(person.name)}
          isSmall
          className={QUIET}
          onClick={() => onRemove(id)}
        >
          <Icon of={X} size={14} />
        </IconButton>
      )}
    </li>
  );
}
