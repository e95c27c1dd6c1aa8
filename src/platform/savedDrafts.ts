/** What the server has of the drafts of this browser, as this browser last heard. */
import { SAVED_PREFIX } from "./drafts";
import { localKeys, readLocal, writeLocal } from "./localStore";

export type SavedDraft = {
  text: string;
  /** What was on its way there when this was written. */
  sent?: string;
};

export function readSaved(key: string): SavedDraft {
  try {
    const saved = JSON.parse(readLocal(SAVED_PREFIX + key) ?? "{}") as Partial<SavedDraft>;
    return { text: "", ...saved };
  } catch {
    return { text: "" }; // damaged
  }
}

export const writeSaved = (key: string, saved: SavedDraft): void =>
  writeLocal(
    SAVED_PREFIX + key,
    saved.text === "" && saved.sent === undefined ? undefined : JSON.stringify(saved),
  );

/** The keys of all of those that begin with this. */
export const savedKeys = (prefix: string): string[] =>
  localKeys(SAVED_PREFIX + prefix).map((key) => key.slice(SAVED_PREFIX.length));
