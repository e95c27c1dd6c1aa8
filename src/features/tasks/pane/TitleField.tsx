import { LIMITS } from "@convex/shared/limits";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import type { FullTask } from "../task";
import { textPlace } from "../taskMutations";
import { useUpdateTask } from "../useTaskChanges";
import { SavedLine } from "./SavedLine";

export function TitleField({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  return (
    <SavedLine
      label={texts.tasks.title}
      place={textPlace(task._id, "title")}
      saved={task.title}
      // An empty title is none: the saved one comes back.
      save={(title) => {
        if (title !== "") void reportRefusal(update(task._id, { title }));
      }}
      maxLength={LIMITS.taskTitle}
      className="-mx-2 block text-display font-semibold tracking-[-0.01em] hover:bg-bg-hover focus:bg-bg-hover"
    />
  );
}
