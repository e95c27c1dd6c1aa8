/** What Convex documents and refuses, and so does the engine: what works here works there. */
import {
  actionGeneric,
  anyApi,
  defineSchema,
  defineTable,
  mutationGeneric,
  queryGeneric,
  type GenericMutationCtx,
  type GenericDataModel,
} from "convex/server";
import { getDocumentSize, v, type GenericId } from "convex/values";
import { describe, expect, test, vi } from "vitest";
import { sizeOf } from "../values/size.ts";
import { convexTest } from "./index.ts";

type Ctx = GenericMutationCtx<GenericDataModel>;
const app = anyApi.app!;
const schema = defineSchema({
  items: defineTable({ at: v.commitTs(), nested: v.optional(v.any()) }).index("by_at", ["at"]),
  notes: defineTable({ value: v.any() }),
});

function open(functions: Record<string, unknown> = {}) {
  const modules = { "./_generated/api.js": async () => ({}), "./app.ts": async () => functions };
  return convexTest({ schema, modules });
}

describe("the position of a commit", () => {
  const stamp = mutationGeneric(async ({ db }) => {
    const id = await db.insert("items", { at: db.vars.commitTs, nested: { deep: [db.vars.commitTs] } });
    const own = await db
      .query("items")
      .withIndex("by_at", (q) => q.eq("at", db.vars.commitTs))
      .collect();
    return { at: db.vars.commitTs, found: own.map(({ _id }) => _id), id };
  });
  const list = queryGeneric(async ({ db }) => await db.query("items").withIndex("by_at").collect());

  test("[TX13] each mutation has one of its own, in the order in which they ran, also within one commit", async () => {
    const t = open({ stamp, list });
    const answers = (await Promise.all(Array.from({ length: 50 }, () => t.mutation(app.stamp!, {})))) as {
      at: bigint;
      id: string;
      found: string[];
    }[];
    const positions = answers.map(({ at }) => at);
    expect(new Set(positions).size).toBe(50);
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
    const items = (await t.query(app.list!, {})) as { _id: string; at: bigint }[];
    expect(items.map(({ _id, at }) => [_id, at])).toEqual(answers.map(({ id, at }) => [id, at]));
  });

  test("[TX13] the mutation finds what it wrote by it; nested, and in what it answers, it is resolved", async () => {
    const t = open({ stamp, list });
    const { at, found, id } = (await t.mutation(app.stamp!, {})) as {
      at: bigint;
      found: string[];
      id: string;
    };
    expect(found).toEqual([id]);
    expect(typeof at).toBe("bigint");
    expect(await t.query(app.list!, {})).toMatchObject([{ at, nested: { deep: [at] } }]);
  });

  test("[TX13] what a failed call did to documents that hold it is taken back with it", async () => {
    const add = mutationGeneric(async ({ db }) => await db.insert("items", { at: 5n }));
    const fails = mutationGeneric(
      async ({ db }, ids: { known: GenericId<"items">; own: GenericId<"items"> }) => {
        await db.patch(ids.known, { at: db.vars.commitTs });
        await db.patch(ids.own, { at: 6n });
        throw new Error("fails");
      },
    );
    const calls = mutationGeneric(async ({ db, runMutation }, { known }: { known: GenericId<"items"> }) => {
      const own = await db.insert("items", { at: db.vars.commitTs });
      await runMutation(app.fails!, { known, own }).catch(() => {});
      const removed = await db.insert("items", { at: db.vars.commitTs });
      await db.delete(removed);
      const isOwnUnsettled = typeof (await db.get(own))!.at !== "bigint";
      return { known: (await db.get(known))!.at, isOwnUnsettled, at: db.vars.commitTs };
    });
    const t = open({ add, fails, calls, list });
    const known = await t.mutation(app.add!, {});
    const answer = (await t.mutation(app.calls!, { known })) as { at: bigint };
    expect(answer).toMatchObject({ known: 5n, isOwnUnsettled: true });
    expect(await t.query(app.list!, {})).toMatchObject([{ at: 5n }, { at: answer.at }]);
  });
});

describe("system documents", () => {
  const job = async ({ scheduler }: Ctx) => await scheduler.runAfter(60_000, app.later!, {});
  const writes: Record<string, (ctx: Ctx, id: GenericId<string>) => Promise<unknown>> = {
    delete: async ({ db }, id) => await db.delete(id),
    patch: async ({ db }, id) => await db.patch(id, { name: "other" }),
    replace: async ({ db }, id) => await db.replace(id, { name: "other" }),
    get: async ({ db }, id) => await db.get(id),
  };
  const act = (step: (ctx: Ctx, id: GenericId<string>) => Promise<unknown>) =>
    mutationGeneric(async (ctx: Ctx) => await step(ctx, await job(ctx)));

  test("[DB24] functions neither write them nor read them as their own", async () => {
    const later = mutationGeneric(async () => {});
    const t = open({
      later,
      read: act(async ({ db }, id) => (await db.system.get(id as GenericId<"_scheduled_functions">))?.name),
      note: act(async ({ db }) => await db.system.get((await db.insert("notes", { value: 1 })) as never)),
      ...Object.fromEntries(Object.entries(writes).map(([name, step]) => [name, act(step)])),
    });
    expect(await t.mutation(app.read!, {})).toContain("app");
    for (const name of ["delete", "patch", "replace"])
      await expect(t.mutation(app[name]!, {}), name).rejects.toThrow(/read-only/);
    await expect(t.mutation(app.get!, {})).rejects.toThrow(/only be accessed from db.system/);
    await expect(t.mutation(app.note!, {})).rejects.toThrow(/cannot be accessed with db.system/);
  });
});

describe("sizes", () => {
  const put = mutationGeneric(async ({ db }, { value }: { value: never }) => {
    await db.insert("notes", { value });
  });
  const MIB = 1024 * 1024;

  test("[DB23] a document is measured as Convex measures it", async () => {
    const t = open({ put });
    const bytes = (length: number) => new Uint8Array(length).buffer;
    await t.mutation(app.put!, { value: bytes(900_000) });
    await expect(t.mutation(app.put!, { value: bytes(MIB) })).rejects.toThrow(/too large/);
    await expect(t.mutation(app.put!, { value: "é".repeat(600_000) })).rejects.toThrow(/too large/);
    await t.mutation(app.put!, { value: "é".repeat(500_000) });
  });

  test("[DB23] every kind of value has the size that the package says", () => {
    const document = { s: "é🚀", n: 1.5, b: true, z: null, a: [1, "x"], o: { deep: {} } };
    expect(sizeOf(document)).toBe(getDocumentSize({ ...document, _id: "", _creationTime: 0 }) - 29);
    expect(sizeOf({ i: { $integer: "AAAAAAAAAAA=" }, y: { $bytes: "AAAA" } })).toBe(2 + 2 + 9 + 2 + 5);
  });
});

test("[DB25] field names are refused as on Convex", async () => {
  const put = mutationGeneric(async ({ db }, { name, isNested }: { name: string; isNested: boolean }) => {
    const fields = { [name]: 1 };
    await db.insert("free", isNested ? { value: fields } : fields);
  });
  const t = convexTest({
    modules: { "./_generated/api.js": async () => ({}), "./app.ts": async () => ({ put }) },
  });
  await t.mutation(app.put!, { name: "x", isNested: false });
  await expect(t.mutation(app.put!, { name: "_x", isNested: false })).rejects.toThrow(/underscore/);
  await t.mutation(app.put!, { name: "_x", isNested: true });
  for (const isNested of [true, false])
    await expect(t.mutation(app.put!, { name: "", isNested })).rejects.toThrow(/[Ee]mpty field name/);
});

describe("actions", () => {
  const add = mutationGeneric(async ({ db }) => ({
    note: await db.insert("notes", { value: 1 }),
    item: await db.insert("items", { at: db.vars.commitTs }),
  }));
  const takes = actionGeneric({
    args: { id: v.id("notes") },
    handler: async () => await Promise.resolve("taken"),
  });
  const answers = actionGeneric({
    args: { value: v.any() },
    returns: v.union(v.id("notes"), v.number()),
    handler: async (_ctx, { value }) => await Promise.resolve(value as number),
  });

  test("[FN3] [VA8] an action's arguments and result are checked, ids by their tables", async () => {
    const t = open({ add, takes, answers });
    const { note, item } = (await t.mutation(app.add!, {})) as { note: string; item: string };
    expect(await t.action(app.takes!, { id: note })).toBe("taken");
    await expect(t.action(app.takes!, { id: item })).rejects.toThrow(/not an ID of table `notes`/);
    for (const value of [5, note]) expect(await t.action(app.answers!, { value })).toBe(value);
    for (const value of ["text", item])
      await expect(t.action(app.answers!, { value })).rejects.toThrow(/ReturnsValidationError/);
  });
});

describe("ranges", () => {
  const add = mutationGeneric(async ({ db }) => {
    for (let rank = 0; rank < 5; rank++) await db.insert("ranked", { group: "g", rank });
  });
  type Range = (q: Record<string, (field: string, value: unknown) => never>) => never;
  const find = (range: Range) =>
    queryGeneric(
      async ({ db }) =>
        await db
          .query("ranked")
          .withIndex("by_group_and_rank", range as never)
          .collect(),
    );

  test("[DB6] equalities hold in any order; a second bound in one direction and a staged index are refused", async () => {
    const ranked = defineTable({ group: v.string(), rank: v.number() })
      .index("by_group_and_rank", ["group", "rank"])
      .index("by_rank", { fields: ["rank"], staged: true });
    const functions = {
      add,
      swapped: find((q) => (q.eq!("rank", 2) as never as typeof q).eq!("group", "g")),
      skipped: find((q) => q.eq!("rank", 2)),
      twice: find((q) =>
        ((q.eq!("group", "g") as never as typeof q).gt!("rank", 1) as never as typeof q).gte!("rank", 2),
      ),
      staged: queryGeneric(async ({ db }) => await db.query("ranked").withIndex("by_rank").collect()),
    };
    const modules = { "./_generated/api.js": async () => ({}), "./app.ts": async () => functions };
    const t = convexTest({ schema: defineSchema({ ranked }), modules });
    await t.mutation(app.add!, {});
    expect(await t.query(app.swapped!, {})).toMatchObject([{ rank: 2 }]);
    await expect(t.query(app.skipped!, {})).rejects.toThrow(/index fields in order/);
    await expect(t.query(app.twice!, {})).rejects.toThrow(/two lower bounds/);
    await expect(t.query(app.staged!, {})).rejects.toThrow(/staged/);
  });
});

test("[DB26] a page reads no more than it may, whatever its filter lets through, and says so", async () => {
  const fill = mutationGeneric(async ({ db }) => {
    for (let n = 0; n < 50; n++) await db.insert("notes", { value: n });
  });
  const page = (limits: object) =>
    queryGeneric(
      async ({ db }) =>
        await db
          .query("notes")
          .filter((q) => q.eq(q.field("value"), 40))
          .paginate({ numItems: 10, cursor: null, ...limits }),
    );
  const t = open({
    fill,
    rows: page({ maximumRowsRead: 7 }),
    bytes: page({ maximumBytesRead: 300 }),
    all: page({}),
  });
  await t.mutation(app.fill!, {});
  expect(await t.query(app.all!, {})).toMatchObject({ page: [{ value: 40 }], isDone: true });
  for (const name of ["rows", "bytes"])
    expect(await t.query(app[name]!, {}), name).toMatchObject({
      page: [],
      isDone: false,
      pageStatus: "SplitRecommended",
    });
});

test("[SC10] what one mutation schedules for one moment runs in its order", async () => {
  vi.useFakeTimers();
  const plan = mutationGeneric(async ({ scheduler }) => {
    for (let n = 0; n < 50; n++) await scheduler.runAfter(0, app.note!, { n });
  });
  const note = mutationGeneric(async ({ db }, { n }: { n: number }) => {
    await db.insert("notes", { value: n });
  });
  const list = queryGeneric(async ({ db }) => (await db.query("notes").collect()).map(({ value }) => value));
  const t = open({ plan, note, list });
  await t.mutation(app.plan!, {});
  await t.finishAllScheduledFunctions(() => void vi.runAllTimers());
  expect(await t.query(app.list!, {})).toEqual(Array.from({ length: 50 }, (_, n) => n));
  vi.useRealTimers();
});
