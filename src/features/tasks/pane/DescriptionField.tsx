import { LIMITS } from "@convex/shared/limits";
import { useRef, useState, type KeyboardEvent } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Progress } from "../subtasks/Progress";
import type { FullTask } from "../task";
import { textPlace } from "../taskMutations";
import { useUpdateTask } from "../useTaskChanges";
import { Checklist } from "../checklist/Checklist";
import { useSavedText } from "./useSavedText";

/** The description: read as markdown, written as text. Leaving the field saves it. */
export function DescriptionField({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  const field = useSavedText({
    place: textPlace(task._id, "description"),
    saved: task.description,
    save: (description, descriptionBase) =>
      void reportRefusal(update(task._id, { description, descriptionBase })),
  });
  const [isEditing, setIsEditing] = useState(false);
  const start = () => setIsEditing(true);
  const { checkCount = 0, checksDone = 0 } = task;

  return (
    <section aria-label={texts.tasks.description} className="grid gap-1">
      <div className="flex h-7 items-center justify-between">
        <h3 className="text-small text-text-muted">{texts.tasks.description}</h3>
        {checkCount > 0 && <Checked done={checksDone} total={checkCount} />}
        {!isEditing && !field.isTyped && task.description !== "" && (
          <Button size="small" look="ghost" aria-label={texts.taskPane.editDescription} onClick={start}>
            {texts.ui.edit}
          </Button>
        )}
      </div>
      {isEditing || field.isTyped ? (
        <DescriptionEditor field={field} theirs={task.description} onStop={() => setIsEditing(false)} />
      ) : task.description === "" ? (
        <button
          type="button"
          className="-mx-2 min-h-8 rounded-control px-2 text-left text-text-muted hover:bg-bg-hover touch:min-h-11"
          onClick={start}
        >
          {texts.taskPane.addDescription}
        </button>
      ) : (
        <ErrorBoundary
          resetKey={task.description}
          fallback={() => <p className="whitespace-pre-wrap">{task.description}</p>}
        >
          <div dir="auto">
            <Checklist task={task} />
          </div>
        </ErrorBoundary>
      )}
    </section>
  );
}

/** How far the boxes in it have come. */
function Checked({ done, total }: { done: number; total: number }) {
  const said = texts.subtasks.areChecked(done, total);
  return (
    <span title={said} className="ms-3 me-auto flex items-center text-meta text-text-muted">
      <Progress done={done} total={total} />
      <span className="sr-only">{said}</span>
    </span>
  );
}

type EditorProps = {
  field: ReturnType<typeof useSavedText>;
  /** What is saved now. */
  theirs: string;
  onStop: () => void;
};

function DescriptionEditor({ field, theirs, onStop }: EditorProps) {
  const root = useRef<HTMLDivElement>(null);
  const stop = (finish: () => void) => () => {
    finish();
    onStop();
  };
  const isTooLong = field.text.trim().length > LIMITS.taskDescription;
  const canLeave = !field.isConflict && !isTooLong;
  const save = stop(field.commit);

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.stopPropagation();
      if (canLeave) save();
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- leaving the field and its buttons saves
    <div
      ref={root}
      className="grid gap-2"
      onBlur={({ relatedTarget }) => {
        if (!root.current?.contains(relatedTarget) && canLeave) save();
      }}
    >
      {field.isConflict && <Theirs text={theirs} />}
      <textarea
        ref={focusOnMount}
        dir="auto"
        aria-label={texts.tasks.description}
        placeholder={texts.taskPane.descriptionHint}
        value={field.text}
        className="min-h-28 w-full resize-none rounded-control border border-control-line bg-bg-raised px-3 py-2 outline-none [field-sizing:content] focus:border-accent-text touch:text-[16px]"
        onChange={(event) => field.setText(event.target.value)}
        onKeyDown={handleKey}
      />
      {field.isOutdated && !field.isConflict && (
        <p role="status" className="text-small text-text-muted">
          {texts.taskPane.isOutdated}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {field.isConflict ? (
          <>
            <Button size="small" look="primary" onClick={field.keepBoth}>
              {texts.taskPane.keepBoth}
            </Button>
            <Button size="small" disabled={isTooLong} onClick={stop(field.replace)}>
              {texts.taskPane.replaceWithMine}
            </Button>
          </>
        ) : (
          <Button size="small" look="primary" disabled={isTooLong} onClick={save}>
            {texts.ui.save}
          </Button>
        )}
        <Button size="small" look="ghost" onClick={stop(field.drop)}>
          {field.isConflict ? texts.taskPane.discardMine : texts.ui.cancel}
        </Button>
        {isTooLong && (
          <span role="alert" className="tabular text-meta text-danger">
            {texts.ui.length(field.text.length, LIMITS.taskDescription)}
          </span>
        )}
      </div>
    </div>
  );
}

/** What somebody else has written in the place of the same lines. */
const Theirs = ({ text }: { text: string }) => (
  <div role="alert" className="grid gap-1 text-small">
    <p className="text-warn">{texts.taskPane.conflict}</p>
    <p
      dir="auto"
      className="max-h-40 overflow-y-auto rounded-control border bg-bg-sunken px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      {text}
    </p>
  </div>
);
