import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import { taskLabel } from "@convex/shared/tasks";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { OptionPicker } from "@/ui/form/OptionPicker";
import { type Task } from "../task";
import { useUpdateTask } from "../useTaskChanges";
import { priorityLabel } from "./PriorityChoices";
import { PriorityIcon } from "./PriorityIcon";

type Props = { task: Pick<Task, "_id" | "number" | "priority">; onClose: () => void };

/** What the key of a card opens: a letter and Enter choose. The focus goes back to the card. */
export default function PriorityDialog({ task, onClose }: Props) {
  const update = useUpdateTask();
  return (
    <Dialog title={texts.board.priorityOf(taskLabel(task))} onClose={onClose}>
      <OptionPicker
        searchLabel={texts.board.choosePriority}
        listLabel={texts.facts.priority}
        options={[...TASK_PRIORITIES, undefined].map((priority) => ({
          id: priority ?? "",
          label: priorityLabel(priority),
          leading: <PriorityIcon priority={priority} />,
        }))}
        chosen={new Set([task.priority ?? ""])}
        onPick={(id) => {
          onClose();
          const priority = TASK_PRIORITIES.find((one) => one === id) ?? null;
          void reportRefusal(update(task._id, { priority }));
        }}
      />
    </Dialog>
  );
}
