import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import {
  ChannelBar,
  ChannelHeader,
  ChannelIntro,
  channelTitle,
  isDeserted,
  toChannelId,
  useChannel,
  useChannels,
  useUnread,
  type ChannelId,
} from "@/features/channels";
import { ChannelMessages } from "@/features/messages";
import { useMyId, usePeople } from "@/features/users";
import { writeLocal } from "@/platform/localStore";
import { ChannelSkeleton } from "./ChannelSkeleton";
import { NotFoundPage } from "./NotFoundPage";
import { InviteHint } from "./InviteHint";
import { PaneError } from "./PaneError";
import { SidePane } from "./SidePane";
import { useCreateTaskFrom } from "./useCreateTaskFrom";
import { usePane } from "./usePane";

export function ChannelPage() {
  const channelId = toChannelId(useParams()["channelId"]);
  if (!channelId) return <NotFoundPage />;
  return (
    <PaneError resetKey={channelId} gone="You no longer have access to this channel">
      <Messages key={channelId} channelId={channelId} />
    </PaneError>
  );
}

function Messages({ channelId }: { channelId: ChannelId }) {
  const details = useChannel(channelId);
  const known = useChannels()?.find((candidate) => candidate._id === channelId);
  const unread = useUnread();
  const people = usePeople();
  const meId = useMyId();
  const navigate = useNavigate();
  const pane = usePane();
  const createTaskFrom = useCreateTaskFrom(channelId);
  // What the list already knows is enough to begin with; the details follow in a moment.
  const channel = details ?? (known && { ...known, isMember: true, canManage: false });
  useEffect(() => {
    if (details?.isMember) writeLocal("last-channel", channelId);
  }, [channelId, details?.isMember]);
  if (!channel || !unread) return <ChannelSkeleton />;
  const title = channelTitle(channel, people, meId);
  const canWrite = channel.isMember && channel.archivedAt === undefined && !isDeserted(channel, people, meId);

  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ChannelHeader
          channel={channel}
          isPaneOpen={pane.name === "details"}
          onTogglePane={() => (pane.name === "details" ? pane.close() : pane.open("details"))}
        />
        <ChannelMessages
          channelId={channelId}
          title={channel.kind === "direct" ? title : `#${title}`}
          canWrite={canWrite}
          bar={<ChannelBar channel={channel} />}
          intro={<ChannelIntro channel={channel} next={channel.isDefault && <InviteHint />} />}
          read={channel.isMember ? unread.get(channelId) : undefined}
          onOpenThread={(messageId) => pane.open("thread", messageId)}
          onCreateTask={createTaskFrom}
        />
      </main>
      <SidePane channel={channel} canWrite={canWrite} onLeft={() => void navigate("/", { replace: true })} />
    </>
  );
}
