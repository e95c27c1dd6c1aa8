import { taskLabel } from "@convex/shared/tasks";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { OptionSearch } from "@/ui/form/OptionPicker";
import { useSoughtTasks } from "../relations/useRelations";
import { StatusIcon } from "../StatusIcon";
import type { Task } from "../task";
import { useSetParent } from "./useSubtasks";

type Props = { task: Pick<Task, "_id" | "number" | "title">; onClose: () => void };

const NONE: ReadonlySet<string> = new Set();

const nameOf = (task: Props["task"]) => `${taskLabel(task)} ${task.title}`;

/** Asks what a task is to be a part of, by its number or words of its title. */
export default function ParentDialog({ task, onClose }: Props) {
  const [text, setText] = useState("");
  const { tasks, isPending } = useSoughtTasks(text);
  const setParent = useSetParent();

  async function handlePick(id: string) {
    const parent = tasks.find(({ _id }) => _id === id);
    if (parent && (await reportRefusal(setParent(task._id, parent._id)))) onClose();
  }

  return (
    <Dialog
      title={texts.commands.labels.subtaskOf}
      description={nameOf(task)}
      width="medium"
      onClose={onClose}
    >
      <OptionSearch
        searchLabel={texts.relations.search}
        listLabel={texts.relations.tasks}
        text={text}
        onTextChange={setText}
        hits={tasks
          .filter(({ _id }) => _id !== task._id)
          .map((one) => ({ id: one._id, label: nameOf(one), leading: <StatusIcon status={one.status} /> }))}
        isPending={isPending}
        foot={text.trim() === "" ? texts.relations.hint : undefined}
        chosen={NONE}
        onPick={(id) => void handlePick(id)}
      />
    </Dialog>
  );
}
