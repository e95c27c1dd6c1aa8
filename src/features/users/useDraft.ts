import { useSyncExternalStore } from "react";
import { draftKeys, onDraftChange, readDraft, writeDraft } from "@/platform/drafts";
import { useMyId } from "./PeopleContext";

/**
 * What I typed in one place and have not saved: it is there again when the place is opened again.
 *
 * @param place  names the field and what it belongs to, such as `message:<id>`
 * @param read   makes sense of what was stored, or of undefined; damaged or older drafts are not trusted
 */
export function useDraft<T extends object | string | undefined>(
  place: string,
  read: (stored: unknown) => T,
): { draft: T; setDraft: (next: T | ((now: T) => T)) => void; dropDraft: () => void } {
  const key = `${useMyId()}:${place}`;
  const stored = useSyncExternalStore(onDraftChange, () => readDraft(key));
  return {
    draft: read(stored),
    // Two changes may come in one event: each builds on the other, so the store is asked and not the render.
    setDraft: (next) => writeDraft(key, typeof next === "function" ? next(read(readDraft(key))) : next),
    dropDraft: () => writeDraft(key, undefined),
  };
}

/** Whether somebody would lose text by leaving this browser. */
export const hasDrafts = (myId: string): boolean =>
  draftKeys(`${myId}:`).some((key) => !key.startsWith(`${myId}:board:`));

/** Whether there is a draft in that place, and a way to drop it, for who does not show it. */
export function useKeptDraft(place: string): { isThere: boolean; drop: () => void } {
  const key = `${useMyId()}:${place}`;
  const isThere = useSyncExternalStore(onDraftChange, () => readDraft(key) !== undefined);
  return { isThere, drop: () => writeDraft(key, undefined) };
}
