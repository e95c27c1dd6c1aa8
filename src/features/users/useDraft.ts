import { useSyncExternalStore } from "react";
import { draftKeys, onDraftChange, readDraft, writeDraft } from "@/platform/drafts";
import { useMyId } from "./PeopleContext";

/**
 * The text that I typed in one place and have not saved. It is there again when the place is opened again.
 *
 * @param place  names the field and what it belongs to, such as `message:<id>`
 * @param read   turns the stored value, which may be undefined, damaged or of an older version, into a draft
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

/** Whether a place has a draft, and a way to drop it, for views that do not show the draft. */
export function useKeptDraft(place: string): { isThere: boolean; drop: () => void } {
  const key = `${useMyId()}:${place}`;
  const isThere = useSyncExternalStore(onDraftChange, () => readDraft(key) !== undefined);
  return { isThere, drop: () => writeDraft(key, undefined) };
}

/** What has a draft among places that are named alike, such as "message:"; by the rest of their names. */
export function useDrafted(prefix: string): ReadonlySet<string> {
  const key = `${useMyId()}:${prefix}`;
  const names = useSyncExternalStore(onDraftChange, () =>
    draftKeys(key)
      .map((name) => name.slice(key.length))
      .toSorted()
      .join(),
  );
  return new Set(names === "" ? [] : names.split(","));
}
