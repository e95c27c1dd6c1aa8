import type { api } from "@convex/_generated/api";
import type { FunctionReturnType } from "convex/server";

export type NoteInfo = FunctionReturnType<typeof api.filing.notes.list>["page"][number];
export type Note = FunctionReturnType<typeof api.filing.notes.get>;
export type Revision = FunctionReturnType<typeof api.filing.notes.revisions>["page"][number];

type Saved = FunctionReturnType<typeof api.filing.notes.save>;
/** What could not be joined: the pieces are the whole text, up to a newer revision. */
export type Conflict = Extract<Saved, { status: "conflict" }>;
export type Piece = Conflict["pieces"][number];
export type Choice = "theirs" | "mine" | "both";

/** A text that was typed and not saved, with the revision that it was made of. */
export type Typed = { revision: number; text: string };

export function readTyped(stored: unknown): Typed | undefined {
  const { revision, text } = (stored ?? {}) as Partial<Typed>;
  return typeof text === "string" && typeof revision === "number" ? { revision, text } : undefined;
}

export const draftPlace = (noteId: string): string => `note:${noteId}`;

/** The whole text, once it is chosen whose piece is taken where both changed it; both where nothing was chosen. */
export function chosenText(pieces: readonly Piece[], choices: readonly (Choice | undefined)[]): string {
  return pieces
    .flatMap((piece, i) => {
      if ("text" in piece) return [piece.text];
      const choice = choices[i] ?? "both";
      const kept = choice === "both" ? [piece.theirs, piece.mine] : [piece[choice]];
      // Whose lines were taken out leaves no blank one.
      return kept.filter((text) => text !== "");
    })
    .join("\n");
}
