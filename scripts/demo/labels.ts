import type { LabelColour } from "../../convex/shared/board/facts.ts";
import type { Person } from "./people.ts";

/** Tags with a colour; the others are grey. */
export const LABELS: { name: string; colour: LabelColour; by: Person }[] = [
  { name: "launch", colour: "orange", by: "ana" },
  { name: "importer", colour: "blue", by: "ana" },
  { name: "bug", colour: "red", by: "omar" },
  { name: "docs", colour: "teal", by: "lena" },
  { name: "ops", colour: "purple", by: "priya" },
  { name: "words", colour: "pink", by: "lena" },
  { name: "performance", colour: "green", by: "ben" },
  { name: "research", colour: "yellow", by: "mia" },
];
