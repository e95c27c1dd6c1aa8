import { expect, test } from "vitest";
import { measuredBy } from "../bench/backend.ts";
import type { Bytes } from "../bench/cost/measure.ts";

test("the bench can count what calls read and write, outside of any test", { timeout: 60_000 }, async () => {
  const bytes = await measuredBy<Bytes>("cost/measure.ts");
  expect(Object.values(bytes).filter((count) => !(count > 0))).toEqual([]);
});
