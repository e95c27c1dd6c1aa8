/** Bytes are those that `getDocumentSize` and `getConvexSize` of `convex/values` count, wherever a limit is one of bytes. */
import {
  actionGeneric,
  anyApi,
  defineSchema,
  defineTable,
  mutationGeneric,
  queryGeneric,
  type GenericDataModel,
  type GenericDocument,
  type GenericQueryCtx,
} from "convex/server";
import { getConvexSize, getDocumentSize, v, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { convexTest } from "./index.ts";

const app = anyApi.app!;
const MIB = 1024 * 1024;
/** A text of 350,000 characters that is a little more than a mebibyte in UTF-8. */
const LONG = "言葉".repeat(175_000);
const schema = defineSchema({
  notes: defineTable({ group: v.string(), text: v.string(), value: v.any() })
    .index("by_group", ["group"])
    .searchIndex("by_text", { searchField: "text" }),
});

function open(functions: Record<string, unknown>) {
  const modules = { "./_generated/api.js": async () => ({}), "./app.ts": async () => functions };
  return convexTest({ schema, modules });
}

const put = mutationGeneric(async ({ db }, { values }: { values: Value[] }) => {
  for (const value of values) await db.insert("notes", { group: "会議", text: "word 言葉", value });
});

describe("what is read", () => {
  type Db = GenericQueryCtx<GenericDataModel>["db"];
  const ways: Record<string, (db: Db) => Promise<GenericDocument[]>> = {
    table: async (db) => await db.query("notes").collect(),
    ids: async (db) => await db.query("notes").withIndex("by_id").collect(),
    index: async (db) =>
      await db
        .query("notes")
        .withIndex("by_group", (q) => q.eq("group", "会議"))
        .collect(),
    search: async (db) =>
      await db
        .query("notes")
        .withSearchIndex("by_text", (q) => q.search("text", "word"))
        .collect(),
    page: async (db) => (await db.query("notes").paginate({ numItems: 100, cursor: null })).page,
  };
  const counted = Object.entries(ways).map(([name, read]) => [
    name,
    queryGeneric(async ({ db, meta }) => {
      const found = await read(db);
      return { found, bytes: (await meta.getTransactionMetrics()).bytesRead.used };
    }),
  ]);
  const byId = queryGeneric(async ({ db, meta }) => {
    const [first] = await db.query("notes").take(1);
    const found = [first, await db.get(first!._id)];
    return { found, bytes: (await meta.getTransactionMetrics()).bytesRead.used };
  });
  const changed = mutationGeneric(async ({ db, meta }) => {
    const [first] = await db.query("notes").take(1);
    await db.patch(first!._id, { value: "変更".repeat(50), text: "word" });
    const found = await db.query("notes").collect();
    return { found: [first, first, ...found], bytes: (await meta.getTransactionMetrics()).bytesRead.used };
  });
  const values: Value[] = [
    "日本語の長い文".repeat(20),
    "é🚀\n\u0001",
    [0.123_456_789, 1, -0, Infinity],
    { deep: [true, null, { x: 5n }] },
    new Uint8Array(100).buffer,
  ];

  test.each([...Object.keys(ways), "byId", "changed"])(
    "[DB14] [DB23] counts with the size that the package says: %s",
    async (name) => {
      const t = open({ put, byId, changed, ...Object.fromEntries(counted) });
      await t.mutation(app.put!, { values });
      const called = name === "changed" ? t.mutation(app[name]!, {}) : t.query(app[name]!, {});
      const { found, bytes } = (await called) as { found: GenericDocument[]; bytes: number };
      expect(found.length).toBeGreaterThan(1);
      expect(bytes).toBe(found.reduce((sum, document) => sum + getDocumentSize(document), 0));
    },
  );

  test("[DB14] is 16 MiB at most in UTF-8, however few characters these are", async () => {
    const t = open({ put, read: queryGeneric(async ({ db }) => (await db.query("notes").collect()).length) });
    const values = Array.from({ length: 16 }, () => LONG.slice(0, 349_000));
    await t.mutation(app.put!, { values: values.slice(1) });
    expect(await t.query(app.read!, {})).toBe(15);
    for (let more = 0; more < 2; more++) await t.mutation(app.put!, { values: values.slice(0, 1) });
    await expect(t.query(app.read!, {})).rejects.toThrow(/Too many bytes read .*16777216 bytes/);
  });

  test("[DB26] a page stops at its bytes in UTF-8", async () => {
    const page = queryGeneric(
      async ({ db }) =>
        await db.query("notes").paginate({ numItems: 10, cursor: null, maximumBytesRead: 1_000 }),
    );
    const t = open({ put, page });
    await t.mutation(app.put!, { values: Array.from({ length: 5 }, () => "語".repeat(200)) });
    const { page: found, pageStatus } = (await t.query(app.page!, {})) as {
      page: object[];
      pageStatus: string;
    };
    expect([found.length, pageStatus]).toEqual([2, "SplitRecommended"]);
  });
});

describe("a call", () => {
  const size = (_: unknown, { texts }: { texts: string[] }) => texts.length;
  const answer = (_: unknown, { count }: { count: number }) => Array.from({ length: count }, () => LONG);
  const kinds = { query: queryGeneric, mutation: mutationGeneric, action: actionGeneric };

  test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
    "[FN3] takes and answers 16 MiB at most in UTF-8: %s",
    async (kind) => {
      const t = open({ size: kinds[kind](size), answer: kinds[kind](answer) });
      const call = t[kind].bind(t) as typeof t.action;
      const texts = (count: number) => ({ texts: Array.from({ length: count }, () => LONG) });
      expect(getConvexSize(texts(15))).toBeLessThan(16 * MIB);
      expect(await call(app.size!, texts(15))).toBe(15);
      await expect(call(app.size!, texts(16))).rejects.toThrow(/arguments are too large .*16\.02 MiB/);
      expect(await call(app.answer!, { count: 15 })).toHaveLength(15);
      await expect(call(app.answer!, { count: 16 })).rejects.toThrow(/return value is too large/);
    },
  );

  test("[DB14] what one mutation schedules has arguments of 16 MiB at most in UTF-8", async () => {
    const plan = mutationGeneric(async ({ scheduler, meta }, { count }: { count: number }) => {
      for (let n = 0; n < count; n++)
        await scheduler.runAfter(60_000, app.size!, { texts: [LONG.slice(0, 300_000)] });
      return (await meta.getTransactionMetrics()).scheduledFunctionArgsBytes.used;
    });
    const t = open({ plan, size: mutationGeneric(size) });
    expect(await t.mutation(app.plan!, { count: 3 })).toBe(
      3 * getConvexSize([{ texts: [LONG.slice(0, 300_000)] }]),
    );
    await expect(t.mutation(app.plan!, { count: 19 })).rejects.toThrow(/Too large total size/);
  });
});
