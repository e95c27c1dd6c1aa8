/**
 * B5: a page of 50 messages at growing depth, on the store itself: the engine's read against the same page
 * read from a plain SQLite table with an index, both without a network.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Cursors, readPage } from "../engine/database/page.ts";
import { planQuery } from "../engine/database/query.ts";
import { Transaction } from "../engine/database/transaction.ts";
import { seededRandom, systemWorld } from "../engine/lib/world.ts";
import { Store } from "../engine/storage/store.ts";
import { TEXT } from "./pace.ts";
import { median, round } from "./stats.ts";
import { openDatabase } from "../engine/database/database.ts";

export type PageRow = { depth: number; engineUs: number; sqliteUs: number };

const PAGE = 50;
const READS = 1_000;
const BATCH = 5_000;

/** Fills both stores up to each depth in turn, and reads random pages of what is there. */
export function measurePages(depths: number[]): PageRow[] {
  const folder = mkdtempSync(join(tmpdir(), "tandem-pages-"));
  const store = new Store(join(folder, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  const table = database.catalog.ensureTable("messages");
  database.catalog.addIndex(table, { indexDescriptor: "by_channel", fields: ["channelId", "threadId"] });
  const plain = new DatabaseSync(join(folder, "plain.sqlite"));
  plain.exec(
    "PRAGMA journal_mode=WAL; CREATE TABLE m (id INTEGER PRIMARY KEY, channel TEXT, at REAL, json TEXT); CREATE INDEX by_channel ON m (channel, at)",
  );
  const insert = plain.prepare("INSERT INTO m (channel, at, json) VALUES ('c1', ?, ?)");
  const rows: PageRow[] = [];
  let filled = 0;
  for (const depth of depths) {
    while (filled < depth) {
      store.begin();
      plain.exec("BEGIN");
      const tx = new Transaction(database, false);
      for (let i = 0; i < BATCH && filled < depth; i++, filled++) {
        tx.usage.documentsWritten = tx.usage.bytesWritten = 0;
        const value = {
          channelId: "c1",
          authorId: "u1",
          text: TEXT,
          sentAt: filled,
          mentions: [],
          reactionCount: 0,
        };
        tx.insert("messages", value);
        insert.run(filled, JSON.stringify(value));
      }
      plain.exec("COMMIT");
      store.commit();
    }
    rows.push({
      depth,
      engineUs: round(readEngine(database, depth), 1),
      sqliteUs: round(readPlain(plain, depth), 1),
    });
  }
  store.close();
  plain.close();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

const QUERY = {
  source: {
    type: "IndexRange" as const,
    indexName: "messages.by_channel",
    range: [{ type: "Eq" as const, fieldPath: "channelId", value: "c1" }],
    order: "desc" as const,
  },
  operators: [],
};

/** Median microseconds of a page at a random depth, cursor and JSON text included. */
function readEngine(database: ConstructorParameters<typeof Transaction>[0], depth: number): number {
  const cursors = new Cursors("bench");
  const random = seededRandom(depth);
  const index = database.catalog.table("messages")!.indexes.get("by_channel")!;
  const rows = database.store.raw
    .prepare("SELECT key FROM index_entries WHERE index_number = ?")
    .all(index.number);
  const keys = (rows as { key: string }[]).map(({ key }) => key);
  const samples: number[] = [];
  const plan = planQuery(new Transaction(database), QUERY);
  for (let i = 0; i < READS; i++) {
    const cursor = cursors.encode(keys[Math.floor(random() * keys.length)]!, plan);
    const start = performance.now();
    readPage(
      new Transaction(database),
      cursors,
      { query: QUERY, cursor, endCursor: null, pageSize: PAGE },
      { endCursor: null },
    );
    samples.push((performance.now() - start) * 1000);
  }
  return median(samples);
}

/** The same page by keyset from a plain table, joined to one JSON text. */
function readPlain(plain: DatabaseSync, depth: number): number {
  const random = seededRandom(depth);
  const page = plain.prepare(
    `SELECT json FROM m WHERE channel = 'c1' AND at < ? ORDER BY at DESC LIMIT ${PAGE}`,
  );
  const samples: number[] = [];
  for (let i = 0; i < READS; i++) {
    const at = Math.floor(random() * depth);
    const start = performance.now();
    JSON.stringify((page.all(at) as { json: string }[]).map(({ json }) => json).join(","));
    samples.push((performance.now() - start) * 1000);
  }
  return median(samples);
}
