import { texts } from "@/texts";
import { Menu } from "@/ui/floating/Menu";
import type { TaskPriority } from "../task";
import { PriorityChoices, priorityLabel } from "./PriorityChoices";
import { PriorityIcon } from "./PriorityIcon";

type Props = {
  priority: TaskPriority | undefined;
  className: string;
  onChange: (priority: TaskPriority | undefined) => void;
};

/** The priority of a task as a button, with the others behind it. */
export function PriorityMenu({ priority, className, onChange }: Props) {
  const name = priorityLabel(priority);
  return (
    <Menu
      trigger={
        <button type="button" className={className} aria-label={texts.facts.priorityIs(name)}>
          <PriorityIcon priority={priority} />
          <span className={priority ? "" : "text-text-muted"}>{name}</span>
        </button>
      }
    >
      <PriorityChoices chosen={priority} onChoose={onChange} />
    </Menu>
  );
}
