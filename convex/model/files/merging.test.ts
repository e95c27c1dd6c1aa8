/** Joining of texts: what one person wrote is never lost to what another wrote. */
import { describe, expect, test } from "vitest";
import { merge, settledText, type Piece } from "./merging";

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ROUNDS = 1_500;
/** Lines are often the same, as in real notes: blank ones, and items of lists. */
const COMMON = ["", "", "- [ ] ", "---", "# Notes"];

type Random = ReturnType<typeof randomFrom>;

const linesOf = (random: Random): string[] =>
  Array.from({ length: random(14) }, (_, i) =>
    random(3) === 0 ? COMMON[random(COMMON.length)]! : `line ${i}`,
  );

/** Changes, takes out and puts in lines at some places; answers the text and the lines that were written. */
function edited(lines: readonly string[], places: readonly number[], random: Random, who: string) {
  const written: string[] = [];
  const text = lines.flatMap((line, i) => {
    if (!places.includes(i)) return [line];
    const fresh = `${who} wrote ${i} ${random(1_000)}`;
    const kind = random(4);
    if (kind === 0) return [];
    written.push(fresh);
    return kind === 1 ? [fresh] : kind === 2 ? [fresh, line] : [line, fresh];
  });
  return { text: text.join("\n"), lines: text, written };
}

const allOf = (pieces: readonly Piece[]) =>
  pieces.flatMap((piece) =>
    ("text" in piece ? [piece.text] : [piece.mine, piece.theirs]).flatMap((text) => text.split("\n")),
  );

describe("random edits of two people", () => {
  test("at places apart are both in the joined text, which has nothing else", () => {
    for (let seed = 0; seed < ROUNDS; seed += 1) {
      const random = randomFrom(seed);
      // Every line is another one: what was changed is told by the lines alone.
      const base = Array.from({ length: 4 + random(20) }, (_, i) => `line ${i}`);
      const border = 1 + random(base.length - 2);
      const places = base.map((_, i) => i).filter(() => random(3) === 0);
      const mine = edited(
        base,
        places.filter((i) => i < border),
        random,
        "I",
      );
      const theirs = edited(
        base,
        places.filter((i) => i > border),
        random,
        "You",
      );
      const expected = [
        ...mine.lines.slice(0, mine.lines.indexOf(base[border]!)),
        ...theirs.lines.slice(theirs.lines.indexOf(base[border]!)),
      ].join("\n");
      const joined = settledText(merge(base.join("\n"), mine.text, theirs.text));
      expect(joined, `seed ${seed}`).toBe(expected);
    }
  });

  test("anywhere: every line that somebody wrote is in the pieces", () => {
    let conflicts = 0;
    for (let seed = 0; seed < ROUNDS; seed += 1) {
      const random = randomFrom(seed);
      const base = linesOf(random);
      const some = () => base.map((_, i) => i).filter(() => random(3) === 0);
      const [mine, theirs] = [edited(base, some(), random, "I"), edited(base, some(), random, "You")];
      const pieces = merge(base.join("\n"), mine.text, theirs.text);
      if (settledText(pieces) === null) conflicts += 1;
      expect(allOf(pieces), `seed ${seed}`).toEqual(
        expect.arrayContaining([...mine.written, ...theirs.written]),
      );
    }
    expect(conflicts).toBeGreaterThan(ROUNDS / 10);
  });

  test("what only one changed is taken as it is, to the last line end", () => {
    for (let seed = 0; seed < ROUNDS; seed += 1) {
      const random = randomFrom(seed);
      const base = linesOf(random);
      const { text } = edited(
        base,
        base.map((_, i) => i).filter(() => random(2) === 0),
        random,
        "I",
      );
      const before = base.join("\n");
      for (const [mine, theirs] of [
        [text, before],
        [before, text],
        [text, text],
      ] as const)
        expect(settledText(merge(before, mine, theirs)), `seed ${seed}`).toBe(text);
    }
  });
});

test("lines beside each other are joined where nobody put any in or out", () => {
  const list = (...ticked: string[]) =>
    ["a", "b", "c"].map((name) => `- [${ticked.includes(name) ? "x" : " "}] ${name}`).join("\n");
  expect(settledText(merge(list(), list("a"), list("b")))).toBe(list("a", "b"));
  expect(settledText(merge(list(), list("a", "c"), list("b", "c")))).toBe(list("a", "b", "c"));
  expect(merge("a\nb\nc", "I\nb 1\nc", "You\nb 2\nC")).toEqual([
    { mine: "I\nb 1", theirs: "You\nb 2" },
    { text: "C" },
  ]);
});

test("the same lines, and lines put in at one place, are put to somebody; what is around them is settled", () => {
  expect(merge("a\nb\nc\nd", "a\nmine\nc\nd", "a\ntheirs\nc\nd")).toEqual([
    { text: "a" },
    { mine: "mine", theirs: "theirs" },
    { text: "c\nd" },
  ]);
  expect(merge("a\nb", "mine\na\nb", "theirs\nb")).toEqual([
    { mine: "mine\na", theirs: "theirs" },
    { text: "b" },
  ]);
  expect(merge("a\na", "a\na\na", "a\na\na\na")).toEqual([{ text: "a\na" }, { mine: "a", theirs: "a\na" }]);
  expect(merge("", "mine", "theirs")).toEqual([{ mine: "mine", theirs: "theirs" }]);
});

test("what one deleted and the other changed is put to somebody; what both deleted is gone", () => {
  expect(merge("a\nb\nc", "a\nc", "a\nB\nc")).toEqual([
    { text: "a" },
    { mine: "", theirs: "B" },
    { text: "c" },
  ]);
  expect(settledText(merge("a\nb\nc\nd\ne", "a\nc\nd\ne", "a\nc\nd\nE"))).toBe("a\nc\nd\nE");
  expect(settledText(merge("a", "", "a"))).toBe("");
});

test("a text made of very many lines is joined quickly, or put to somebody whole", () => {
  const base = "\n".repeat(39_999);
  const [mine, theirs] = [`I\n${base.slice(0, -4)}I`, `You\n${base.slice(0, -8)}\nYou`];
  expect(merge(base, mine, theirs)).toEqual([{ mine, theirs }]);
  expect(settledText(merge(base, `I${base}`, `${base}You`))).toBe(`I${base}You`);
  const lines = Array.from({ length: 3_000 }, (_, i) => `line ${i}`);
  const changed = (i: number, to: string) => lines.with(i, to).join("\n");
  expect(settledText(merge(lines.join("\n"), changed(0, "I"), changed(2_999, "You")))).toBe(
    lines.with(0, "I").with(2_999, "You").join("\n"),
  );
});
