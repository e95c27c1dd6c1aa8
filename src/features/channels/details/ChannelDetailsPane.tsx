import { channelPath, searchPath } from "@convex/shared/addresses";
import { Archive, ArchiveRestore, Link2, LogOut, Pin, UserPlus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useMyId, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { IconButton } from "@/ui/IconButton";
import { copyLink } from "@/ui/floating/copyLink";
import { Pane } from "@/ui/Pane";
import { toast } from "@/ui/floating/toast";
import { AddMembersDialog } from "./AddMembersDialog";
import { ChannelFields } from "./ChannelFields";
import { MemberList } from "./MemberList";
import { channelTitle } from "../channel";
import { useChannelActions } from "../useChannelActions";
import { useMemberCount, type ChannelDetails } from "../useChannels";
import { Icon } from "@/ui/Icon";

type Props = { channel: ChannelDetails; onClose: () => void; onLeft: () => void };

/** What a channel is, who is in it, and what can be done with it. */
export function ChannelDetailsPane({ channel, onClose, onLeft }: Props) {
  const people = usePeople();
  const meId = useMyId();
  const count = useMemberCount(channel._id);
  const { addMember, removeMember } = useChannelActions();
  const [isAdding, setIsAdding] = useState(false);
  const isDirect = channel.kind === "direct";
  const isOpen = channel.archivedAt === undefined;
  const canAdd = channel.isMember && !isDirect && isOpen;
  const canRemove = channel.canManage && !isDirect && !channel.isDefault && channel.isMember;
  const isLast = channel.kind === "private" && channel.isMember && count === 1;

  return (
    <Pane
      label={texts.shell.panes.details}
      title={isDirect ? texts.channels.conversationTitle : `# ${channelTitle(channel, people, meId)}`}
      actions={
        <IconButton label={texts.ui.copyLink} isSmall onClick={() => void copyLink(channelPath(channel._id))}>
          <Icon of={Link2} />
        </IconButton>
      }
      onClose={onClose}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        {!isDirect && <ChannelFields key={channel._id} channel={channel} />}
        <PinnedLink channelId={channel._id} />
        <MemberList
          key={channel._id}
          channelId={channel._id}
          count={count}
          {...(canRemove && { onRemove: (userId) => void reportRefusal(removeMember(channel._id, userId)) })}
          action={
            canAdd && (
              <Button size="small" look="ghost" onClick={() => setIsAdding(true)}>
                <Icon of={UserPlus} size={14} />
                {texts.channels.addPeople}
              </Button>
            )
          }
        />
        {!isDirect && !channel.isDefault && <ChannelEnd channel={channel} isLast={isLast} onLeft={onLeft} />}
      </div>
      {isAdding && (
        <AddMembersDialog
          title={texts.channels.addPeopleTo(channel.name)}
          channelId={channel._id}
          memberCount={count}
          onAdd={async (userIds) => {
            setIsAdding(false);
            await reportRefusal(Promise.all(userIds.map((userId) => addMember(channel._id, userId))));
          }}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Pane>
  );
}

function PinnedLink({ channelId }: { channelId: string }) {
  return (
    <Link
      to={searchPath(`has:pin in:${channelId}`, { tab: "message" })}
      className="mx-2 mt-2 flex h-8 items-center gap-2 rounded-control px-2 text-small font-medium hover:bg-bg-hover"
    >
      <Icon of={Pin} size={14} />
      {texts.channels.pinned}
    </Link>
  );
}

type EndProps = { channel: ChannelDetails; isLast: boolean; onLeft: () => void };

function ChannelEnd({ channel, isLast, onLeft }: EndProps) {
  const { archive, unarchive, leave } = useChannelActions();
  const [isAsking, setIsAsking] = useState(false);
  const isArchived = channel.archivedAt !== undefined;

  async function handleArchive() {
    if (await reportRefusal(archive(channel._id)))
      toast.undo(texts.channels.wasArchived(channel.name), () => void reportRefusal(unarchive(channel._id)));
  }

  async function handleLeave() {
    setIsAsking(false);
    if (await reportRefusal(leave(channel._id))) onLeft();
  }

  return (
    <div className="flex flex-wrap gap-2 border-t p-4">
      {channel.isMember && (
        <Button onClick={() => (isLast ? setIsAsking(true) : void handleLeave())}>
          <Icon of={LogOut} size={14} />
          {texts.channels.leaveChannel}
        </Button>
      )}
      {channel.canManage && (
        <Button onClick={() => void (isArchived ? reportRefusal(unarchive(channel._id)) : handleArchive())}>
          {isArchived ? <Icon of={ArchiveRestore} size={14} /> : <Icon of={Archive} size={14} />}
          {isArchived ? texts.channels.unarchiveChannel : texts.channels.archiveChannel}
        </Button>
      )}
      {isAsking && (
        <LeaveLastDialog
          name={channel.name}
          onLeave={() => void handleLeave()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}

type LeaveProps = { name: string; onLeave: () => void; onClose: () => void };

/** Leaving a private channel as its last person cannot be undone by anybody. */
function LeaveLastDialog({ name, onLeave, onClose }: LeaveProps) {
  return (
    <Dialog title={texts.channels.leaveQuestion(name)} onClose={onClose}>
      <p className="text-text-muted">{texts.channels.leaveWarning}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={onLeave}>
          {texts.channels.leaveAndArchive}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
