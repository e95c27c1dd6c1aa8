import { describe, expect, test } from "vitest";
import { openApp, ref } from "./app";

/** Values in Convex's order, the float specials among them. */
const ORDERED = [
  undefined,
  null,
  -(2n ** 63n),
  -1n,
  0n,
  2n ** 63n - 1n,
  Number.NEGATIVE_INFINITY,
  -1.5,
  -0,
  0,
  1e-300,
  7,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  false,
  true,
  "",
  "a",
  "a\u0000b",
  "aa",
  "é",
  "😀",
  new Uint8Array([]).buffer,
  new Uint8Array([0, 255]).buffer,
  [],
  [1, "x"],
  [1, "x", null],
  {},
  { a: 1 },
  { a: 1, b: [true] },
  { b: 0 },
];

type IdRange = Record<"eq" | "gt" | "gte" | "lt" | "lte", (field: "_id", id: string) => IdRange>;

describe("values", () => {
  test("[VA1] every kind of value comes back as it was", async () => {
    const t = openApp();
    for (const value of ORDERED.slice(1)) {
      const id = await t.run(async (ctx) => await ctx.db.insert("anything", { value }));
      const found = await t.run(async (ctx) => await ctx.db.get(id));
      expect(found?.value).toEqual(value);
      expect(Object.is(found?.value, -0)).toBe(Object.is(value, -0));
    }
  });

  test("[VA2] [DB8] an index orders all kinds of values, both ways", async () => {
    const t = openApp();
    const shuffled = ORDERED.map((value, i) => ({ value, at: (i * 17) % ORDERED.length }));
    for (const { value } of shuffled.toSorted((a, b) => a.at - b.at)) {
      const fields = value === undefined ? { value: { skip: true } } : { value };
      if (value !== undefined) await t.run(async (ctx) => await ctx.db.insert("anything", fields));
    }
    for (const order of ["asc", "desc"] as const) {
      const found = await t.run(
        async (ctx) => await ctx.db.query("anything").withIndex("by_value").order(order).collect(),
      );
      const expected = order === "asc" ? ORDERED.slice(1) : ORDERED.slice(1).toReversed();
      expect(found.map((document) => document.value as unknown)).toEqual(expected);
    }
  });
});

async function withNotes(ranks: number[]) {
  const t = openApp();
  for (const rank of ranks) await t.mutation(ref.add, { group: "g", rank });
  await t.mutation(ref.add, { group: "other", rank: 3 });
  const ranksOf = (documents: { rank: number }[]) => documents.map(({ rank }) => rank);
  return { t, ranksOf };
}

describe("queries", () => {
  test("[DB22] `by_id` gives a table's documents in the order of their ids, or a range of them", async () => {
    const { t } = await withNotes([1, 2, 3, 4, 5]);
    await t.run(async (ctx) => await ctx.db.insert("anything", { value: 1 }));
    const all = await t.run(async (ctx) => await ctx.db.query("notes").collect());
    const ids = all.map(({ _id }) => _id).sort();
    const [first, second, third, fourth] = ids;
    const byId = async (bounds: (q: IdRange) => IdRange, order: "asc" | "desc" = "asc") => {
      const found = await t.run(
        async (ctx) =>
          await ctx.db
            .query("notes")
            .withIndex("by_id", bounds as never)
            .order(order)
            .collect(),
      );
      return found.map(({ _id }) => _id);
    };
    expect(await byId((q) => q)).toEqual(ids);
    expect(await byId((q) => q, "desc")).toEqual(ids.toReversed());
    expect(await byId((q) => q.eq("_id", third!))).toEqual([third]);
    expect(await byId((q) => q.gt("_id", first!).lte("_id", third!))).toEqual([second, third]);
    expect(await byId((q) => q.gte("_id", second!).lt("_id", fourth!), "desc")).toEqual([third, second]);
  });

  test("[DB6] every form of range gives just its documents", async () => {
    const { t, ranksOf } = await withNotes([5, 1, 3, 3, 2, 4]);
    const between = async (from: "gt" | "gte", to: "lt" | "lte") =>
      ranksOf(
        await t.run(
          async (ctx) =>
            await ctx.db
              .query("notes")
              .withIndex("by_group_and_rank", (q) => q.eq("group", "g")[from]("rank", 2)[to]("rank", 4))
              .collect(),
        ),
      );
    expect(await between("gt", "lt")).toEqual([3, 3]);
    expect(await between("gte", "lt")).toEqual([2, 3, 3]);
    expect(await between("gt", "lte")).toEqual([3, 3, 4]);
    expect(await between("gte", "lte")).toEqual([2, 3, 3, 4]);
  });

  test("[DB7] equal keys come in the order they were made", async () => {
    const { t } = await withNotes([3, 3, 3]);
    const found = await t.run(
      async (ctx) =>
        await ctx.db
          .query("notes")
          .withIndex("by_group_and_rank", (q) => q.eq("group", "g"))
          .collect(),
    );
    const times = found.map((document) => document._creationTime);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("a missing field is a value of its own, before all others", async () => {
    const t = openApp();
    await t.run(async (ctx) => {
      await ctx.db.insert("notes", { group: "g", rank: 1, tag: "x" });
      await ctx.db.insert("notes", { group: "g", rank: 2 });
    });
    const found = async (tag: string | undefined) =>
      await t.run(
        async (ctx) =>
          await ctx.db
            .query("notes")
            .withIndex("by_tag", (q) => q.eq("tag", tag))
            .collect(),
      );
    expect((await found(undefined)).map(({ rank }) => rank)).toEqual([2]);
    expect((await found("x")).map(({ rank }) => rank)).toEqual([1]);
  });

  test("first, unique, take and filter", async () => {
    const { t, ranksOf } = await withNotes([1, 2, 3]);
    await t.run(async (ctx) => {
      const inGroup = () => ctx.db.query("notes").withIndex("by_group_and_rank", (q) => q.eq("group", "g"));
      expect((await inGroup().first())?.rank).toBe(1);
      expect(ranksOf(await inGroup().order("desc").take(2))).toEqual([3, 2]);
      await expect(inGroup().unique()).rejects.toThrow(/unique\(\)/);
      const odd = inGroup().filter((q) => q.eq(q.mod(q.field("rank"), 2), 1));
      expect(ranksOf(await odd.collect())).toEqual([1, 3]);
      const either = inGroup().filter((q) => q.or(q.lt(q.field("rank"), 2), q.gte(q.field("rank"), 3)));
      expect(ranksOf(await either.collect())).toEqual([1, 3]);
      expect(
        await ctx.db
          .query("notes")
          .withIndex("by_tag", (q) => q.eq("tag", "none"))
          .first(),
      ).toBe(null);
    });
  });

  test("[DB9] a stream sees what the function itself writes", async () => {
    const { t, ranksOf } = await withNotes([1]);
    await t.run(async (ctx) => {
      const id = await ctx.db.insert("notes", { group: "g", rank: 0 });
      const all = () =>
        ctx.db
          .query("notes")
          .withIndex("by_group_and_rank", (q) => q.eq("group", "g"))
          .collect();
      expect(ranksOf(await all())).toEqual([0, 1]);
      await ctx.db.delete(id);
      expect(ranksOf(await all())).toEqual([1]);
    });
  });

  test("[DB16] [DB18] pages follow each other without gap or double, to the end", async () => {
    const { t, ranksOf } = await withNotes([1, 2, 3, 4, 5]);
    const read = async (cursor: string | null) =>
      (await t.query(ref.page, { group: "g", paginationOpts: { numItems: 2, cursor } })) as {
        page: { rank: number }[];
        continueCursor: string;
        isDone: boolean;
      };
    const first = await read(null);
    const second = await read(first.continueCursor);
    const third = await read(second.continueCursor);
    expect([first, second, third].map(({ page }) => ranksOf(page))).toEqual([[1, 2], [3, 4], [5]]);
    expect([first, second, third].map(({ isDone }) => isDone)).toEqual([false, false, true]);
    const twice = t.query(async (ctx) => {
      await ctx.db.query("notes").paginate({ numItems: 1, cursor: null });
      await ctx.db.query("notes").paginate({ numItems: 1, cursor: null });
    });
    await expect(twice).rejects.toThrow(/single paginated query/i);
  });
});

describe("writes", () => {
  test("[TX7] patch merges and removes, replace takes all, delete leaves nothing", async () => {
    const t = openApp();
    const id = await t.run(async (ctx) => await ctx.db.insert("notes", { group: "g", rank: 1, tag: "x" }));
    const read = async () => await t.run(async (ctx) => await ctx.db.get(id));
    const before = await read();
    await t.run(async (ctx) => await ctx.db.patch(id, { rank: 2, tag: undefined }));
    expect(await read()).toEqual({ _id: id, _creationTime: before!._creationTime, group: "g", rank: 2 });
    await t.run(async (ctx) => await ctx.db.replace(id, { group: "h", rank: 3 }));
    expect(await read()).toEqual({ _id: id, _creationTime: before!._creationTime, group: "h", rank: 3 });
    await t.run(async (ctx) => await ctx.db.delete(id));
    expect(await read()).toBe(null);
    const again = t.run(async (ctx) => await ctx.db.patch(id, { rank: 4 }));
    await expect(again).rejects.toThrow(/non-?existent document/i);
  });

  test("[TX5] what the schema does not allow is refused, and nothing of the function stays", async () => {
    const t = openApp();
    const wrong = t.run(async (ctx) => {
      await ctx.db.insert("notes", { group: "g", rank: 1 });
      await ctx.db.insert("notes", { group: "g", rank: "one" as never });
    });
    await expect(wrong).rejects.toThrow(/number|float64/);
    expect(await t.run(async (ctx) => await ctx.db.query("notes").collect())).toEqual([]);
  });

  test("[VA8] an id belongs to its table", async () => {
    const t = openApp();
    const id = await t.run(async (ctx) => await ctx.db.insert("notes", { group: "g", rank: 1 }));
    await t.run(async (ctx) => {
      expect(ctx.db.normalizeId("notes", id)).toBe(id);
      expect(ctx.db.normalizeId("anything", id)).toBe(null);
      expect(ctx.db.normalizeId("notes", "nonsense")).toBe(null);
    });
  });

  test("[TX2] [TX3] a nested mutation that throws is undone alone", async () => {
    const t = openApp();
    expect(await t.mutation(ref.addTwice, { group: "g" })).toBe("FULL");
    const found = await t.run(async (ctx) => await ctx.db.query("notes").collect());
    expect(found.map(({ rank }) => rank)).toEqual([0]);
    expect(await t.run(async (ctx) => await ctx.db.system.query("_scheduled_functions").collect())).toEqual(
      [],
    );
    await expect(t.mutation(ref.addThenFail, { group: "g" })).rejects.toMatchObject({
      data: { code: "FULL", group: "g" },
    });
    expect(await t.run(async (ctx) => (await ctx.db.query("notes").collect()).length)).toBe(1);
  });
});
