import { Suspense } from "react";
import { useNavigate, useParams } from "react-router";
import { ChannelBar, ChannelHeader, toChannelId, useChannel, type ChannelId } from "@/features/channels";
import { Board, useBoard } from "@/features/tasks";
import { ChannelSkeleton } from "./ChannelSkeleton";
import { NotFoundPage } from "./NotFoundPage";
import { PaneError } from "./PaneError";
import { SidePane } from "./SidePane";
import { usePane } from "./usePane";

const NO_NAMES = new Map<string, string>();

export function ChannelBoardPage() {
  const channelId = toChannelId(useParams()["channelId"]);
  if (!channelId) return <NotFoundPage />;
  return (
    <PaneError resetKey={channelId} gone="You no longer have access to this channel">
      <ChannelBoard key={channelId} channelId={channelId} />
    </PaneError>
  );
}

function ChannelBoard({ channelId }: { channelId: ChannelId }) {
  const channel = useChannel(channelId);
  const tasks = useBoard(channelId);
  const pane = usePane();
  const navigate = useNavigate();
  if (!channel) return <ChannelSkeleton />;
  const canWrite = channel.isMember && channel.archivedAt === undefined;
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ChannelHeader
          channel={channel}
          isPaneOpen={pane.name === "details"}
          onTogglePane={() => (pane.name === "details" ? pane.close() : pane.open("details"))}
        />
        <Suspense fallback={<div className="flex-1" />}>
          <Board
            tasks={tasks}
            channelId={channelId}
            channelNames={NO_NAMES}
            openTaskId={pane.name === "task" ? pane.id : undefined}
            canWrite={canWrite}
          />
        </Suspense>
        {!canWrite && <ChannelBar channel={channel} />}
      </main>
      <SidePane channel={channel} canWrite={canWrite} onLeft={() => void navigate("/", { replace: true })} />
    </>
  );
}
