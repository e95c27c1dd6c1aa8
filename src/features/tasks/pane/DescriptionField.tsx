import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Markdown } from "@/ui/markdown/Markdown";
import type { FullTask } from "../task";
import { useUpdateTask } from "../useTasks";
import { useSavedText } from "./useSavedText";
import { focusOnMount } from "@/lib/focusOnMount";

/** The description: read as markdown, written as text. */
export function DescriptionField({ task }: { task: FullTask }) {
  const [isEditing, setIsEditing] = useState(false);
  const update = useUpdateTask();
  const { text, setText, commit, drop } = useSavedText(
    task.description,
    (description) => void reportRefusal(update(task._id, { description })),
  );
  const stop = (finish: () => void) => {
    finish();
    setIsEditing(false);
  };

  return (
    <section aria-label="Description" className="grid gap-1">
      <div className="flex h-7 items-center justify-between">
        <h3 className="text-small text-text-muted">Description</h3>
        {!isEditing && task.description !== "" && (
          <Button size="small" look="ghost" onClick={() => setIsEditing(true)}>
            Edit<span className="sr-only"> description</span>
          </Button>
        )}
      </div>
      {isEditing ? (
        <div className="grid gap-2">
          <textarea
            ref={focusOnMount}
            aria-label="Description"
            placeholder="Markdown works here"
            value={text}
            maxLength={LIMITS.taskDescription}
            className="min-h-28 w-full resize-none rounded-control border border-control-line bg-bg-raised px-3 py-2 outline-none [field-sizing:content] focus:border-accent-text touch:text-[16px]"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                event.preventDefault();
                event.stopPropagation();
                stop(drop);
              } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                stop(commit);
              }
            }}
          />
          <div className="flex gap-2">
            <Button size="small" look="primary" onClick={() => stop(commit)}>
              Save
            </Button>
            <Button size="small" look="ghost" onClick={() => stop(drop)}>
              Cancel
            </Button>
          </div>
        </div>
      ) : task.description === "" ? (
        <button
          type="button"
          className="-mx-2 min-h-8 rounded-control px-2 text-left text-text-muted hover:bg-bg-hover touch:min-h-11"
          onClick={() => setIsEditing(true)}
        >
          Add a description…
        </button>
      ) : (
        <ErrorBoundary
          resetKey={task.description}
          fallback={() => <p className="whitespace-pre-wrap">{task.description}</p>}
        >
          <Markdown text={task.description} />
        </ErrorBoundary>
      )}
    </section>
  );
}
