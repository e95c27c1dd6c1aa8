import { LIMITS } from "@convex/shared/limits";
import type { KeyboardEvent } from "react";
import { usePerson } from "@/features/users";
import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import type { Note } from "./note";
import type { NoteText } from "./useNoteText";

type Props = { note: Note; text: NoteText; canWrite: boolean };

/** The text as it is written. Ctrl and Enter save it; Escape leaves it where nothing was typed. */
export function NoteEditor({ note, text, canWrite }: Props) {
  const { length } = text.text;
  const isTooLong = length > LIMITS.noteText;
  const canSave = canWrite && !isTooLong && !text.isSaving;

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const isSave = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const isLeave = event.key === "Escape" && text.typed === undefined;
    if (!isSave && !isLeave) return;
    event.preventDefault();
    event.stopPropagation();
    if (isLeave) text.drop();
    else if (canSave) text.save();
  }

  return (
    <section aria-label={note.title} className="measure flex min-h-0 flex-1 flex-col gap-2">
      <textarea
        ref={focusOnMount}
        dir="auto"
        data-typing=""
        aria-label={texts.notes.text}
        placeholder={texts.notes.hint}
        value={text.text}
        readOnly={text.isSaving || !canWrite}
        className="min-h-48 w-full flex-1 resize-none rounded-control border border-control-line bg-bg-raised px-3 py-2 text-message outline-none read-only:text-text-muted focus:border-accent-text touch:text-[16px]"
        onChange={({ target }) => text.setText(target.value)}
        onKeyDown={handleKey}
      />
      {text.typed && text.typed.revision < note.revision && <OutdatedLine note={note} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" disabled={!canSave} onClick={text.save}>
          {text.isSaving ? texts.ui.saving : texts.ui.save}
        </Button>
        <Button look="ghost" disabled={text.isSaving} onClick={text.drop}>
          {text.typed ? texts.notes.discard : texts.ui.cancel}
        </Button>
        {text.typed && !isTooLong && (
          <span className="text-meta text-text-muted">{texts.notes.keptHere}</span>
        )}
        {isTooLong && (
          <span role="alert" className="tabular text-meta text-danger">
            {texts.ui.length(length, LIMITS.noteText)}
          </span>
        )}
      </div>
    </section>
  );
}

function OutdatedLine({ note }: { note: Note }) {
  const { name } = usePerson(note.changedBy);
  return (
    <p role="status" className="text-small text-text-muted">
      {texts.notes.outdated(name)}
    </p>
  );
}
