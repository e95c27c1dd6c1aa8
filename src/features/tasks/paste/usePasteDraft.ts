import { useDraft } from "@/features/users";
import { newId } from "@/lib/newId";

/** Lines that were pasted and are no cards yet. `id`: the cards of this very text are made once by it. */
type Pasted = { text: string; id: string };

function read(stored: unknown): Pasted | undefined {
  const { text, id } = (stored ?? {}) as Partial<Pasted>;
  return typeof text === "string" && typeof id === "string" ? { text, id } : undefined;
}

const isFull = (line: string) => line.trim() !== "";
const linesOf = (text: string): string[] => text.split(/\r?\n/u).filter(isFull);

/** Whether a text is more than one card's title. */
export const hasLines = (text: string): boolean => linesOf(text).length > 1;

/** What was pasted in one place, kept until it is made into cards or discarded. */
export function usePasteDraft(place: string) {
  const { draft, setDraft, dropDraft } = useDraft(place, read);
  const text = draft?.text ?? "";
  return {
    text,
    id: draft?.id ?? "",
    count: linesOf(text).length,
    /** @returns its id */
    setText: (next: string): string => {
      const id = newId();
      setDraft({ text: next, id });
      return id;
    },
    /** Below what was pasted before. */
    add: (more: string) =>
      setDraft((now) => ({ text: [now?.text ?? "", more].filter(isFull).join("\n"), id: newId() })),
    drop: dropDraft,
  };
}

export type PasteDraft = ReturnType<typeof usePasteDraft>;
