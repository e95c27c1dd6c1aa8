import type { Id } from "@convex/_generated/dataModel";
import type { TaskTools } from "@/features/messages";
import { askForColumn, TaskChip, TypedTask, useCreateFromMessages, useRemoveTask } from "@/features/tasks";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { usePane } from "@/ui/pane/usePane";

function Chip({ taskId }: { taskId: Id<"tasks"> }) {
  const pane = usePane();
  return <TaskChip taskId={taskId} onOpen={() => pane.open("task", taskId)} />;
}

/** What messages can do with tasks: one task for one or several of them, with the way there. */
export function useTaskTools(): TaskTools {
  const pane = usePane();
  const createFrom = useCreateFromMessages();
  const { remove } = useRemoveTask();
  const open = (taskId: Id<"tasks">) => pane.open("task", taskId);
  return {
    Chip,
    Typed: TypedTask,
    createIn: askForColumn,
    open,
    create: (messageIds) => {
      const creating = createFrom(messageIds).then((taskId) =>
        toast.made(texts.shell.taskCreated, {
          open: () => open(taskId),
          undo: () => void reportRefusal(remove(taskId)),
        }),
      );
      void reportRefusal(creating);
    },
  };
}
