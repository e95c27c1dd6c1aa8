/**
 * F-20: schemas come and go over data that does not always fit. A push that the data refuses names a document and
 * changes nothing, also when it dies half way; after one that is taken every index is what the documents say.
 */
import { expect, test } from "vitest";
import { fixedWorld, seededRandom } from "../../engine/lib/world.ts";
import type { Schema } from "../../engine/database/schema.ts";
import { entryOf, Transaction } from "../../engine/database/transaction.ts";
import { openDatabase, type Database } from "../../engine/database/database.ts";
import { applyPush, documentsOf, schemaPush } from "../../engine/deploy/push.ts";
import { Store } from "../../engine/storage/store.ts";
import type { FieldValidator } from "../../engine/values/validator.ts";
import { rounds } from "./rounds.ts";

type Random = () => number;
const FIELDS = ["a", "b", "c"] as const;
const TYPES = { string: "x", number: 1, boolean: true } as const;
type Type = keyof typeof TYPES;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

function open(seed: number): Database {
  const store = new Store(":memory:");
  const world = fixedWorld(seed);
  return openDatabase(store, world);
}

/** Documents in which most fields have their usual type. */
function fill(database: Database, random: Random): Record<string, unknown>[] {
  const documents: Record<string, unknown>[] = [];
  const oddity = random() * 0.05;
  const tx = new Transaction(database, false);
  for (let i = 0; i < 40; i++) {
    const fields = Object.fromEntries(
      FIELDS.flatMap((field): [string, unknown][] => {
        if (random() < oddity) return [];
        return [[field, TYPES[random() < oddity ? "boolean" : field === "a" ? "string" : "number"]]];
      }),
    );
    tx.insert("notes", fields as never);
    documents.push(fields);
  }
  return documents;
}

type Column = { type: Type; isOptional: boolean };

function schemaOf(columns: Record<string, Column>, indexed: string[]): Schema {
  const value = Object.fromEntries(
    Object.entries(columns).map(([field, { type, isOptional }]): [string, FieldValidator] => [
      field,
      { fieldType: { type }, optional: isOptional },
    ]),
  );
  const indexes = indexed.map((field) => ({ indexDescriptor: `by_${field}`, fields: [field] }));
  return {
    tables: [{ tableName: "notes", indexes, documentType: { type: "object", value } }],
    schemaValidation: true,
  };
}

/** The push as the database server does it. */
function push(database: Database, schema: Schema): string | null {
  try {
    database.store.begin();
    applyPush(database, schemaPush(schema));
    database.store.commit();
    return null;
  } catch (error) {
    database.store.rollback();
    database.catalog.reload();
    return (error as Error).message;
  }
}

/** Everything a push may change. */
function stateOf({ store, catalog }: Database): string {
  const entries = store.raw.prepare("SELECT * FROM index_entries ORDER BY index_number, key").all();
  const meta = store.raw.prepare("SELECT * FROM meta ORDER BY name").all();
  const tables = catalog
    .tables()
    .map(({ name, indexes, validator }) => ({ name, indexes: [...indexes], validator }));
  return JSON.stringify({ entries, meta, tables });
}

function expectSoundIndexes(database: Database, told: string): void {
  const table = database.catalog.table("notes")!;
  const documents = [...documentsOf(database, table)];
  for (const index of table.indexes.values()) {
    const stored = database.store.raw.prepare(
      "SELECT key FROM index_entries WHERE index_number = ? ORDER BY key",
    );
    const keys = (stored.all(index.number) as { key: string }[]).map(({ key }) => key);
    const expected = documents
      .map((document) => entryOf(index, document).key)
      .toSorted((x, y) => (x < y ? -1 : 1));
    expect(keys, `${told}, ${index.name}`).toEqual(expected);
  }
}

test(`[DP2] [DP3] [DP4] schemas over data that may not fit (${rounds(50, 1_000)} histories)`, () => {
  let refused = 0;
  let taken = 0;
  for (let seed = 1; seed <= rounds(50, 1_000); seed++) {
    const random = seededRandom(seed);
    const database = open(seed);
    const documents = fill(database, random);
    for (let i = 0; i < 6; i++) {
      const columns = Object.fromEntries(
        FIELDS.map((field): [string, Column] => [
          field,
          {
            type:
              random() < 0.9 ? (field === "a" ? "string" : "number") : pick(random, ["string", "boolean"]),
            isOptional: random() < 0.5,
          },
        ]),
      );
      const schema = schemaOf(
        columns,
        FIELDS.filter(() => random() < 0.5),
      );
      const fits = documents.every((document) =>
        FIELDS.every((field) => {
          const { type, isOptional } = columns[field]!;
          return field in document ? typeof document[field] === type : isOptional;
        }),
      );
      const before = stateOf(database);
      const problem = push(database, schema);
      const told = `seed ${seed}, push ${i}`;
      expect(problem === null, `${told}: ${problem}`).toBe(fits);
      if (problem === null) taken++;
      else {
        refused++;
        const id = /Document with ID "(\w+)"/.exec(problem)?.[1];
        expect(database.store.readDocument(id ?? ""), told).toBeDefined();
        expect(stateOf(database), told).toBe(before);
      }
      expectSoundIndexes(database, told);
    }
    database.store.close();
  }
  expect(Math.min(refused, taken)).toBeGreaterThan(rounds(50, 1_000) / 4);
});

test("[DP2] a push that dies while it fills an index leaves the old schema and no half index", () => {
  for (const after of [0, 1, 20, 39]) {
    const database = open(1);
    fill(database, () => 0.99);
    const columns = {
      a: { type: "string", isOptional: true },
      b: { type: "number", isOptional: true },
    } as const;
    const all = { ...columns, c: { type: "number", isOptional: true } } as const;
    expect(push(database, schemaOf(all, ["a"]))).toBe(null);
    const before = stateOf(database);
    const insertEntry = database.store.insertEntry.bind(database.store);
    let filled = 0;
    database.store.insertEntry = (...entry) => {
      if (filled++ === after) throw new Error("killed");
      insertEntry(...entry);
    };
    expect(push(database, schemaOf(all, ["a", "b"]))).toBe("killed");
    database.store.insertEntry = insertEntry;
    expect(stateOf(database)).toBe(before);
    expect(push(database, schemaOf(all, ["a", "b"]))).toBe(null);
    expectSoundIndexes(database, "pushed again");
    database.store.close();
  }
});
