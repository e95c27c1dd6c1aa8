import { useEffect, useEffectEvent } from "react";
import { useDraft } from "@/features/users";

/** `base`: what was saved when the person began to type; absent where a save was refused. */
type Typed = { text: string; base?: string };

function readTyped(stored: unknown): Typed | undefined {
  const { text, base } = (stored ?? {}) as Partial<Typed>;
  if (typeof text !== "string") return undefined;
  return { text, ...(typeof base === "string" && { base }) };
}

type Options = {
  /** Names the field and what it belongs to. */
  place: string;
  saved: string;
  /** What is refused is a draft again: see `updateTask`. */
  save: (text: string) => void;
};

/**
 * Text that is edited here and may change elsewhere meanwhile: it shows what others write until the person types, and
 * keeps what they typed until it is saved or dropped. Leaving saves it, however it is left; what is refused stays.
 */
export function useSavedText({ place, saved, save }: Options) {
  const { draft, setDraft, dropDraft } = useDraft<Typed | undefined>(place, readTyped);
  /** Whether somebody else has changed it since the person began to type. */
  const isOutdated = draft?.base !== undefined && draft.base !== saved;

  function commit() {
    if (draft === undefined) return;
    const text = draft.text.trim();
    dropDraft();
    if (text !== saved) save(text);
  }

  const leave = useEffectEvent(() => {
    if (!isOutdated) commit();
  });
  useEffect(() => () => leave(), [place]);

  return {
    text: draft?.text ?? saved,
    isTyped: draft !== undefined,
    isOutdated,
    setText: (text: string) => setDraft((now) => ({ text, base: now?.base ?? saved })),
    drop: dropDraft,
    commit,
  };
}
