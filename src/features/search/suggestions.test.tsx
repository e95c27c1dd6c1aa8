import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import { toField } from "./chips";
import { useSuggestions } from "./useSuggestions";

type Props = { place: string; words: string };

function Suggestions({ place, words }: Props) {
  const suggestions = useSuggestions({ ...toField(place), words });
  return (
    <ul>
      {suggestions.map(({ id, label, choice }) => (
        <li key={id}>{`${label} = ${choice.kind === "value" ? choice.value : ""}`}</li>
      ))}
    </ul>
  );
}

test.each([
  ["", "column:", ["To do = todo", "In progress = in_progress", "Done = done"]],
  ["in:c1", "column:", ["To do = todo", "In review = In review", "Shipped = Shipped"]],
  ["in:c1", 'column:"in r', ["In review = In review"]],
  ["-in:c1", "column:d", ["Done = done"]],
  // What is typed by hand need not be a channel of mine.
  ["in:launch", "column:d", ["Done = done"]],
])(
  "with %s before it %s offers the columns of that channel, else those of every board",
  (place, words, wanted) => {
    const columns = [
      { key: "todo", status: "todo" },
      { key: "k1", status: "in_progress", name: "In review" },
      { key: "k2", status: "done", name: "Shipped" },
    ];
    show(<Suggestions place={place} words={words} />, {
      answers: {
        "board/columns:list": columns,
        "channels:list": [{ _id: "c1", kind: "public", name: "web" }],
      },
    });
    expect(screen.queryAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(wanted);
  },
);
