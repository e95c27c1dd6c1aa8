import { expect, test } from "vitest";
import { inOrder, type Strand } from "./inOrder";

type Item = { id: string; at: number };
const strand = (times: readonly number[], loadMore?: () => void): Strand<Item> => ({
  items: times.map((at) => ({ id: `${at}`, at })),
  loadMore,
});
const times = (...strands: Strand<Item>[]) => inOrder(strands)?.shown.map(({ at }) => at);

test("strands are one, newest first", () => {
  expect(times(strand([9, 5, 1]), strand([7, 3]))).toEqual([9, 7, 5, 3, 1]);
  expect(times(strand([]), strand([]))).toEqual([]);
  expect(inOrder([strand([9]), strand([7])])?.loadMore).toBeUndefined();
});

test("nothing is shown until each has begun", () => {
  expect(inOrder([strand([9]), { items: undefined, loadMore: undefined }])).toBeUndefined();
});

test("one reaches no further back than those that go on, and the one that reaches least far is asked for more", () => {
  const asked: string[] = [];
  const [first, second] = [
    strand([9, 6], () => asked.push("first")),
    strand([8, 2], () => asked.push("second")),
  ];
  expect(times(first, second)).toEqual([9, 8, 6]);
  inOrder([first, second])?.loadMore?.();
  expect(asked).toEqual(["first"]);
  // A page of which nothing is to be seen is no end.
  const none = strand([], () => asked.push("none"));
  expect(times(none, second)).toEqual([]);
  inOrder([none, second])?.loadMore?.();
  expect(asked).toEqual(["first", "none"]);
});
