import { RELATION_WAYS, taskLabel, type RelationWay } from "@convex/shared/tasks";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { OptionSearch } from "@/ui/form/OptionPicker";
import { Segmented } from "@/ui/form/Segmented";
import { StatusIcon } from "../StatusIcon";
import type { Task, TaskId } from "../task";
import { useReadableTask } from "../useTasks";
import { useRelate, useRelations, useSoughtTasks } from "./useRelations";

type Props = { taskId: TaskId; way: RelationWay; onClose: () => void };

const NONE: ReadonlySet<string> = new Set();

const nameOf = (task: Task) => `${taskLabel(task)} ${task.title}`;

const optionOf = (task: Task) => ({
  id: task._id,
  label: nameOf(task),
  leading: <StatusIcon status={task.status} />,
});

/** Asks for the other task, by its number or words of its title. */
export function RelateDialog({ taskId, way: wanted, onClose }: Props) {
  const [way, setWay] = useState(wanted);
  const [text, setText] = useState("");
  const task = useReadableTask(taskId);
  const { tasks, isPending } = useSoughtTasks(text);
  const relations = useRelations(taskId) ?? [];
  const { relate } = useRelate();
  const known = new Set([taskId, ...relations.flatMap((one) => (one.way === way ? [one.task._id] : []))]);

  async function handlePick(id: string) {
    const other = tasks.find(({ _id }) => _id === id);
    if (other && (await reportRefusal(relate(taskId, way, other._id)))) onClose();
  }

  return (
    <Dialog
      title={texts.relations.choose[way]}
      description={task && nameOf(task)}
      width="medium"
      onClose={onClose}
    >
      <div className="grid gap-3">
        <OptionSearch
          searchLabel={texts.relations.search}
          listLabel={texts.relations.tasks}
          text={text}
          onTextChange={setText}
          hits={tasks.filter(({ _id }) => !known.has(_id)).map(optionOf)}
          isPending={isPending}
          foot={text.trim() === "" ? texts.relations.hint : undefined}
          chosen={NONE}
          onPick={(id) => void handlePick(id)}
        />
        <Segmented
          label={texts.relations.how}
          value={way}
          options={RELATION_WAYS.map((value) => ({ value, label: texts.relations.ways[value] }))}
          onChange={setWay}
        />
      </div>
    </Dialog>
  );
}
