import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery, useQueries, type RequestForQueries } from "convex/react";
import { useMemo } from "react";
import { errorCode, errorText } from "@/platform/errorText";
import { refusals } from "@/platform/reportRefusal";
import type { Conflict, Note } from "./note";

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

/** @returns what became of it; a refusal was told */
export function useSaveNote(noteId: Id<"notes">): (revision: number, text: string) => Promise<Outcome> {
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
