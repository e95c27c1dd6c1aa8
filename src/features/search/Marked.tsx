import { marksIn } from "@convex/shared/search/matches";
import type { Clause } from "@convex/shared/search/query";

type Props = { text: string; clauses: readonly Clause[] };

/** A text with what was searched for in it. */
export function Marked({ text, clauses }: Props) {
  const marks = marksIn(text, clauses);
  return (
    <>
      {marks.map(({ from, to }, i) => (
        <span key={from}>
          {text.slice(marks[i - 1]?.to ?? 0, from)}
          <mark className="rounded-[3px] bg-warn-soft px-px font-medium text-inherit">
            {text.slice(from, to)}
          </mark>
        </span>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
