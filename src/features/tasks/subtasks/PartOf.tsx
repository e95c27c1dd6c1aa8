import { taskLabel } from "@convex/shared/tasks";
import { X } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { TaskLink } from "../relations/Relations";
import { StatusIcon } from "../StatusIcon";
import type { FullTask } from "../task";
import { useParent, useSetParent } from "./useSubtasks";

/** What a task is a part of, as that is now; nothing for those who may not read it. */
export function PartOf({ task }: { task: Pick<FullTask, "_id" | "number" | "parentNumber"> }) {
  const parent = useParent(task._id);
  const setParent = useSetParent();
  if (parent === undefined && task.parentNumber !== undefined) return <PartOfSpace />;
  if (!parent) return null;
  const back = parent._id;

  async function handleRemove() {
    if (await reportRefusal(setParent(task._id, null)))
      toast.undo(texts.subtasks.isOwn(taskLabel(task)), () => void reportRefusal(setParent(task._id, back)));
  }

  return (
    <div className="-mx-2 -mb-2 flex items-center gap-1 text-small">
      <div className="relative flex min-h-7 min-w-0 items-center gap-1.5 rounded-control px-2 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent-text touch:min-h-11">
        <span className="shrink-0 text-text-muted">{texts.subtasks.partOf}</span>
        <StatusIcon status={parent.status} size={12} />
        <span className="tabular shrink-0 text-text-muted">{taskLabel(parent)}</span>
        <TaskLink task={parent} />
      </div>
      <IconButton label={texts.subtasks.makeOwn} isSmall onClick={() => void handleRemove()}>
        <Icon of={X} size={14} />
      </IconButton>
    </div>
  );
}

const PartOfSpace = () => <div className="-mb-2 h-7 touch:h-11" />;
