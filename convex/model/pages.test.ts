import { expect, test } from "vitest";
import { boundedPage } from "./pages";

test.each([
  [40, 40],
  [1e9, 200],
  [0.5, 1],
  [-1, 1],
  [Number.NaN, 200],
])("a request for %d items becomes one for %d", (numItems, bounded) => {
  expect(boundedPage({ numItems, cursor: "c" })).toEqual({ numItems: bounded, cursor: "c" });
});
