import { Suspense } from "react";
import { useMatch } from "react-router";
import { ChannelBar, takesReplies, useChannel, type ChannelId } from "@/features/channels";
import { Tasks, useBoard } from "@/features/tasks";
import { usePane } from "../../panes/usePane";
import { ChannelFrame } from "./ChannelFrame";
import { ChannelGuard } from "./ChannelGuard";
import { ChannelSkeleton } from "./ChannelSkeleton";

const NO_NAMES = new Map<string, string>();

export const ChannelBoardPage = () => <ChannelGuard content={ChannelBoard} />;

function ChannelBoard({ channelId }: { channelId: ChannelId }) {
  const channel = useChannel(channelId);
  const columns = useBoard(channelId);
  const pane = usePane();
  const isReport = useMatch("/c/:channelId/board/report") !== null;
  if (!channel) return <ChannelSkeleton>{null}</ChannelSkeleton>;
  const canWrite = channel.isMember && channel.archivedAt === undefined;
  return (
    <ChannelFrame channel={channel} canWrite={channel.isMember && takesReplies(channel)}>
      <Suspense fallback={<div className="flex-1" />}>
        <Tasks
          columns={columns}
          isReport={isReport}
          channelId={channelId}
          channelNames={NO_NAMES}
          openTaskId={pane.name === "task" ? pane.id : undefined}
          canWrite={canWrite}
        />
      </Suspense>
      {!canWrite && !isReport && (
        <Suspense fallback={null}>
          <ChannelBar channel={channel} />
        </Suspense>
      )}
    </ChannelFrame>
  );
}
