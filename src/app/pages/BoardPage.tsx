import { Plus } from "lucide-react";
import { Suspense } from "react";
import { channelTitle, useChannels } from "@/features/channels";
import { Tasks, useBoard } from "@/features/tasks";
import { useMyId, usePeople } from "@/features/users";
import { Button } from "@/ui/Button";
import { labelOf } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { SidePane } from "../panes/SidePane";
import { usePane } from "@/ui/pane/usePane";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";

/** Every task I may see, whatever its channel. */
export function BoardPage() {
  const columns = useBoard(undefined);
  const channels = useChannels();
  const pane = usePane();
  const people = usePeople();
  const myId = useMyId();
  const names = new Map<string, string>(
    channels?.map((channel) => {
      const title = channelTitle(channel, people, myId);
      return [channel._id, channel.kind === "direct" ? title : `# ${title}`];
    }),
  );
  return (
    <>
      <Page
        title={labelOf("board")}
        actions={
          <Button onClick={() => openOverlay("newTask")}>
            <Icon of={Plus} size={14} />
            {labelOf("newTask")}
          </Button>
        }
      >
        <Suspense fallback={<div className="flex-1" />}>
          <Tasks
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
