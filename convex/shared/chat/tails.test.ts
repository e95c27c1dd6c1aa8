import { expect, test } from "vitest";
import { closesPart, tailIn } from "./tails";

/** Commits some of which lie close together, as a clock that counts milliseconds gives them. */
const commits = Array.from({ length: 3_000 }, (_, i) => BigInt(1_796_029_200_000 + 137 * i) * 1_000_000n);

/** The ends among commits that are read with what came before the last end again and again, so many more each time. */
function endsOf(times: readonly bigint[], more: number, isCrowd = false): bigint[] {
  const ends: bigint[] = [];
  let start = 0;
  for (let end = more; end <= times.length; end += more) {
    const { tailTs } = tailIn(times.slice(start, end), { isCrowd });
    if (tailTs === undefined) continue;
    ends.push(tailTs);
    start = times.indexOf(tailTs) + 1;
  }
  return ends;
}

const meanOf = (ends: readonly bigint[]) => commits.length / ends.length;

test("every eighth message or so is an end, of which a crowd takes every second, and every sixth closes a part", () => {
  const ends = endsOf(commits, 1);
  expect(meanOf(ends)).toBeGreaterThan(7);
  expect(meanOf(ends)).toBeLessThan(9);
  expect(meanOf(endsOf(commits, 1, true))).toBeGreaterThan(13);
  expect(meanOf(endsOf(commits, 1, true))).toBeLessThan(19);
  expect(meanOf(ends.filter(closesPart))).toBeGreaterThan(35);
  expect(meanOf(ends.filter(closesPart))).toBeLessThan(65);
});

test("whoever reads several at once, or as a crowd, comes to ends that the others know", () => {
  const all = endsOf(commits, 1);
  for (const more of [2, 5, 11, 30]) for (const end of endsOf(commits, more)) expect(all).toContain(end);
  const crowd = endsOf(commits, 3, true);
  for (const end of crowd) expect(all).toContain(end);
  for (const end of endsOf(commits, 1, true).filter(closesPart))
    expect(all.filter(closesPart)).toContain(end);
});

test("the fold goes on counting where it ended, and whoever missed a message meets the others again", () => {
  const whole = tailIn(commits.slice(0, 400));
  const half = tailIn(commits.slice(0, 203));
  const rest = tailIn(commits.slice(203, 400), { since: half.since });
  expect({ ...half, ...rest }).toEqual(whole);
  const others = endsOf(commits.toSpliced(10, 1), 1);
  expect(endsOf(commits, 1).slice(-300)).toEqual(others.slice(-300));
});
