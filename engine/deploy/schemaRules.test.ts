import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { expect, test } from "vitest";
import type { Schema } from "../database/schema.ts";
import { checkSchema } from "./schemaRules.ts";

type Tables = Parameters<typeof defineSchema>[0];
const check = (tables: Tables) => {
  const schema = defineSchema(tables) as unknown as { export(): string };
  return () => checkSchema(JSON.parse(schema.export()) as Schema);
};
const fields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, v.number()]));
const text = {
  a: v.string(),
  b: v.optional(v.object({ c: v.number() })),
  r: v.record(v.string(), v.number()),
};
const table = () => defineTable(text);
/** Where the package itself refuses what Convex refuses, the exported schema is changed instead. */
const changed = (change: (table: Schema["tables"][0]) => void) => () => {
  const schema = JSON.parse(
    (defineSchema({ t: table().index("by_a", ["a"]) }) as unknown as { export(): string }).export(),
  ) as Schema;
  change(schema.tables[0]!);
  checkSchema(schema);
};

test("[DP7] a schema that Convex takes is taken", () => {
  for (const tables of [
    { t: table().index("by_a", ["a"]).index("by_c_and_a", ["b.c", "a"]).index("by_r", ["r.x"]) },
    {
      t: defineTable(v.union(v.object({ a: v.string() }), v.object({ b: v.string() }))).index("by_b", ["b"]),
    },
    { t: defineTable(v.any()).index("by_anything", ["any.thing"]) },
    { t: defineTable(fields(16)).index("by_all", Object.keys(fields(16)) as never) },
    { t: table().searchIndex("s", { searchField: "a", filterFields: ["b.c"] }) },
  ] as Tables[])
    expect(check(tables)).not.toThrow();
});

test("[DP7] names that are no identifiers, reserved or taken are refused", () => {
  for (const name of ["1st", "a-b", "a b", "", "x".repeat(65)])
    expect(
      changed((t) => (t.tableName = name)),
      name,
    ).toThrow(/not a name for a table/);
  for (const name of ["1st", "a-b", "", "x".repeat(65)])
    expect(
      changed((t) => (t.indexes[0]!.indexDescriptor = name)),
      name,
    ).toThrow(/not a name for an index/);
  for (const name of ["by_id", "by_creation_time"])
    expect(
      changed((t) => (t.indexes[0]!.indexDescriptor = name)),
      name,
    ).toThrow(/reserved/);
  expect(changed((t) => t.indexes.push(t.indexes[0]!))).toThrow(/two indexes called "by_a"/);
  expect(
    changed((t) => (t.searchIndexes = [{ indexDescriptor: "by_a", searchField: "a", filterFields: [] }])),
  ).toThrow(/two indexes called "by_a"/);
});

test("[DP7] an index has fields of the table, each once, 16 at most, and none that begins with an underscore", () => {
  const withFields = (...names: string[]) => changed((t) => (t.indexes[0]!.fields = names));
  expect(withFields()).toThrow(/at least one/);
  expect(withFields("gone")).toThrow(/"gone", which the table does not have/);
  expect(withFields("a.deeper")).toThrow(/does not have/);
  expect(withFields("b.gone")).toThrow(/does not have/);
  expect(withFields("a", "a")).toThrow(/"a" twice/);
  for (const field of ["_id", "_creationTime", "_x"])
    expect(withFields(field), field).toThrow(/may not have/);
  const names = Object.keys(fields(17));
  expect(check({ t: defineTable(fields(17)).index("by_all", names as never) } as Tables)).toThrow(
    /17 fields/,
  );
  expect(
    changed((t) => (t.searchIndexes = [{ indexDescriptor: "s", searchField: "gone", filterFields: [] }])),
  ).toThrow(/does not have/);
  const many = Array.from({ length: 33 }, (_, i) => ({ indexDescriptor: `by_${i}`, fields: ["a"] }));
  expect(changed((t) => (t.indexes = many))).toThrow(/33 indexes/);
  const vectors = (count: number) => {
    const index = { vectorField: "a", dimensions: 2, filterFields: [] };
    const indexes = Array.from({ length: count }, (_, i) => ({ indexDescriptor: `v_${i}`, ...index }));
    return changed((t) => (t.vectorIndexes = indexes));
  };
  expect(vectors(4)).not.toThrow();
  expect(vectors(5)).toThrow(/5 vector indexes/);
});

test("[DP7] documents are objects, whose fields have names that Convex allows", () => {
  const withField = (name: string) =>
    changed(
      (t) =>
        (t.documentType = {
          type: "object",
          value: {
            a: { fieldType: { type: "string" }, optional: false },
            [name]: { fieldType: { type: "any" }, optional: false },
          },
        }),
    );
  for (const name of ["_x", "$x", "", "é", "a\n"])
    expect(withField(name), name).toThrow(/underscore|not a name for a field/);
  expect(changed((t) => (t.documentType = { type: "string" }))).toThrow(/must be objects/);
});
