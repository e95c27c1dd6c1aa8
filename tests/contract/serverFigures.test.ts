/** What the engine answers about itself and what the app reads are written down on both sides of a wall. */
import { expectTypeOf, test } from "vitest";
import type { Figures, ServerFigures } from "../../engine/http/figures.ts";
import type * as read from "../../src/platform/auth/serverFigures.ts";

test("[HT12] [HT13] [HT14] the app reads the figures as the engine answers them", () => {
  expectTypeOf<ServerFigures>().branded.toEqualTypeOf<read.ServerFigures>();
  expectTypeOf<Awaited<ReturnType<Figures["functions"]>>>().branded.toEqualTypeOf<read.FunctionsAnswer>();
  expectTypeOf<ReturnType<Figures["logs"]>>().branded.toEqualTypeOf<read.LogAnswer>();
});
