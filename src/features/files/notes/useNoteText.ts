import { useState } from "react";
import { useDraft } from "@/features/users";
import { chosenText, draftPlace, readTyped, type Conflict, type Note, type Typed } from "./note";
import { useSaveNote } from "./useNote";

/** What is typed of a note, with the revision that it is made of. */
function useTyped({ _id, revision }: Note) {
  const { draft, setDraft, dropDraft } = useDraft(draftPlace(_id), readTyped);
  return {
    typed: draft,
    setTyped: setDraft,
    dropTyped: dropDraft,
    setText: (text: string) => setDraft((now) => ({ revision: now?.revision ?? revision, text })),
    /** Who left and came back may have typed more meanwhile: that stays. */
    replace: (sent: string, next: Typed | undefined) => setDraft((now) => (now?.text === sent ? next : now)),
  };
}

/**
 * The text of a note while it is changed. What was typed stays in this browser until the server has it, whatever happens
 * meanwhile: a refusal, a lost connection, a reload.
 */
export function useNoteText(note: Note, startsOpen: boolean) {
  const { typed, setTyped, dropTyped, setText, replace } = useTyped(note);
  const [isEditing, setIsEditing] = useState(startsOpen);
  const [isSaving, setIsSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const send = useSaveNote(note._id);

  function stop() {
    dropTyped();
    setConflict(undefined);
    setIsEditing(false);
  }

  async function save(revision: number, text: string) {
    setIsSaving(true);
    const outcome = await send(revision, text);
    setIsSaving(false);
    if (outcome === "saved") setIsEditing(false);
    if (outcome === "saved") replace(text, undefined);
    if (typeof outcome === "string") return;
    // Both fit together, but not within the limit: somebody has to shorten it.
    if (outcome.pieces.every((piece) => "text" in piece))
      replace(text, { revision: outcome.revision, text: chosenText(outcome.pieces, []) });
    else setConflict(outcome);
  }

  /** What was chosen is the text in the field, made of the newest revision. */
  function settle(text: string, isSaved: boolean) {
    if (!conflict) return;
    setConflict(undefined);
    setTyped({ revision: conflict.revision, text });
    if (isSaved) void save(conflict.revision, text);
  }

  return {
    text: typed?.text ?? note.text,
    typed,
    isEditing: isEditing || typed !== undefined,
    isSaving,
    conflict,
    edit: () => setIsEditing(true),
    setText,
    save: () => (typed ? void save(typed.revision, typed.text) : stop()),
    settle,
    backToMine: () => setConflict(undefined),
    drop: stop,
    /** An older text becomes the newest. */
    restore: (text: string) => void save(note.revision, text),
  };
}

export type NoteText = ReturnType<typeof useNoteText>;
