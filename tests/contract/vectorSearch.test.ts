/** Vector search through a real server and the official CLI. */
import { join } from "node:path";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backupFolder } from "../../engine/snapshot/backup.ts";
import { restoreBackup } from "../../engine/snapshot/restore.ts";
import { Catalog } from "../../engine/database/catalog.ts";
import { searchVectors } from "../../engine/database/vectors.ts";
import { Store } from "../../engine/storage/store.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";

const schemaWith = (index: string) => `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  films: defineTable({ title: v.string(), genre: v.optional(v.string()), year: v.optional(v.int64()), direction: v.optional(v.array(v.number())) })${index},
});`;

const BY_DIRECTION = `.vectorIndex("by_direction", { vectorField: "direction", dimensions: 3, filterFields: ["genre", "year"] })`;

const FILMS = `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";
export const add = mutation({ args: v.any(), handler: (ctx, film) => ctx.db.insert("films", film) });
export const change = mutation({ args: { id: v.id("films"), film: v.any() }, handler: (ctx, { id, film }) => ctx.db.patch(id, film) });
export const remove = mutation({ args: { id: v.id("films") }, handler: (ctx, { id }) => ctx.db.delete(id) });
export const addAndFail = mutation({ args: v.any(), handler: async (ctx, film) => { await ctx.db.insert("films", film); throw new Error("no"); } });
export const title = query({ args: { id: v.id("films") }, handler: async (ctx, { id }) => (await ctx.db.get(id)).title });
export const nearest = action({ args: { vector: v.array(v.number()), limit: v.optional(v.number()), genres: v.optional(v.array(v.any())), year: v.optional(v.int64()) },
  handler: async (ctx, { vector, limit, genres, year }) => {
    const filter = year !== undefined ? (q) => q.eq("year", year) : genres && ((q) => q.or(...genres.map((genre) => q.eq("genre", genre ?? undefined))));
    const found = await ctx.vectorSearch("films", "by_direction", { vector, limit, filter });
    return await Promise.all(found.map(async ({ _id, _score }) => [await ctx.runQuery("films:title", { id: _id }), Math.round(_score * 100) / 100]));
  } });
export const wrong = action({ args: {}, handler: (ctx) => ctx.vectorSearch("films", "by_direction", { vector: [1, 0, 0], filter: (q) => q.eq("title", "x") }) });`;

type Film = { title: string; genre?: string; year?: bigint; direction?: number[] };
type Search = { vector: number[]; limit?: number; genres?: (string | null)[]; year?: bigint };
const add = makeFunctionReference<"mutation", Film, string>("films:add");
const addAndFail = makeFunctionReference<"mutation", Film>("films:addAndFail");
const change = makeFunctionReference<"mutation", { id: string; film: Partial<Film> }>("films:change");
const remove = makeFunctionReference<"mutation", { id: string }>("films:remove");
const nearest = makeFunctionReference<"action", Search, [string, number][]>("films:nearest");
const wrong = makeFunctionReference<"action", Record<string, never>>("films:wrong");

let app: SmallApp;
const found = async (search: Partial<Search> = {}) =>
  await app.http().action(nearest, { vector: [1, 0, 0], ...search });
const titles = async (search: Partial<Search> = {}) => (await found(search)).map(([title]) => title);

beforeAll(async () => {
  app = await SmallApp.start("vector-app", { "convex/schema.ts": schemaWith(""), "convex/films.ts": FILMS });
  succeeded(await app.deploy());
});

afterAll(async () => await app.close());

test("[VE1] an index that is pushed holds the documents that were there", async () => {
  await app.http().mutation(add, { title: "east", genre: "sun", year: 1n, direction: [2, 0, 0] });
  await app.http().mutation(add, { title: "north", genre: "ice", year: 2n, direction: [0, 5, 0] });
  await app.http().mutation(add, { title: "northeast", genre: "sun", year: 2n, direction: [1, 1, 0] });
  await app.http().mutation(add, { title: "west", direction: [-3, 0, 0] });
  await app.http().mutation(add, { title: "nowhere" });
  await app.http().mutation(add, { title: "flat", direction: [1, 1] });
  await app.http().mutation(add, { title: "none", direction: [0, 0, 0] });
  await expect(found()).rejects.toThrow("Vector index films.by_direction not found");

  app.write("convex/schema.ts", schemaWith(BY_DIRECTION));
  expect(succeeded(await app.deploy())).toContain("by_direction");

  expect(await found()).toEqual([
    ["east", 1],
    ["northeast", 0.71],
    ["north", 0],
    ["none", 0],
    ["west", -1],
  ]);
});

test("[VE2] filters let pass what one of them wants, by type as well as value", async () => {
  expect(await titles({ genres: ["ice"] })).toEqual(["north"]);
  expect(await titles({ genres: ["ice", "sun"] })).toEqual(["east", "northeast", "north"]);
  expect(await titles({ genres: [null] })).toEqual(["none", "west"]);
  expect(await titles({ year: 2n })).toEqual(["northeast", "north"]);
  expect(await titles({ year: 3n })).toEqual([]);
  await expect(app.http().action(wrong, {})).rejects.toThrow('"title" is no filter field');
});

test("[VE3] a search has at most 256 results, ten unless it says, and vectors of the index's length", async () => {
  expect(await titles({ limit: 2 })).toEqual(["east", "northeast"]);
  for (const limit of [0, 257, 1.5])
    await expect(found({ limit })).rejects.toThrow("must be limited to between 1 and 256 results");
  await expect(found({ vector: [1, 0] })).rejects.toThrow("has 3 dimensions");
  await expect(found({ vector: [1, 0, Infinity] })).rejects.toThrow("has 3 dimensions");
});

test("[VE4] an acknowledged change is searched, an undone one is not", async () => {
  const id = await app.http().mutation(add, { title: "new", genre: "new", direction: [9, 0.1, 0] });
  expect(await titles({ genres: ["new"] })).toEqual(["new"]);
  await app.http().mutation(change, { id, film: { genre: "old", direction: [0, 0, 1] } });
  expect(await titles({ genres: ["new"] })).toEqual([]);
  expect(await found({ genres: ["old"], vector: [0, 0, 2] })).toEqual([["new", 1]]);
  await app.http().mutation(change, { id, film: { direction: [1] } });
  expect(await titles({ genres: ["old"] })).toEqual([]);
  await app.http().mutation(change, { id, film: { direction: [1, 0, 0] } });
  await app.http().mutation(remove, { id });
  expect(await titles({ genres: ["old"] })).toEqual([]);
  await expect(app.http().mutation(addAndFail, { title: "undone", direction: [1, 0, 0] })).rejects.toThrow(
    "no",
  );
  expect(await titles()).toEqual(["east", "northeast", "north", "none", "west"]);
});

test("[VE5] a restart, an import and a restored backup have the same vectors", async () => {
  const before = await found();
  await app.restart();
  expect(await found()).toEqual(before);

  succeeded(await app.cli("export", "--path", "films.zip"));
  await app.http().mutation(add, { title: "extra", direction: [1, 0, 0] });
  succeeded(await app.cli("import", "--replace-all", "-y", "films.zip"));
  expect(await found()).toEqual(before);

  const folder = join(app.folder, "restored");
  await backupFolder(app.dataDir, join(app.folder, "backup.zip"));
  await restoreBackup(join(app.folder, "backup.zip"), folder);
  const store = new Store(join(folder, "store.sqlite"), { readOnly: true });
  const query = { indexName: "films.by_direction", vector: [1, 0, 0], expressions: null };
  const restored = searchVectors(store, new Catalog(store), "", query);
  expect(restored.map(({ _score }) => Math.round(_score * 100) / 100)).toEqual(
    before.map(([, score]) => score),
  );
  store.close();
});

test("[VE6] an index beyond the limits is refused, one that is gone is empty when it comes back", async () => {
  app.write("convex/schema.ts", schemaWith(BY_DIRECTION.replace("dimensions: 3", "dimensions: 1")));
  const refused = await app.deploy();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("must have between 2 and 4096 dimensions, not 1");

  app.write("convex/schema.ts", schemaWith(BY_DIRECTION.replace("dimensions: 3", "dimensions: 2")));
  succeeded(await app.deploy());
  expect(await titles({ vector: [1, 0] })).toEqual(["flat"]);
  app.write("convex/schema.ts", schemaWith(""));
  succeeded(await app.deploy());
  await expect(found()).rejects.toThrow("not found");
});
