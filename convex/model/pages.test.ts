import { expect, test } from "vitest";
import { boundedPage } from "./pages";

test.each([
  [40, 40],
  [1e9, 200],
  [0.5, 1],
  [-1, 1],
  [Number.NaN, 200],
])("a request for %d items becomes one for %d", (numItems, bounded) => {
  expect(boundedPage({ numItems, cursor: "c" })).toMatchObject({ numItems: bounded, cursor: "c" });
});

test.each([
  [undefined, 3_145_728],
  [100, 100],
  [1e12, 3_145_728],
])("a page that may read %d bytes reads %d", (maximumBytesRead, bounded) => {
  const asked = { numItems: 1, cursor: null, ...(maximumBytesRead && { maximumBytesRead }) };
  expect(boundedPage(asked).maximumBytesRead).toBe(bounded);
});
