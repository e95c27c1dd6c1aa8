/**
 * Drafts: text that people typed and have not sent or saved. One store for all fields keeps them when a field
 * unmounts, when the page reloads, and when a save is refused.
 *
 * Shapes  One storage key per draft. What cannot be stored (a full or refused storage) is kept until the page closes.
 * Rules   A draft is removed when its text goes to the outbox; a refusal writes it again (`giveBack`).
 *         A change in another tab shows at once.
 */
import { localKeys, onLocalChange, readLocal, writeLocal } from "./localStore";

const PREFIX = "draft:";
/** Of what the server has of them: see savedDrafts.ts. */
export const SAVED_PREFIX = "savedDraft:";

const values = new Map<string, unknown>();
const listeners = new Set<(key: string) => void>();
const leaving = new Set<() => void>();

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined; // damaged
  }
}

function tell(key: string): void {
  for (const listener of listeners) listener(key);
}

onLocalChange(PREFIX, (stored) => {
  const key = stored.slice(PREFIX.length);
  values.delete(key);
  tell(key);
});

/** The draft as it was written; undefined where there is none. The same object until it changes. */
export function readDraft(key: string): unknown {
  if (!values.has(key)) values.set(key, parsed(readLocal(PREFIX + key)));
  return values.get(key);
}

/** Keeps a draft; undefined removes it. */
export function writeDraft(key: string, value: object | string | undefined): void {
  if (value === readDraft(key)) return;
  values.set(key, value);
  writeLocal(PREFIX + key, value === undefined ? undefined : JSON.stringify(value));
  tell(key);
}

/** The keys of all drafts that begin with this. */
export function draftKeys(prefix: string): string[] {
  const stored = localKeys(PREFIX + prefix).map((key) => key.slice(PREFIX.length));
  const kept = [...values.keys()].filter((key) => key.startsWith(prefix));
  return [...new Set([...stored, ...kept])].filter((key) => readDraft(key) !== undefined);
}

/** Calls back with the key of a draft that was changed, in this tab or in another. */
export function onDraftChange(listener: (key: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back before drafts are removed because the person leaves: the server keeps its own. */
export function onLeave(listener: () => void): () => void {
  leaving.add(listener);
  return () => leaving.delete(listener);
}

/** Removes all drafts, since the person leaves this browser. */
export function forgetDrafts(): void {
  for (const listener of leaving) listener();
  for (const key of localKeys(SAVED_PREFIX)) writeLocal(key, undefined);
  for (const key of draftKeys("")) writeDraft(key, undefined);
}
