import { boardPath } from "@convex/shared/addresses";
import { Suspense, useEffect } from "react";
import { useMatch, useNavigate } from "react-router";
import { ChannelBar, takesReplies, useChannel, type ChannelId } from "@/features/channels";
import { useBookmarksBar } from "@/features/messages";
import { Tasks, useBoard } from "@/features/tasks";
import { openOverlay } from "../../commands/overlays";
import { usePane } from "@/ui/pane/usePane";
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
  useAutomationsAddress(channelId);
  const bookmarks = useBookmarksBar(channelId);
  if (!channel || !bookmarks) return <ChannelSkeleton>{null}</ChannelSkeleton>;
  const canWrite = channel.isMember && channel.archivedAt === undefined;
  return (
    <ChannelFrame
      channel={channel}
      canWrite={channel.isMember && takesReplies(channel)}
      bookmarks={bookmarks(channel)}
    >
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

/** Shows what the board does by itself above it, where the address says so: then it is that of the board again. */
function useAutomationsAddress(channelId: ChannelId): void {
  const navigate = useNavigate();
  const isMeant = useMatch("/c/:channelId/board/automations") !== null;
  useEffect(() => {
    if (!isMeant) return;
    openOverlay("automations");
    void navigate(boardPath(channelId), { replace: true });
  }, [isMeant, channelId, navigate]);
}
