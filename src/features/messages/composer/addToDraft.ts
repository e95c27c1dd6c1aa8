import { readDraft, writeDraft } from "@/platform/drafts";

type Stored = { text?: unknown; wire?: unknown } | undefined;

/** Puts a text after what is typed already in the composer of a place. */
export function addToDraft(key: string, text: string): void {
  const draft = readDraft(key) as Stored;
  const add = (before: unknown) =>
    typeof before === "string" && before !== "" ? `${before.trimEnd()}\n\n${text}` : text;
  if (draft && typeof draft.text === "string") writeDraft(key, { ...draft, text: add(draft.text) });
  else writeDraft(key, { wire: add(draft?.wire) });
}
