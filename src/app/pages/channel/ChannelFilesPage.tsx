import { takesReplies, useChannel, type ChannelId } from "@/features/channels";
import { ChannelFiles } from "@/features/files";
import { useBookmarksBar } from "@/features/messages";
import { ChannelFrame } from "./ChannelFrame";
import { ChannelGuard } from "./ChannelGuard";
import { ChannelSkeleton } from "./ChannelSkeleton";

export const ChannelFilesPage = () => <ChannelGuard content={FilesOf} />;

function FilesOf({ channelId }: { channelId: ChannelId }) {
  const channel = useChannel(channelId);
  const bookmarks = useBookmarksBar(channelId);
  if (!channel || !bookmarks) return <ChannelSkeleton>{null}</ChannelSkeleton>;
  const canWrite = channel.isMember && channel.archivedAt === undefined;
  return (
    <ChannelFrame
      channel={channel}
      canWrite={channel.isMember && takesReplies(channel)}
      bookmarks={bookmarks(channel)}
    >
      <ChannelFiles channelId={channelId} canWrite={canWrite} />
    </ChannelFrame>
  );
}
