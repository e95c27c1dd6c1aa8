import { describe, expect, test } from "vitest";
import { fixedWorld } from "../lib/world.ts";
import { DocumentCache } from "../storage/documentCache.ts";
import { Store } from "../storage/store.ts";
import type { Json } from "../values/json.ts";
import { matches, type Expression } from "./filter.ts";
import { Cursors, readPage } from "./page.ts";
import type { SerializedQuery } from "./query.ts";
import { openQuery } from "./searchStream.ts";
import { Transaction } from "./transaction.ts";
import { openDatabase, type Database } from "./database.ts";

function open(): Database {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  return openDatabase(store, world);
}

const scan = (tableName: string, operators: SerializedQuery["operators"] = []): SerializedQuery => ({
  source: { type: "FullTableScan", tableName, order: null },
  operators,
});

function read(tx: Transaction, query: SerializedQuery): string[] {
  const stream = openQuery(tx, query);
  const found: string[] = [];
  for (let json = stream.next(); json !== null; json = stream.next()) found.push(json);
  return found;
}

describe("tables", () => {
  test("[DB1] a table that is not there is empty, and its creation touches who has looked", () => {
    const database = open();
    const looked = new Transaction(database);
    expect(read(looked, scan("notes"))).toEqual([]);
    const [range] = [...looked.reads.ranges()];
    const tx = new Transaction(database, false);
    tx.insert("notes", { a: 1 });
    const touching = tx.writes.find(({ index, key }) => index === range?.index && key === range.prefix);
    expect(touching).toBeDefined();
  });

  test("[DB2] every table has by_creation_time; the system's tables are there from the start", () => {
    const { catalog } = open();
    expect(
      catalog
        .tables()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(["_scheduled_functions", "_storage"]);
    expect([...catalog.ensureTable("notes").indexes.keys()]).toEqual(["by_creation_time"]);
  });

  test("[DB3] a table that an undone transaction made is gone", async () => {
    const database = open();
    const tx = new Transaction(database, false);
    const undone = tx.nested(async () => {
      tx.insert("notes", { a: 1 });
      await Promise.reject(new Error("no"));
    });
    await expect(undone).rejects.toThrow("no");
    expect(database.catalog.table("notes")).toBe(undefined);
    expect(tx.writes).toEqual([]);
  });

  test("[VA6] numbers of tables start at 10001 and are never given twice", () => {
    const { catalog } = open();
    const numbers = ["a", "b", "a", "c"].map((name) => catalog.ensureTable(name).number);
    expect(numbers).toEqual([10_001, 10_002, 10_001, 10_003]);
  });

  test("[RS4] a mutation keeps no ranges", () => {
    const database = open();
    const tx = new Transaction(database, false);
    tx.insert("notes", { a: 1 });
    read(tx, scan("notes"));
    expect([...tx.reads.ranges()]).toEqual([]);
  });
});

describe("filters and limits of a query", () => {
  const compare = (operator: string, left: Json, right: Json): Expression =>
    ({ [operator]: [{ $literal: left }, { $literal: right }] }) as never;
  const document = {};

  test("[DB12] filters compare as keys do, and only true is true", () => {
    expect(matches(compare("$lt", 2, "a"), document)).toBe(true);
    expect(matches(compare("$lt", "a", 2), document)).toBe(false);
    expect(matches(compare("$eq", 1, 1), document)).toBe(true);
    expect(matches({ $and: [{ $literal: true }, { $literal: 1 }] } as never, document)).toBe(false);
    expect(matches({ $or: [{ $literal: 1 }, { $literal: true }] } as never, document)).toBe(true);
  });

  test("[DB11] a limit counts what the filters before it let through", () => {
    const database = open();
    const tx = new Transaction(database, false);
    for (let i = 0; i < 10; i++) tx.insert("notes", { i });
    const filter = { $gte: [{ $field: "i" }, { $literal: 5 }] } as never;
    expect(
      read(tx, scan("notes", [{ filter }, { limit: 2 }])).map(
        (json) => (JSON.parse(json) as { i: number }).i,
      ),
    ).toEqual([5, 6]);
  });

  test("[DB14] too many documents, bytes or ranges are an error that names the limit", () => {
    const database = open();
    const tx = new Transaction(database, false);
    const id = tx.insert("notes", { a: 1 });
    expect(() => {
      for (let i = 0; i < 4_097; i++) tx.read(id);
    }).toThrow(/Too many reads .* 4096/);
    const written = new Transaction(database, false);
    expect(() => {
      for (let i = 0; i <= 16_000; i++) written.usage.countWrite(1);
    }).toThrow(/Too many documents written .* 16000/);
    expect(() => new Transaction(database).usage.countRead(16 * 1024 * 1024 + 1)).toThrow(
      /Too many bytes read/,
    );
    expect(() => {
      const usage = new Transaction(database).usage;
      for (let i = 0; i <= 32_000; i++) usage.countRead(1);
    }).toThrow(/Too many documents read .* 32000/);
  });

  test("[DB17] [DB19] a page that has grown carries a cursor to split it at, and a page takes one document at least", () => {
    const database = open();
    const cursors = new Cursors("secret");
    const tx = new Transaction(database, false);
    for (let i = 0; i < 4; i++) tx.insert("notes", { i });
    const page = (cursor: string | null, endCursor: string | null, pageSize = 2) =>
      JSON.parse(
        readPage(
          new Transaction(database),
          cursors,
          { query: scan("notes"), cursor, endCursor, pageSize },
          { endCursor: null },
        ),
      ) as { page: object[]; continueCursor: string; splitCursor: string | null; pageStatus: string | null };
    const first = page(null, null);
    expect(first.splitCursor).toBe(null);
    // Shown to its old end from a beginning before it: the page has grown from two documents to four.
    const whole = page(null, page(first.continueCursor, null).continueCursor);
    expect(whole.page).toHaveLength(4);
    expect(whole.splitCursor).not.toBe(null);
    expect(page(null, null, 0).page).toHaveLength(1);
  });
});

test("[DB13] an index that the table does not have is an error that names it", () => {
  const database = open();
  const tx = new Transaction(database);
  tx.insert("notes", { text: "x" });
  const search = { type: "Search" as const, indexName: "notes.by_text", filters: [] };
  const range = { type: "IndexRange" as const, indexName: "notes.by_text", range: [], order: null };
  for (const source of [search, range])
    expect(() => openQuery(tx, { source, operators: [] })).toThrow("Index notes.by_text not found.");
});

test("[DB20] documents nest, list and name within Convex's limits", () => {
  const database = open();
  const insert = (value: Json) => new Transaction(database, false).insert("notes", { value });
  const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1]));
  const list = (length: number): Json => Array.from({ length }, () => 1);
  for (const [sound, wrong, message] of [
    [nested(15), nested(16), /nested too deeply/],
    [fields(1_024), fields(1_025), /too many fields/],
    [list(8_192), list(8_193), /too long/],
    ["a", "\ud800", /well-formed/],
  ] as const) {
    expect(insert(sound)).toBeTypeOf("string");
    expect(() => insert(wrong)).toThrow(message);
  }
});

test("[ST3] [ST5] savepoints nest, and a scan brings as many as it was asked for", () => {
  const { store } = open();
  store.begin();
  store.savepoint();
  const row = store.insertDocument("a", { json: "{}", size: 2 });
  store.savepoint();
  store.insertDocument("b", { json: "{}", size: 2 });
  store.undo();
  store.release();
  store.commit();
  expect([store.readDocument("a")?.row, store.readDocument("b")]).toEqual([row, undefined]);
  for (let i = 0; i < 10; i++) store.insertEntry(99, `k${i}`, row);
  expect([1, 2, 8].map((size) => store.scan(99, "", "\xff", "asc", size as 1).length)).toEqual([1, 2, 8]);
  expect(store.scan(99, "k3", "k6", "desc", 64).map(({ key }) => key)).toEqual(["k5", "k4", "k3"]);
});

test("[ST8] what is read is what the file holds, whatever was read before and undone since", () => {
  const { store } = open();
  const held = () => ({ ...store.raw.prepare("SELECT row, json, size FROM documents WHERE id = 'a'").get() });
  const expectSame = () => expect({ ...store.readDocument("a") }).toEqual(held());
  store.begin();
  const row = store.insertDocument("a", { json: "1", size: 9 });
  expectSame();
  store.commit();
  for (const end of ["undo", "rollback", "commit"] as const) {
    store.begin();
    store.savepoint();
    store.updateDocument("a", { row, json: `"${end}"`, size: end.length });
    expectSame();
    if (end === "undo") store.undo();
    else store.release();
    if (end !== "undo") expectSame();
    if (end === "rollback") store.rollback();
    expectSame();
    if (end !== "rollback") store.commit();
    expectSame();
  }
  expect(store.readDocument("a")?.json).toBe('"commit"');
  store.begin();
  store.deleteDocument("a", row);
  expect(store.readDocument("a")).toBeUndefined();
  store.rollback();
  expectSame();
});

test("[ST8] of the documents read, those read last are kept", () => {
  const cache = new DocumentCache(10);
  const document = { row: 1, json: "12345", size: 9 };
  for (const id of ["a", "b", "c"]) cache.set(id, document);
  expect(cache.get("a")).toBe(document);
  for (const id of ["d", "e"]) cache.set(id, document);
  expect(["a", "b"].map((id) => cache.get(id))).toEqual([document, undefined]);
});

test("[TX12] results are remembered until they are forgotten by age, the oldest first, so many at a time", () => {
  const { store } = open();
  for (const [request, ts] of [300, 100, 200, 2_000].entries())
    store.writeRequest("s", request, "call", String(ts), ts);
  const kept = () => [0, 1, 2, 3].flatMap((request) => store.readRequest("s", request)?.result ?? []);
  expect(store.forgetRequests(1_500, 2)).toBe(2);
  expect(kept()).toEqual(["300", "2000"]);
  expect(store.forgetRequests(1_500, 2)).toBe(1);
  expect(store.forgetRequests(1_500, 2)).toBe(0);
  expect(kept()).toEqual(["2000"]);
});
