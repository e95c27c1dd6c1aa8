import { LIMITS } from "@convex/shared/limits";
import { tell } from "@/platform/tell";
import type { FullTask } from "../task";
import { useUpdateTask } from "../useTasks";
import { useSavedText } from "./useSavedText";

export function TitleField({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  const { text, setText, commit, drop } = useSavedText(task.title, (title) => {
    if (title !== "") void tell(update(task._id, { title }));
  });
  return (
    <textarea
      rows={1}
      aria-label="Title"
      value={text}
      maxLength={LIMITS.taskTitle}
      className="-mx-2 block resize-none rounded-control px-2 py-1 text-display font-semibold tracking-[-0.01em] outline-none [field-sizing:content] hover:bg-bg-hover focus:bg-bg-hover"
      onChange={(event) => setText(event.target.value.replaceAll("\n", " "))}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          drop();
        }
      }}
    />
  );
}
