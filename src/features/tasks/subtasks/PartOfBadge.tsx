import { taskLabel } from "@convex/shared/tasks";
import { CornerUpLeft } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { PaneLink } from "@/ui/pane/PaneLink";
import type { Task } from "../task";
import { useTaskByNumber } from "../useTasks";

/** What a card is a part of, with the way there. Cards of one parent ask for it once. */
export function PartOfBadge({ task, number }: { task: Pick<Task, "parentId">; number: number }) {
  const parent = useTaskByNumber(number);
  const label = taskLabel({ number });
  return (
    <PaneLink
      pane="task"
      of={task.parentId ?? ""}
      draggable={false}
      title={parent?.title}
      className="relative z-10 mt-1 -mb-1 flex h-6 w-fit max-w-full items-center gap-1 rounded-control text-meta text-text-muted hover:text-text touch:-my-2 touch:h-11"
    >
      <Icon of={CornerUpLeft} size={12} className="shrink-0" />
      <span className="sr-only">{texts.subtasks.partOf}</span>
      <span className="tabular shrink-0">{label}</span>
      {parent && (
        <span dir="auto" className="truncate">
          {parent.title}
        </span>
      )}
    </PaneLink>
  );
}
