import { useState } from "react";

/**
 * Text that is edited here and may change elsewhere meanwhile: shows what others write until the person types,
 * and keeps what the person typed until it is saved or dropped.
 */
export function useSavedText(saved: string, save: (text: string) => void) {
  const [draft, setDraft] = useState<string>();
  return {
    text: draft ?? saved,
    isChanged: draft !== undefined && draft !== saved,
    setText: setDraft,
    drop: () => setDraft(undefined),
    commit: () => {
      if (draft !== undefined && draft.trim() !== saved) save(draft.trim());
      setDraft(undefined);
    },
  };
}
