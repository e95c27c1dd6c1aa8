import { expect, test } from "vitest";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { tableNumberOf } from "../values/ids.ts";
import { convexTest } from "./index.ts";

test("[TS2] convexTest runs the engine itself, in the test's own process", async () => {
  const schema = defineSchema({ notes: defineTable({ text: v.string() }) });
  const t = convexTest({ schema, modules: { "./_generated/api.js": async () => ({}) } });
  let runsHere = false;
  const id = await t.run(async (ctx) => {
    runsHere = true;
    return await ctx.db.insert("notes", { text: "x" });
  });
  expect(runsHere).toBe(true);
  expect(tableNumberOf(id)).toBe(10_001);
  expect(() => convexTest({})).toThrow(/modules/);
});
