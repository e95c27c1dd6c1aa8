import { useDraft } from "@/features/users";

type Fields = { name: string; description: string; kind: "public" | "private" };

function readFields(stored: unknown): Fields {
  const { name, description, kind } = (stored ?? {}) as Partial<Fields>;
  return {
    name: typeof name === "string" ? name : "",
    description: typeof description === "string" ? description : "",
    kind: kind === "private" ? "private" : "public",
  };
}

/** The fields of a new channel, kept until it is made or discarded. */
export function useNewChannel() {
  const { draft, setDraft, dropDraft } = useDraft("newChannel", readFields);
  return {
    fields: draft,
    isTyped: draft.name.trim() !== "" || draft.description.trim() !== "",
    change: (changes: Partial<Fields>) => setDraft((now) => ({ ...now, ...changes })),
    drop: dropDraft,
  };
}
