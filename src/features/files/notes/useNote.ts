import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery, useQueries, type RequestForQueries } from "convex/react";
import { useMemo, useState } from "react";
import { useDraft } from "@/features/users";
import { errorCode, errorText } from "@/platform/errorText";
import { refusals } from "@/platform/reportRefusal";
import { chosenText, draftPlace, readTyped, type Conflict, type Note } from "./note";

/** One note by what stands in an address; undefined while it loads, null where it is deleted or not for the reader. */
export function useNote(noteId: string): Note | null | undefined {
  const queries = useMemo(
    (): RequestForQueries => ({ note: { query: api.filing.notes.get, args: { noteId } } }),
    [noteId],
  );
  const { note } = useQueries(queries) as { note?: Note | Error };
  return note instanceof Error ? null : note;
}

type Outcome = Conflict | "saved" | "refused";

function useSaveNote(noteId: Id<"notes">): (revision: number, text: string) => Promise<Outcome> {
  const save = useMutation(api.filing.notes.save);
  return async (revision, text) => {
    try {
      const answer = await save({ noteId, revision, text });
      return answer.status === "saved" ? "saved" : answer;
    } catch (error) {
      refusals.set({ text: errorText(errorCode(error)) });
      return "refused";
    }
  };
}

/**
 * The text of a note while it is changed. What was typed stays in this browser until the server has it, whatever happens
 * meanwhile: a refusal, a lost connection, a reload.
 */
export function useNoteText(note: Note) {
  const { draft, setDraft, dropDraft } = useDraft(draftPlace(note._id), readTyped);
  const [isEditing, setIsEditing] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const send = useSaveNote(note._id);

  function stop() {
    dropDraft();
    setConflict(undefined);
    setIsEditing(false);
  }

  async function save(revision: number, text: string) {
    setIsSaving(true);
    const outcome = await send(revision, text);
    setIsSaving(false);
    if (outcome === "saved") stop();
    if (typeof outcome === "string") return;
    // Both fit together, but not within the limit: somebody has to shorten it.
    if (outcome.pieces.every((piece) => "text" in piece))
      setDraft({ revision: outcome.revision, text: chosenText(outcome.pieces, []) });
    else setConflict(outcome);
  }

  return {
    text: draft?.text ?? note.text,
    isTyped: draft !== undefined,
    isEditing: isEditing || draft !== undefined,
    isSaving,
    /** Whether others have saved since the person began to type. */
    isOutdated: draft !== undefined && draft.revision < note.revision,
    conflict,
    edit: () => setIsEditing(true),
    setText: (text: string) => setDraft((now) => ({ revision: now?.revision ?? note.revision, text })),
    save: () => (draft ? void save(draft.revision, draft.text) : stop()),
    /** Both texts are looked at again in the field, as they were chosen. */
    settle: (text: string) => {
      if (!conflict) return;
      const { revision } = conflict;
      setDraft({ revision, text });
      setConflict(undefined);
    },
    saveSettled: (text: string) => {
      if (!conflict) return;
      const { revision } = conflict;
      setDraft({ revision, text });
      setConflict(undefined);
      void save(revision, text);
    },
    backToMine: () => setConflict(undefined),
    drop: stop,
    /** An older text becomes the newest. */
    restore: (text: string) => void save(note.revision, text),
  };
}

export type NoteText = ReturnType<typeof useNoteText>;

const PAGE = 10;

/** Every text that a note has had, the newest first; undefined until the first have come. */
export function useRevisions(noteId: Id<"notes">) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.filing.notes.revisions,
    { noteId },
    { initialNumItems: PAGE },
  );
  return {
    revisions: status === "LoadingFirstPage" ? undefined : results,
    more: status === "CanLoadMore" ? () => loadMore(PAGE) : undefined,
  };
}
