import { Plus } from "lucide-react";
import { Suspense } from "react";
import { useChannels } from "@/features/channels";
import { Board, useBoard } from "@/features/tasks";
import { Button } from "@/ui/Button";
import { openOverlay } from "./overlays";
import { SidePane } from "./SidePane";
import { usePane } from "./usePane";

/** Every task I may see, whatever its channel. */
export function BoardPage() {
  const tasks = useBoard(undefined);
  const channels = useChannels();
  const pane = usePane();
  const names = new Map<string, string>(channels?.map((channel) => [channel._id, channel.name || "direct"]));
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-4">
          <h1 className="text-title font-semibold">Board</h1>
          <Button onClick={() => openOverlay("newTask")}>
            <Plus size={14} strokeWidth={1.75} aria-hidden />
            New task
          </Button>
        </header>
        <Suspense fallback={<div className="flex-1" />}>
          <Board
            tasks={tasks}
            channelNames={names}
            openTaskId={pane.name === "task" ? pane.id : undefined}
            canWrite
          />
        </Suspense>
      </main>
      <SidePane />
    </>
  );
}
