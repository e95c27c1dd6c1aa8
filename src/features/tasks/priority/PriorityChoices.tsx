import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import { texts } from "@/texts";
import { MenuChoice } from "@/ui/floating/Menu";
import { type TaskPriority } from "../task";
import { PriorityIcon } from "./PriorityIcon";

type Props = {
  chosen: TaskPriority | undefined;
  onChoose: (priority: TaskPriority | undefined) => void;
};

export const priorityLabel = (priority: TaskPriority | undefined): string =>
  priority === undefined ? texts.facts.noPriority : texts.facts.priorities[priority];

/** The priorities of a task inside of a menu, none of them first. */
export function PriorityChoices({ chosen, onChoose }: Props) {
  return (
    <>
      {[undefined, ...TASK_PRIORITIES].map((priority) => (
        <MenuChoice
          key={priority ?? "none"}
          isChosen={priority === chosen}
          leading={<PriorityIcon priority={priority} />}
          onSelect={() => priority !== chosen && onChoose(priority)}
        >
          {priorityLabel(priority)}
        </MenuChoice>
      ))}
    </>
  );
}
