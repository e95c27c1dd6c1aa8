import type { Virtualizer } from "@tanstack/react-virtual";
import { expect, test } from "vitest";
import { toRows, type FeedMessage } from "../../feed";
import { openAt, opensAt } from "./openAt";

const rowsOf = (...numbers: number[]) =>
  toRows(
    numbers.map(
      (n) =>
        ({
          key: `k${n}`,
          id: `m${n}`,
          commitTs: BigInt(n),
          authorId: "ben",
          at: n,
        }) as unknown as FeedMessage,
    ),
    BigInt(4),
    "ana",
  );
const rows = rowsOf(1, 2, 3, 5, 6, 7);

test("a list opens where it was left, at what is meant, at a date's first message, or at the first unread", () => {
  const leftAt = { key: "k2", ts: BigInt(2), offset: 9 };
  expect(opensAt(rows, { id: "", ts: BigInt(2), leftAt })).toEqual(leftAt);
  expect(opensAt(rows, { id: "", ts: BigInt(3), messageId: "m3" })).toEqual({ key: "k3" });
  expect(opensAt(rows, { id: "", ts: BigInt(3) })).toEqual({ key: "k3", offset: 0 });
  expect(opensAt(rows, { id: "" })).toEqual({ key: "k5", offset: 0 });
});

test("what was deleted leaves its place: the list opens at what follows, and at its end where nothing does", () => {
  expect(opensAt(rows, { id: "", ts: BigInt(4), messageId: "m4" })).toEqual({ key: "k5" });
  const gone = { key: "k4", ts: BigInt(4), offset: 9 };
  expect(opensAt(rows, { id: "", ts: BigInt(4), leftAt: gone })).toEqual({ key: "k5", offset: 0 });
  expect(opensAt(rows, { id: "", ts: BigInt(8) })).toBeUndefined();
  expect(opensAt(rows, { id: "", isEnd: true })).toBeUndefined();
});

test("a row is found again by its key once older ones have come before it", () => {
  const scrolled: number[] = [];
  const list = (keys: string[]) =>
    ({
      options: { count: keys.length, getItemKey: (i: number) => keys[i] },
      scrollToIndex: (index: number) => void scrolled.push(index),
    }) as unknown as Virtualizer<HTMLDivElement, Element>;
  openAt(list(["k1", "k2"]), { key: "k2", offset: 0 });
  openAt(list(["k-1", "k0", "k1", "k2"]), { key: "k2", offset: 0 });
  expect(scrolled).toEqual([1, 3]);
});

test("a row near the end stands where the list can be scrolled to, not a third above that", () => {
  const scrolled: number[] = [];
  const list = {
    options: { count: 2, getItemKey: (i: number) => `k${i}` },
    scrollElement: { clientHeight: 600 },
    measurementsCache: [{ start: 0 }, { start: 900 }],
    scrollToIndex: () => undefined,
    // The list ends soon after the row.
    getOffsetForIndex: () => [500, "start"],
    scrollToOffset: (offset: number) => void scrolled.push(offset),
  } as unknown as Virtualizer<HTMLDivElement, Element>;
  openAt(list, { key: "k1" });
  openAt(list, { key: "k0" });
  expect(scrolled).toEqual([700, 0]);
});
