import { channelPath, searchPath } from "@convex/shared/addresses";
import { Archive, ArchiveRestore, FileText, Link2, LogOut, Pin, SquareKanban, UserPlus } from "lucide-react";
import { Suspense, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { ChannelRing } from "@/features/ringing";
import { useMe, useMyId, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { IconButton } from "@/ui/IconButton";
import { copyLink } from "@/ui/floating/copyLink";
import { Pane } from "@/ui/pane/Pane";
import { toast } from "@/ui/floating/toast";
import { AddMembersDialog } from "./AddMembersDialog";
import { ChannelFields } from "./ChannelFields";
import { MemberList } from "./MemberList";
import { mayDelete, SettingsView } from "./SettingsView";
import { useChannelSettings } from "./useChannelSettings";
import { Segmented } from "@/ui/form/Segmented";
import { channelTitle } from "../channel";
import { useChannelActions } from "../useChannelActions";
import { useMemberCount, type ChannelDetails } from "../useChannels";
import { Icon } from "@/ui/Icon";

type Props = {
  channel: ChannelDetails;
  /** The links that it keeps at hand. */
  bookmarks: ReactNode;
  /** What was done to it. */
  log: ReactNode;
  onClose: () => void;
  onLeft: () => void;
};
type View = keyof (typeof texts)["channelSettings"]["views"];

/** What a channel is, who is in it, what those who manage it decide, and what was done to it. */
export function ChannelDetailsPane({ channel, bookmarks, log, onClose, onLeft }: Props) {
  const people = usePeople();
  const meId = useMyId();
  const [chosen, setChosen] = useState<View>("about");
  const isDirect = channel.kind === "direct";
  const isAdmin = useMe()?.role === "admin";
  const canSet =
    mayDelete(channel, isAdmin) ||
    (channel.isMember &&
      channel.archivedAt === undefined &&
      (isDirect ? (channel.directMemberIds ?? []).length > 2 : channel.canManage));
  const views: View[] = [
    "about",
    ...(canSet ? ["settings" as const] : []),
    ...(isDirect ? [] : ["log" as const]),
  ];
  const view = views.includes(chosen) ? chosen : "about";

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
      {views.length > 1 && (
        <div className="border-b px-4 py-2">
          <Segmented
            label={texts.channelSettings.view}
            value={view}
            options={views.map((value) => ({ value, label: texts.channelSettings.views[value] }))}
            onChange={setChosen}
          />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {view === "about" && (
          <About key={channel._id} channel={channel} bookmarks={bookmarks} onLeft={onLeft} />
        )}
        {view === "settings" && <SettingsView key={channel._id} channel={channel} onDeleted={onLeft} />}
        {view === "log" && <div className="p-4">{log}</div>}
      </div>
    </Pane>
  );
}

function About({ channel, bookmarks, onLeft }: Pick<Props, "channel" | "bookmarks" | "onLeft">) {
  const count = useMemberCount(channel._id);
  const { addMember, removeMember } = useChannelActions();
  const { setOwner } = useChannelSettings(channel._id);
  const [isAdding, setIsAdding] = useState(false);
  const isDirect = channel.kind === "direct";
  const isOpen = channel.archivedAt === undefined;
  const canAdd = channel.isMember && !isDirect && isOpen;
  const canRemove = channel.canManage && !isDirect && !channel.isDefault && channel.isMember;
  const isLast = channel.kind === "private" && channel.isMember && count === 1;
  const canSetOwners = channel.canManage && channel.isMember && !isDirect && isOpen;
  return (
    <>
      {!isDirect && <ChannelFields channel={channel} />}
      <Places channel={channel} />
      {channel.isMember && (
        <Suspense fallback={null}>
          <ChannelRing channelId={channel._id} isRow />
        </Suspense>
      )}
      <Suspense fallback={null}>{bookmarks}</Suspense>
      <MemberList
        channelId={channel._id}
        count={count}
        ownerIds={isDirect ? [] : channel.ownerIds}
        {...(canRemove && { onRemove: (userId) => void reportRefusal(removeMember(channel._id, userId)) })}
        {...(canSetOwners && { onSetOwner: (userId, isOwner) => void setOwner(userId, isOwner) })}
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
    </>
  );
}

/** What else of it there is to see. */
function Places({ channel: { _id: channelId, kind } }: Pick<Props, "channel">) {
  const path = channelPath(channelId);
  const places = [
    {
      icon: Pin,
      to: searchPath(`has:pin in:${channelId}`, { tab: "message" }),
      label: texts.channels.pinned,
    },
    { icon: FileText, to: `${path}/files`, label: texts.files.files },
    ...(kind === "direct"
      ? []
      : [{ icon: SquareKanban, to: `${path}/board`, label: texts.commands.labels.board }]),
  ];
  return (
    <div className="mx-2 mt-2 grid">
      {places.map(({ icon, to, label }) => (
        <Link
          key={to}
          to={to}
          className="flex h-8 items-center gap-2 rounded-control px-2 text-small font-medium hover:bg-bg-hover touch:h-11"
        >
          <Icon of={icon} size={14} />
          {label}
        </Link>
      ))}
    </div>
  );
}

type EndProps = { channel: ChannelDetails; isLast: boolean; onLeft: () => void };

function ChannelEnd({ channel, isLast, onLeft }: EndProps) {
  const { archive, unarchive, leave } = useChannelActions();
  const [isAsking, setIsAsking] = useState(false);
  const isArchived = channel.archivedAt !== undefined;

  async function handleArchive() {
    if (await reportRefusal(archive(channel._id)))
      toast.undoHere(
        texts.channels.wasArchived(channel.name),
        () => void reportRefusal(unarchive(channel._id)),
      );
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
