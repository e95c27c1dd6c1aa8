import { useEffect, useEffectEvent } from "react";
import { useDraft } from "@/features/users";

/** `base`: what was saved when the person began to type; absent where a save was refused. */
type Typed = {
  text: string;
  base?: string;
  wasRefused?: boolean;
};

function readTyped(stored: unknown): Typed | undefined {
  const { text, base, wasRefused } = (stored ?? {}) as Partial<Typed>;
  if (typeof text !== "string") return undefined;
  return { text, ...(typeof base === "string" && { base }), ...(wasRefused === true && { wasRefused }) };
}

type Options = {
  /** Names the field and what it belongs to. */
  place: string;
  saved: string;
  /** What is refused is a draft again: see `updateTask`. `base`: what was saved when the text was begun. */
  save: (text: string, base: string) => void;
};

/**
 * Text that is edited here and may change elsewhere meanwhile: it shows what others write until the person types, and
 * keeps what they typed until it is saved or dropped. Leaving saves it, however it is left; what is refused stays.
 */
export function useSavedText({ place, saved, save }: Options) {
  const { draft, setDraft, dropDraft } = useDraft<Typed | undefined>(place, readTyped);
  /** Whether somebody else has changed it since the person began to type. */
  const isOutdated = draft?.base !== undefined && draft.base !== saved;
  /** Whether both have changed the same, so that the person has to choose. */
  const isConflict = isOutdated && draft.wasRefused === true;

  function commit(base = draft?.base ?? saved) {
    if (draft === undefined) return;
    const text = draft.text.trim();
    dropDraft();
    if (text !== saved) save(text, base);
  }

  const leave = useEffectEvent(() => {
    if (!isConflict) commit();
  });
  useEffect(() => () => leave(), [place]);

  return {
    text: draft?.text ?? saved,
    isTyped: draft !== undefined,
    isOutdated,
    isConflict,
    setText: (text: string) => setDraft((now) => ({ ...now, text, base: now?.base ?? saved })),
    drop: dropDraft,
    commit: () => commit(),
    /** Saves the text in the place of what is saved now. */
    replace: () => commit(saved),
    /** Puts what is saved now above the text, to go on with both. */
    keepBoth: () => setDraft((now) => ({ text: `${saved}\n\n${now?.text ?? ""}`.trim(), base: saved })),
  };
}
