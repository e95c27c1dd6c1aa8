import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { ReferenceContext } from "@/ui/markdown/Markdown";
import type { SavedMessage } from "../message";
import { BoardLine } from "./BoardLine";

type Line = NonNullable<SavedMessage["line"]>;
const by = [ANA.id, BEN.id] as Line["by"];

const said = (line: Line) => {
  const { container } = show(
    <ReferenceContext value={({ name }) => `[${name}]`}>
      <BoardLine line={line} />
    </ReferenceContext>,
  );
  return container.textContent;
};

test.each<[Line, string]>([
  [
    {
      kind: "moved",
      by,
      tasks: [
        { numbers: [3], status: "in_progress", name: "Review" },
        { numbers: [1, 2], more: 4, status: "done" },
      ],
    },
    "Ana Ruiz and Ben Ito moved 7 cards:[3]to Review[1][2]and 4 moreto Done",
  ],
  [{ kind: "waits", by: by.slice(0, 1), tasks: [{ numbers: [3] }] }, "Ana Ruiz says this holds up[3]"],
  [{ kind: "free", by: [], tasks: [{ numbers: [1] }] }, "No longer waiting for[1]"],
])("%j", (line, words) => {
  expect(said(line)).toBe(words);
});
