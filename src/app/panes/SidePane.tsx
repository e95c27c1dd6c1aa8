import type { Id } from "@convex/_generated/dataModel";
import { Suspense } from "react";
import { ChannelDetailsPane, type ChannelDetails } from "@/features/channels";
import { ThreadPane } from "@/features/messages";
import { TaskPane } from "@/features/tasks";
import { Pane } from "@/ui/Pane";
import { PaneError, type Gone } from "./PaneError";
import { usePane, type PaneName } from "./usePane";
import { useTaskTools } from "./useTaskTools";

type Props = { channel?: ChannelDetails; canWrite?: boolean; onLeft?: () => void };

const LABELS: Record<PaneName, string> = { task: "Task", thread: "Thread", details: "Channel details" };
const GONE: Record<PaneName, Gone> = {
  task: { title: "This task isn’t here", text: "It was deleted, or it is in a channel that you can’t see." },
  thread: { title: "This thread isn’t here", text: "The message it belongs to was deleted." },
  details: { title: "This channel isn’t here", text: "Your access to it has ended." },
};

/** Whatever the address says stands beside the page: a task, a thread, the channel's details. */
export function SidePane({ channel, canWrite = true, onLeft }: Props) {
  const { name, id, close } = usePane();
  const tasks = useTaskTools();
  if (!name || (name === "details" && !channel)) return null;
  return (
    <PaneError
      key={`${name} ${id}`}
      resetKey={id}
      gone={GONE[name]}
      frame={(message) => (
        <Pane label={LABELS[name]} title={LABELS[name]} onClose={close}>
          {message}
        </Pane>
      )}
    >
      <Suspense fallback={<div className="shrink-0 border-l max-wide:hidden wide:w-100" />}>
        {name === "task" && <TaskPane key={id} taskId={id as Id<"tasks">} onClose={close} />}
        {name === "thread" && (
          <ThreadPane messageId={id as Id<"messages">} canWrite={canWrite} tasks={tasks} onClose={close} />
        )}
        {name === "details" && channel && (
          <ChannelDetailsPane channel={channel} onClose={close} onLeft={onLeft ?? close} />
        )}
      </Suspense>
    </PaneError>
  );
}
