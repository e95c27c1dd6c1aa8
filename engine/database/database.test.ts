import { describe, expect, test } from "vitest";
import { fixedWorld, seededRandom } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import { AFTER_ALL, compareValues } from "../values/indexKey.ts";
import { fieldAt, type Json, type JsonObject } from "../values/json.ts";
import { CommitClock } from "./clock.ts";
import { Cursors, readPage, type Journal } from "./page.ts";
import type { SerializedQuery } from "./query.ts";
import { openQuery } from "./searchStream.ts";
import { RangeIndex, ReadSet } from "./readSet.ts";
import { entryOf, Transaction } from "./transaction.ts";
import { openDatabase, type Database } from "./database.ts";
import type { Document } from "./table.ts";

function open(seed = 1): Database & { world: ReturnType<typeof fixedWorld> } {
  const store = new Store(":memory:");
  const world = fixedWorld(seed);
  const database = openDatabase(store, world);
  const table = database.catalog.ensureTable("notes");
  database.catalog.addIndex(table, { indexDescriptor: "by_a_and_b", fields: ["a", "b"] });
  return { ...database, world };
}

const query = (
  source: Partial<Extract<SerializedQuery["source"], { type: "IndexRange" }>>,
): SerializedQuery => ({
  source: { type: "IndexRange", indexName: "notes.by_a_and_b", range: [], order: null, ...source },
  operators: [],
});
const bound = (type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte", fieldPath: string, value: Json) => ({
  type,
  fieldPath,
  value,
});

function run(tx: Transaction, serialized: SerializedQuery): Document[] {
  const stream = openQuery(tx, serialized);
  const found: Document[] = [];
  for (let json = stream.next(); json !== null; json = stream.next())
    found.push(JSON.parse(json) as Document);
  stream.close();
  return found;
}

/** Fields of few values, some missing, so that ranges overlap. */
function fields(random: () => number): JsonObject {
  const a = [1, 2, "x", null, undefined][Math.floor(random() * 5)];
  return { ...(a !== undefined && { a }), b: Math.floor(random() * 4) };
}

describe("transactions", () => {
  test("[TX3] [TX4] after any history, nested undo included, every index is what the documents say", async () => {
    for (let seed = 0; seed < 30; seed++) {
      const database = open(seed);
      const random = seededRandom(seed);
      const tx = new Transaction(database, false);
      const ids: string[] = [];
      const step = () => {
        const id = ids[Math.floor(random() * ids.length)];
        const dice = random();
        if (id === undefined || dice < 0.4) ids.push(tx.insert("notes", fields(random)));
        else if (tx.read(id) === undefined) return;
        else if (dice < 0.65) tx.patch(id, { a: { $undefined: null } as unknown as Json, b: 9 });
        else if (dice < 0.8) tx.replace(id, fields(random));
        else tx.remove(id);
      };
      for (let i = 0; i < 40; i++) {
        step();
        const undone = tx.nested(async () => {
          step();
          step();
          if (random() < 0.5) throw new Error("undo");
        });
        await undone.catch(() => {});
      }
      expectIndexesRebuilt(database, ids);
    }
  });

  test("[DB5] creation times increase over a clock that steps back", () => {
    const database = open();
    const tx = new Transaction(database, false);
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      database.world.advance(i % 3 === 0 ? -5_000 : 1);
      times.push((JSON.parse(tx.get(tx.insert("notes", {}))!) as Document)._creationTime);
    }
    expect(new Set(times).size).toBe(times.length);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
  });

  test("[DB4] commit positions increase over a clock that steps back and a new clock on the same store", () => {
    const database = open();
    const first = database.clock.advance();
    database.world.advance(-60_000);
    const second = database.clock.advance();
    const third = new CommitClock(database.store, database.world).advance();
    expect([first, second, third].toSorted((a, b) => a - b)).toEqual([first, second, third]);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test.each([
    ["an id in an insert", (tx: Transaction) => tx.insert("notes", { _id: "x" })],
    ["another creation time", (tx: Transaction) => tx.patch(tx.insert("notes", {}), { _creationTime: 1 })],
    ["an id of another table", (tx: Transaction) => tx.get(tx.insert("notes", {}), "users")],
    ["no id", (tx: Transaction) => tx.get("nonsense")],
    [
      "a document that is gone",
      (tx: Transaction) => {
        const id = tx.insert("notes", {});
        tx.remove(id);
        tx.remove(id);
      },
    ],
    [
      "a document of more than 1 MiB",
      (tx: Transaction) => tx.insert("notes", { text: "x".repeat(1_100_000) }),
    ],
  ])("[TX5] [TX6] %s is refused", (_what, act) => {
    expect(() => act(new Transaction(open(), false))).toThrow(
      /system field|cannot change|expected to be|decode ID|nonexistent|too large/i,
    );
  });
});

function expectIndexesRebuilt(database: Database, ids: string[]): void {
  const documents = ids
    .flatMap((id) => database.store.readDocument(id) ?? [])
    .map(({ json }) => JSON.parse(json) as Document);
  for (const index of database.catalog.table("notes")!.indexes.values()) {
    const stored = database.store.scan(index.number, "", AFTER_ALL, "asc", 256).map(({ key }) => key);
    expect(stored).toEqual(
      documents.map((document) => entryOf(index, document).key).toSorted((a, b) => (a < b ? -1 : 1)),
    );
  }
}

describe("queries", () => {
  const ranges = [
    [],
    [bound("Eq", "a", 1)],
    [bound("Eq", "a", { $undefined: null } as unknown as Json)],
    [bound("Eq", "a", 2), bound("Eq", "b", 1)],
    [bound("Eq", "a", 2), bound("Gt", "b", 0), bound("Lte", "b", 2)],
    [bound("Gte", "a", 1), bound("Lt", "a", "x")],
    [bound("Gt", "a", 1)],
    [bound("Lte", "a", null)],
  ];
  const fits = (document: Document, range: ReturnType<typeof bound>[]) =>
    range.every(({ type, fieldPath, value }) => {
      const wanted = value !== null && typeof value === "object" && "$undefined" in value ? undefined : value;
      const order = compareValues(fieldAt(document, fieldPath), wanted);
      return { Eq: order === 0, Gt: order > 0, Gte: order >= 0, Lt: order < 0, Lte: order <= 0 }[type];
    });

  test.each(ranges)("[DB6] [DB8] range %# gives what a filter gives, in both orders", (...range) => {
    const database = open();
    const random = seededRandom(7);
    const tx = new Transaction(database);
    for (let i = 0; i < 200; i++) tx.insert("notes", fields(random));
    const all = run(tx, query({}));
    const expected = all.filter((document) => fits(document, range));
    expect(run(tx, query({ range, order: "asc" }))).toEqual(expected);
    expect(run(tx, query({ range, order: "desc" }))).toEqual(expected.toReversed());
  });

  test("[DB6] fields out of order are an error that names them", () => {
    const tx = new Transaction(open());
    expect(() => run(tx, query({ range: [bound("Eq", "b", 1)] }))).toThrow(
      /Index fields: \[a, b, _creationTime\]/,
    );
  });

  test("[RS1] [RS2] [DB10] a write touches what was read and nothing beyond it", () => {
    const database = open();
    const writer = new Transaction(database, false);
    const ids = Array.from({ length: 10 }, (_, b) => writer.insert("notes", { a: 1, b }));
    const reader = new Transaction(database);
    run(reader, { ...query({ range: [bound("Eq", "a", 1)] }), operators: [{ limit: 3 }] });
    const index = new RangeIndex<string>();
    index.add("reader", reader.reads.ranges());
    const touches = (write: () => void) => {
      const before = writer.writes.length;
      write();
      return index.touchedBy(writer.writes.slice(before)).size > 0;
    };
    expect(touches(() => writer.insert("notes", { a: 1, b: 1 }))).toBe(true);
    expect(touches(() => writer.patch(ids[2]!, { text: "the last one read" }))).toBe(true);
    expect(touches(() => writer.patch(ids[3]!, { text: "the first one not read" }))).toBe(false);
    expect(touches(() => writer.patch(ids[3]!, { b: 0 }))).toBe(true);
    expect(touches(() => writer.insert("notes", { a: 1, b: 7 }))).toBe(false);
    expect(touches(() => writer.insert("notes", { a: 2, b: 1 }))).toBe(false);
  });
});

test("[DB22] [RS1] a range of ids is touched by what is written in it, and by no other table", () => {
  const database = open();
  const writer = new Transaction(database, false);
  const ids = Array.from({ length: 10 }, (_, b) => writer.insert("notes", { a: 1, b })).sort();
  const other = writer.insert("others", {});
  const reader = (range: ReturnType<typeof bound>[]) => {
    const tx = new Transaction(database);
    const indexName = "notes.by_id";
    const source = { type: "IndexRange" as const, indexName, range, order: null };
    const found = run(tx, { source, operators: [] }).map(({ _id }) => _id as string);
    const index = new RangeIndex<string>();
    index.add("reader", tx.reads.ranges());
    const touches = (write: () => void) => {
      const before = writer.writes.length;
      write();
      return index.touchedBy(writer.writes.slice(before)).size > 0;
    };
    return { found, touches };
  };
  const all = reader([]);
  expect(all.found).toEqual(ids);
  expect(all.touches(() => writer.patch(other, { a: 1 }))).toBe(false);
  expect(all.touches(() => writer.insert("notes", { a: 1, b: 1 }))).toBe(true);
  const some = reader([bound("Gte", "_id", ids[2]!), bound("Lt", "_id", ids[4]!)]);
  expect(some.found).toEqual(ids.slice(2, 4));
  expect(some.touches(() => writer.patch(ids[2]!, { b: 20 }))).toBe(true);
  expect(some.touches(() => writer.remove(ids[4]!))).toBe(false);
  expect(reader([bound("Eq", "_id", other)]).found).toEqual([]);
  expect(() => reader([bound("Eq", "_id", 7)])).toThrow(/no id/);
});

test("[RS3] the index finds the owners that a look at every range finds", () => {
  const random = seededRandom(3);
  const key = () =>
    ["a", "b", "c"][Math.floor(random() * 3)]! +
    ["x", "y"][Math.floor(random() * 2)]! +
    Math.floor(random() * 9);
  const index = new RangeIndex<number>();
  const ranges = Array.from({ length: 300 }, (_, owner) => {
    const prefix = ["", "a", "bx"][owner % 3]!;
    const [from, to] = [
      prefix + key().slice(prefix.length),
      prefix + key().slice(prefix.length),
    ].toSorted() as [string, string];
    const reads = new ReadSet();
    reads.add({ index: 1, prefix, from, to });
    index.add(owner, reads.ranges());
    return { owner, from, to };
  });
  for (const { owner } of ranges.splice(0, 50)) index.remove(owner);
  for (let i = 0; i < 200; i++) {
    const written = key();
    const write = {
      index: 1,
      key: written,
      prefixes: ["", written.slice(0, 1), written.slice(0, 2), written],
    };
    const expected = ranges
      .filter(({ from, to }) => from <= written && written < to)
      .map(({ owner }) => owner);
    expect([...index.touchedBy([write])].toSorted((a, b) => a - b)).toEqual(expected);
  }
});

describe("pages", () => {
  const cursors = new Cursors("secret");
  type Page = { page: Document[]; isDone: boolean; continueCursor: string; splitCursor: string | null };
  const request = (cursor: string | null, pageSize = 5) => ({
    query: query({ order: "desc" }),
    cursor,
    endCursor: null,
    pageSize,
  });
  const read = (database: Database, cursor: string | null, journal: Journal) =>
    JSON.parse(readPage(new Transaction(database), cursors, request(cursor), journal)) as Page;

  test("[DB16] pages that were shown stay gap-free and without doubles while documents come and go", () => {
    const database = open();
    const random = seededRandom(11);
    const tx = new Transaction(database, false);
    const ids = Array.from({ length: 40 }, () => tx.insert("notes", fields(random)));
    const shown: { cursor: string | null; journal: Journal }[] = [];
    for (let cursor: string | null = null, done = false; !done;) {
      const journal: Journal = { endCursor: null };
      const page = read(database, cursor, journal);
      shown.push({ cursor, journal });
      cursor = page.continueCursor;
      done = page.isDone;
    }
    for (let round = 0; round < 30; round++) {
      if (random() < 0.6) ids.push(tx.insert("notes", fields(random)));
      else tx.remove(ids.splice(Math.floor(random() * ids.length), 1)[0]!);
      const together = shown.flatMap(({ cursor, journal }) =>
        read(database, cursor, journal).page.map(({ _id }) => _id),
      );
      expect(together).toEqual(
        run(new Transaction(database), query({ order: "desc" })).map(({ _id }) => _id),
      );
    }
  });

  test("[DB15] a cursor that was changed, made up or given for another query is InvalidCursor", () => {
    const database = open();
    const tx = new Transaction(database, false);
    for (let i = 0; i < 20; i++) tx.insert("notes", { a: 1, b: i });
    const { continueCursor } = read(database, null, { endCursor: null });
    const wrong = ["", "nonsense", `x${continueCursor}`, `${continueCursor}x`, continueCursor.split(".")[0]!];
    for (const cursor of wrong)
      expect(() => read(database, cursor, { endCursor: null }), cursor).toThrow(/InvalidCursor/);
    const other = {
      ...request(continueCursor),
      query: query({ range: [bound("Eq", "a", 1)], order: "desc" }),
    };
    expect(() => readPage(new Transaction(database), cursors, other, { endCursor: null })).toThrow(
      /InvalidCursor/,
    );
  });
});
