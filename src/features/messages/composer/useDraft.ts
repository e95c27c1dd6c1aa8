import { useEffect, useState } from "react";
import { readLocal, writeLocal } from "@/platform/localStore";
import type { Person } from "../mentions";

export type Draft = { text: string; picked: readonly Person[] };

const NOTHING: Draft = { text: "", picked: [] };

export function readDraft(place: string): Draft {
  try {
    const saved = JSON.parse(readLocal(`draft:${place}`) ?? "null") as Partial<Draft> | null;
    if (typeof saved?.text !== "string" || !Array.isArray(saved.picked)) return NOTHING;
    return { text: saved.text, picked: saved.picked };
  } catch {
    return NOTHING;
  }
}

function saveDraft(place: string, draft: Draft): void {
  writeLocal(`draft:${place}`, draft.text === "" ? undefined : JSON.stringify(draft));
}

/** Unsent text of one place (a channel, a thread), kept in this browser. Mount with `key={place}`. */
export function useDraft(place: string) {
  const [draft, setDraft] = useState(() => readDraft(place));

  useEffect(() => saveDraft(place, draft), [place, draft]);

  return {
    draft,
    // Both may come in one event (a name is picked, so the text changes): each builds on the other.
    setText: (text: string) => setDraft((now) => ({ text, picked: text === "" ? [] : now.picked })),
    addPicked: (person: Person) =>
      setDraft((now) => ({
        ...now,
        picked: [...now.picked.filter((other) => other.id !== person.id), person],
      })),
    clear: () => {
      saveDraft(place, NOTHING); // the page may be gone before the effect runs
      setDraft(NOTHING);
    },
  };
}
