import { ChartColumn } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { CARD_COMMANDS } from "../board/cardCommands";
import { PROPERTY_VALUE, PropertyRow } from "../pane/PropertyRow";
import { useTaskKey } from "../pane/useTaskKey";
import type { FullTask, TaskPriority } from "../task";
import { PriorityAsked } from "./PriorityAsked";
import { PriorityMenu } from "./PriorityMenu";

type Props = { task: FullTask; onChange: (priority: TaskPriority | null) => void };

/** The priority in the pane of a task, by pointer and by key. */
export function PriorityRow({ task, onChange }: Props) {
  const [isAsked, setIsAsked] = useState(false);
  useTaskKey(task._id, CARD_COMMANDS.priority.keys, () => setIsAsked(true));
  return (
    <PropertyRow icon={ChartColumn} name={texts.facts.priority}>
      <PriorityMenu
        priority={task.priority}
        className={PROPERTY_VALUE}
        onChange={(priority) => onChange(priority ?? null)}
      />
      <PriorityAsked task={isAsked ? task : undefined} onClose={() => setIsAsked(false)} />
    </PropertyRow>
  );
}
