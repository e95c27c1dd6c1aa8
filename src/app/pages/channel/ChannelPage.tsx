import { Suspense, useEffect } from "react";
import {
  ChannelBar,
  ChannelIntro,
  channelTitle,
  isDeserted,
  takesReplies,
  useChannel,
  useChannels,
  useReadState,
  type ChannelId,
} from "@/features/channels";
import { ChannelMessages, useBookmarksBar } from "@/features/messages";
import { useMarkSeen } from "@/features/notices";
import { useMyId, usePeople } from "@/features/users";
import { writeLocal } from "@/platform/localStore";
import { ChannelFrame } from "./ChannelFrame";
import { ChannelGuard } from "./ChannelGuard";
import { ChannelSkeleton } from "./ChannelSkeleton";
import { InviteHint } from "./InviteHint";
import { useAddress } from "./useAddress";
import { useTaskTools } from "../../panes/useTaskTools";
import { openOverlay } from "../../commands/overlays";
import { usePane } from "@/ui/pane/usePane";

/** What the list of channels does not say of one. */
const UNKNOWN = { isMember: true, canManage: false, ownerIds: [], isForNewcomers: false };

export const ChannelPage = () => <ChannelGuard content={Messages} />;

function Messages({ channelId }: { channelId: ChannelId }) {
  const details = useChannel(channelId);
  const known = useChannels()?.find((candidate) => candidate._id === channelId);
  const read = useReadState(channelId);
  const people = usePeople();
  const meId = useMyId();
  const pane = usePane();
  const tasks = useTaskTools();
  const drawBookmarks = useBookmarksBar(channelId);
  const { address, reply, note } = useAddress(channelId);
  useMarkSeen({ channelId });
  // What the list already knows is enough to begin with; the details follow in a moment.
  const channel = details ?? (known && { ...known, ...UNKNOWN });
  useEffect(() => {
    if (details?.isMember) writeLocal("last-channel", channelId);
  }, [channelId, details?.isMember]);
  if (!channel || read === "loading") return <ChannelSkeleton />;
  const title = channelTitle(channel, people, meId);
  const canAct = channel.isMember && channel.archivedAt === undefined && !isDeserted(channel, people, meId);
  const canReply = canAct && takesReplies(channel);
  const canWrite = canReply && (channel.posting === undefined || channel.canManage);

  return (
    <ChannelFrame channel={channel} canWrite={canReply} reply={reply} bookmarks={null}>
      <ChannelMessages
        channelId={channelId}
        title={channel.kind === "direct" ? title : `#${title}`}
        canAct={canAct}
        top={drawBookmarks?.(channel)}
        canWrite={canWrite}
        bar={
          <Suspense fallback={null}>
            <ChannelBar channel={channel} />
          </Suspense>
        }
        intro={<ChannelIntro channel={channel} next={channel.isDefault && <InviteHint />} />}
        read={channel.isMember ? read : undefined}
        address={address}
        note={note}
        onJumpToDate={() => openOverlay("jumpToDate")}
        onOpenThread={(messageId) => pane.open("thread", messageId)}
        tasks={tasks}
      />
    </ChannelFrame>
  );
}
