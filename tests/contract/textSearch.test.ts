/** Full-text search through a real server, real clients and the official CLI. */
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { backupFolder } from "../../engine/snapshot/backup.ts";
import { restoreBackup } from "../../engine/snapshot/restore.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";

const schemaWith = (index: string) => `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  posts: defineTable({ body: v.optional(v.any()), room: v.optional(v.string()), likes: v.optional(v.number()) })${index},
});`;

const BY_BODY = `.searchIndex("by_body", { searchField: "body", filterFields: ["room", "likes"] })`;

const POSTS = `
import { mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";
export const add = mutation({ args: v.any(), handler: (ctx, { bodies, ...post }) => Promise.all(bodies.map((body) => ctx.db.insert("posts", { body, ...post }))) });
export const change = mutation({ args: v.any(), handler: (ctx, { id, post }) => ctx.db.patch(id, post) });
export const clear = mutation({ args: {}, handler: async (ctx) => { for (const { _id } of await ctx.db.query("posts").collect()) await ctx.db.delete(_id); } });
const searched = (ctx, { text, room, likes }) => ctx.db.query("posts").withSearchIndex("by_body", (q) => {
  let found = q.search("body", text);
  if (room !== undefined) found = found.eq("room", room ?? undefined);
  if (likes !== undefined) found = found.eq("likes", likes);
  return found;
});
export const all = query({ args: v.any(), handler: async (ctx, args) => (await searched(ctx, args).collect()).map((post) => post.body) });
export const some = query({ args: v.any(), handler: async (ctx, args) => (await searched(ctx, args).take(args.limit)).map((post) => post.body) });
export const liked = query({ args: v.any(), handler: async (ctx, args) => (await searched(ctx, args).filter((q) => q.gt(q.field("likes"), 1)).collect()).map((post) => post.body) });
export const page = query({ args: v.any(), handler: async (ctx, args) => await searched(ctx, args).paginate(args.paginationOpts) });
export const wrong = query({ args: v.any(), handler: (ctx, { kind }) => ctx.db.query("posts").withSearchIndex(kind === "index" ? "by_nothing" : "by_body", (q) =>
  kind === "field" ? q.search("room", "x") : Array.from({ length: 9 }).reduce((query) => query.eq("room", "a"), q.search("body", "x"))).collect() });
export const staged = mutation({ args: v.any(), handler: async (ctx, { bodies }) => {
  const counts = [];
  const count = async (text) => counts.push((await searched(ctx, { text }).collect()).length);
  const id = await ctx.db.insert("posts", { body: bodies[0] });
  await count(bodies[0]);
  await ctx.db.patch(id, { body: bodies[1] });
  await count(bodies[0]); await count(bodies[1]);
  await ctx.runMutation("posts:addAndFail", { body: bodies[2] }).catch(() => {});
  await count(bodies[2]); await count(bodies[1]);
  await ctx.db.delete(id);
  await count(bodies[1]);
  return counts;
} });
export const addAndFail = mutation({ args: v.any(), handler: async (ctx, { body }) => {
  await ctx.db.insert("posts", { body });
  await searched(ctx, { text: body }).collect();
  throw new Error("no");
} });`;

type Search = { text: string; room?: string | null; likes?: number };
type Page = { page: { body: string }[]; isDone: boolean; continueCursor: string };
const add = makeFunctionReference<"mutation", { bodies: unknown[]; room?: string; likes?: number }, string[]>(
  "posts:add",
);
const change = makeFunctionReference<"mutation", { id: string; post: object }>("posts:change");
const clear = makeFunctionReference<"mutation", Record<string, never>>("posts:clear");
const all = makeFunctionReference<"query", Search, string[]>("posts:all");
const some = makeFunctionReference<"query", Search & { limit: number }, string[]>("posts:some");
const liked = makeFunctionReference<"query", Search, string[]>("posts:liked");
const page = makeFunctionReference<"query", Search & { paginationOpts: object }, Page>("posts:page");
const wrong = makeFunctionReference<"query", { kind: string }>("posts:wrong");
const staged = makeFunctionReference<"mutation", { bodies: string[] }, number[]>("posts:staged");

let app: SmallApp;
const found = async (text: string, more: Partial<Search> = {}) =>
  await app.http().query(all, { text, ...more });
const give = async (...bodies: unknown[]) => await app.http().mutation(add, { bodies });

beforeAll(async () => {
  app = await SmallApp.start("text-app", { "convex/schema.ts": schemaWith(""), "convex/posts.ts": POSTS });
  succeeded(await app.deploy());
});

afterAll(async () => await app.close());

beforeEach(async () => void (await app.http().mutation(clear, {})));

test("[SE1] an index that is pushed holds the texts that were there; what is no text is not found", async () => {
  await give("was here before", 7, "also here before");
  await expect(found("before")).rejects.toThrow("Index posts.by_body not found");
  app.write("convex/schema.ts", schemaWith(BY_BODY));
  expect(succeeded(await app.deploy())).toContain("by_body");

  expect(await found("before")).toEqual(["also here before", "was here before"]);
  expect(await found("7")).toEqual([]);
});

test("[SE2] words of any script are found whatever their case, the last one by its beginning", async () => {
  await give(
    "The quick, brown fox!",
    "ÉTÉ à Zürich",
    "日本語 の 検索",
    "snake_case and C3PO",
    "e\u0301te\u0301 again",
  );
  expect(await found("QUICK fox")).toEqual(["The quick, brown fox!"]);
  expect(await found("bro")).toEqual(["The quick, brown fox!"]);
  expect(await found("bro fox")).toEqual(["The quick, brown fox!"]);
  expect(await found("bro zzz")).toEqual([]);
  expect((await found("été")).toSorted()).toEqual(["e\u0301te\u0301 again", "ÉTÉ à Zürich"].toSorted());
  expect(await found("zür")).toEqual(["ÉTÉ à Zürich"]);
  expect(await found("検")).toEqual(["日本語 の 検索"]);
  expect(await found("case c3")).toEqual(["snake_case and C3PO"]);
  for (const nothing of ["", "  ", '"', "*", "-:()", "'; DROP TABLE documents"])
    expect(await found(nothing)).toEqual([]);
  expect(await found('fox" OR text : "zürich')).toHaveLength(2);
  const long = "x".repeat(40);
  await give(`${long}y`);
  expect(await found(long)).toEqual([`${long}y`]);
});

test("[SE3] more of the words, rarer words and shorter texts come first, equals newest first", async () => {
  await give(
    "apple pie",
    "banana split",
    "apple banana",
    "apple apple tart",
    "kiwi",
    "apple and a very long text about all sorts of other things",
  );
  expect((await found("apple banana"))[0]).toBe("apple banana");
  expect((await found("banana apple"))[0]).toBe("apple banana");
  expect(await found("apple")).toEqual([
    "apple apple tart",
    "apple banana",
    "apple pie",
    "apple and a very long text about all sorts of other things",
  ]);
  expect((await found("apple split"))[0]).toBe("banana split");
  await give("kiwi");
  await give("kiwis");
  expect(await found("kiwi")).toEqual(["kiwi", "kiwi", "kiwis"]);
});

test("[SE4] filters all hold, by type as well as value; other filters come after", async () => {
  await app.http().mutation(add, { bodies: ["red one"], room: "a", likes: 1 });
  await app.http().mutation(add, { bodies: ["red two"], room: "a", likes: 2 });
  await app.http().mutation(add, { bodies: ["red three"], room: "b", likes: 2 });
  await give("red four");
  expect(await found("red", { room: "a" })).toEqual(["red two", "red one"]);
  expect(await found("red", { room: "a", likes: 2 })).toEqual(["red two"]);
  expect(await found("red", { room: null })).toEqual(["red four"]);
  expect(await found("red", { room: "c" })).toEqual([]);
  expect(await app.http().query(liked, { text: "red" })).toEqual(["red three", "red two"]);
});

test("[SE5] a mutation's own changes are searched, and what was undone of them is not", async () => {
  expect(await app.http().mutation(staged, { bodies: ["uno", "dos", "tres"] })).toEqual([1, 0, 1, 0, 1, 0]);
  expect(await found("uno")).toEqual([]);
});

test("[SE6] who watches a search is told of what changes its answer, and of nothing else", async () => {
  await give("alpha", "beta");
  const client = new ConvexClient(app.url, { logger: false });
  onTestFinished(async () => await client.close());
  const seen: string[][] = [];
  let heard = Promise.withResolvers<void>();
  client.onUpdate(all, { text: "other alp" }, (bodies) => {
    seen.push(bodies);
    heard.resolve();
    heard = Promise.withResolvers();
  });
  const until = async (count: number) => {
    while (seen.length < count) await heard.promise;
  };
  await until(1);
  await give("gamma");
  const [id = ""] = await give("alpine");
  await until(2);
  await app.http().mutation(change, { id, post: { likes: 3 } });
  await app.http().mutation(change, { id, post: { body: "nothing" } });
  await until(3);
  await give("other things");
  await until(4);
  expect(seen).toEqual([["alpha"], ["alpine", "alpha"], ["alpha"], ["other things", "alpha"]]);
});

test("[SE7] pages lie beside each other without a gap, and grow together", async () => {
  await give(...Array.from({ length: 25 }, (_, i) => `note ${i}`));
  const pageOf = async (cursor: string | null) =>
    await app.http().query(page, { text: "note", paginationOpts: { numItems: 10, cursor } });
  const bodies: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone;) {
    const next: Page = await pageOf(cursor);
    bodies.push(...next.page.map(({ body }) => body));
    ({ isDone, continueCursor: cursor } = next);
  }
  expect(bodies).toEqual(await found("note"));
  expect(new Set(bodies).size).toBe(25);
  await expect(
    app.http().query(page, { text: "other", paginationOpts: { numItems: 10, cursor } }),
  ).rejects.toThrow("InvalidCursor");
});

test("[SE8] a search looks at 1,024 results, sixteen terms and eight filters at most", async () => {
  await give(...Array.from({ length: 600 }, (_, i) => `many ${i}`));
  await give(...Array.from({ length: 600 }, (_, i) => `many ${i}`));
  await expect(found("many")).rejects.toThrow("scanned too many documents (fetched 1024)");
  expect(await app.http().query(some, { text: "many", limit: 1024 })).toHaveLength(1024);
  const words = Array.from({ length: 16 }, (_, i) => `word${i}`).join(" ");
  await give("seventeenth");
  expect(await found(`${words} seventeenth`)).toEqual([]);
  await expect(app.http().query(wrong, { kind: "filters" })).rejects.toThrow(
    "too many filter conditions. Max: 8",
  );
  await expect(app.http().query(wrong, { kind: "field" })).rejects.toThrow(
    'must search its search field, "body"',
  );
  await expect(app.http().query(wrong, { kind: "index" })).rejects.toThrow(
    "Index posts.by_nothing not found",
  );
});

test("[SE9] a restart, an import and a restored backup find the same", async () => {
  await give("kept safe", "kept well");
  const before = await found("kept");
  await app.restart();
  expect(await found("kept")).toEqual(before);
  succeeded(await app.cli("export", "--path", "posts.zip"));
  await give("kept too");
  succeeded(await app.cli("import", "--replace-all", "-y", "posts.zip"));
  expect(await found("kept")).toEqual(before);

  await backupFolder(app.dataDir, join(app.folder, "backup.zip"));
  await give("kept after");
  await app.restart(
    async () => await restoreBackup(join(app.folder, "backup.zip"), join(app.folder, "restored")),
  );
  const restored = await SmallApp.start(
    "text-restored",
    { "convex/posts.ts": POSTS },
    { dataDir: join(app.folder, "restored") },
  );
  onTestFinished(async () => await restored.close());
  expect(await restored.http().query(all, { text: "kept" })).toEqual(before);
});

test("[SE1] an index that is gone is gone, and comes back with what there is", async () => {
  app.write("convex/schema.ts", schemaWith(""));
  succeeded(await app.deploy());
  await give("meanwhile");
  await expect(found("meanwhile")).rejects.toThrow("not found");
  app.write("convex/schema.ts", schemaWith(BY_BODY));
  succeeded(await app.deploy());
  expect(await found("meanwhile")).toEqual(["meanwhile"]);
});
