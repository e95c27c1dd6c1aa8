import { Plus } from "lucide-react";
import { Suspense } from "react";
import { useChannels } from "@/features/channels";
import { Board, useBoard } from "@/features/tasks";
import { Button } from "@/ui/Button";
import { openOverlay } from "../commands/overlays";
import { SidePane } from "../panes/SidePane";
import { usePane } from "../panes/usePane";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";

/** Every task I may see, whatever its channel. */
export function BoardPage() {
  const columns = useBoard(undefined);
  const channels = useChannels();
  const pane = usePane();
  const names = new Map<string, string>(channels?.map((channel) => [channel._id, channel.name || "direct"]));
  return (
    <>
      <Page
        title="Board"
        actions={
          <Button onClick={() => openOverlay("newTask")}>
            <Icon of={Plus} size={14} />
            New task
          </Button>
        }
      >
        <Suspense fallback={<div className="flex-1" />}>
          <Board
            columns={columns}
            channelNames={names}
            openTaskId={pane.name === "task" ? pane.id : undefined}
            canWrite
          />
        </Suspense>
      </Page>
      <SidePane />
    </>
  );
}
