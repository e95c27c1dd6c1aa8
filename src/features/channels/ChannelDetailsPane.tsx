import { Archive, ArchiveRestore, LogOut, UserPlus } from "lucide-react";
import { useState } from "react";
import { useMyId, usePeople } from "@/features/users";
import { tell } from "@/platform/tell";
import { Button } from "@/ui/Button";
import { Pane } from "@/ui/Pane";
import { AddMembersDialog } from "./AddMembersDialog";
import { ChannelFields } from "./ChannelFields";
import { MemberList } from "./MemberList";
import { channelTitle } from "./channel";
import { useChannelActions } from "./useChannelActions";
import { useChannelMembers, type ChannelDetails } from "./useChannels";

type Props = { channel: ChannelDetails; onClose: () => void; onLeft: () => void };

/** What a channel is, who is in it, and what can be done with it. */
export function ChannelDetailsPane({ channel, onClose, onLeft }: Props) {
  const people = usePeople();
  const meId = useMyId();
  const members = useChannelMembers(channel._id);
  const { addMember, removeMember } = useChannelActions();
  const [isAdding, setIsAdding] = useState(false);
  const isDirect = channel.kind === "direct";
  const isOpen = channel.archivedAt === undefined;
  const canAdd = channel.isMember && !isDirect && isOpen;
  const canRemove = channel.canManage && !isDirect && !channel.isDefault && channel.isMember;
  const memberIds = members?.map((member) => member.userId) ?? [];

  return (
    <Pane
      label="Channel details"
      title={isDirect ? "Conversation" : `# ${channelTitle(channel, people, meId)}`}
      onClose={onClose}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        {!isDirect && <ChannelFields key={channel._id} channel={channel} />}
        <MemberList
          memberIds={memberIds}
          {...(canRemove && { onRemove: (userId) => void tell(removeMember(channel._id, userId)) })}
          action={
            canAdd && (
              <Button size="small" look="ghost" onClick={() => setIsAdding(true)}>
                <UserPlus size={14} strokeWidth={1.75} aria-hidden />
                Add people
              </Button>
            )
          }
        />
        {!isDirect && !channel.isDefault && <ChannelEnd channel={channel} onLeft={onLeft} />}
      </div>
      {isAdding && (
        <AddMembersDialog
          title={`Add people to #${channel.name}`}
          memberIds={new Set(memberIds)}
          onAdd={async (userIds) => {
            setIsAdding(false);
            await tell(Promise.all(userIds.map((userId) => addMember(channel._id, userId))));
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Pane>
  );
}

function ChannelEnd({ channel, onLeft }: { channel: ChannelDetails; onLeft: () => void }) {
  const { archive, unarchive, leave } = useChannelActions();
  const isArchived = channel.archivedAt !== undefined;

  async function handleLeave() {
    if (await tell(leave(channel._id))) onLeft();
  }

  return (
    <div className="flex flex-wrap gap-2 border-t p-4">
      {channel.isMember && (
        <Button onClick={() => void handleLeave()}>
          <LogOut size={14} strokeWidth={1.75} aria-hidden />
          Leave channel
        </Button>
      )}
      {channel.canManage && (
        <Button onClick={() => void tell((isArchived ? unarchive : archive)(channel._id))}>
          {isArchived ? (
            <ArchiveRestore size={14} strokeWidth={1.75} aria-hidden />
          ) : (
            <Archive size={14} strokeWidth={1.75} aria-hidden />
          )}
          {isArchived ? "Reopen channel" : "Archive channel"}
        </Button>
      )}
    </div>
  );
}
