/** B6: searches among many messages, in the engine's index and in SQLite's FTS5 with its own ranking. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../engine/database/database.ts";
import { openQuery } from "../engine/database/searchStream.ts";
import { Transaction } from "../engine/database/transaction.ts";
import type { Database } from "../engine/database/database.ts";
import { seededRandom, systemWorld } from "../engine/lib/world.ts";
import { Store } from "../engine/storage/store.ts";
import { atMost, type Bench, type Benchmark, type Row } from "./bench.ts";
import { quantile, round } from "./stats.ts";

const BATCH = 5_000;
const WORDS = 20_000;
const LENGTH = 12;
const SEARCHES = 200;
const RESULTS = 20;
const MOST_MS = 20;

/** Words by how often they come: the first in most messages, the 10,000th in few. */
function textFrom(random: () => number): string {
  return Array.from({ length: LENGTH }, () => `w${Math.floor(WORDS ** random()) - 1}`).join(" ");
}

/** Queries of one kind; `n` counts them. */
const CLASSES: Record<string, (n: number) => string> = {
  "a rare word": (n) => `w${15_000 + n} `,
  "a middling word": (n) => `w${300 + n} `,
  "a common word": (n) => `w${n % 5} `,
  "two words": (n) => `w${n % 20} w${200 + n} `,
  "a beginning": (n) => `w1${n % 90}`,
};

function search({ isFull }: Bench): Row[] {
  const count = isFull ? 1_000_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), "tandem-search-"));
  const store = new Store(join(folder, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  const plain = new DatabaseSync(join(folder, "plain.sqlite"));
  const filled = fill(database, plain, count);
  const match = plain.prepare(`SELECT rowid FROM m WHERE m MATCH ? ORDER BY bm25(m) LIMIT ${RESULTS}`);
  const rows = Object.entries(CLASSES).map(([what, queryOf]): Row => {
    const own = timesOf((n) => searchEngine(database, queryOf(n)));
    const fts = timesOf((n) => match.all(ftsOf(queryOf(n))));
    const show = (times: number[]) =>
      `p50 ${round(quantile(times, 0.5))} ms, p99 ${round(quantile(times, 0.99))} ms`;
    return {
      id: "B6",
      what: `search ${what} among ${count}`,
      tandem: show(own),
      floor: `FTS5 bm25 ${show(fts)}`,
      ratio: round(quantile(own, 0.5) / quantile(fts, 0.5)),
      ...atMost(round(quantile(own, 0.99)), MOST_MS),
    };
  });
  store.close();
  plain.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    ...rows,
    {
      id: "B6",
      what: "index and store a message",
      tandem: `${Math.round(count / filled.engineS)}/s`,
      floor: `FTS5 alone ${Math.round(count / filled.plainS)}/s`,
      ratio: round(filled.plainS / filled.engineS),
    },
  ];
}

/** Seconds that each side took. */
function fill(database: Database, plain: DatabaseSync, count: number): { engineS: number; plainS: number } {
  const { store, clock, catalog } = database;
  store.begin();
  const table = catalog.ensureTable("messages");
  catalog.addSearchIndex(table, { indexDescriptor: "by_text", searchField: "text", filterFields: [] });
  store.commit();
  plain.exec("PRAGMA journal_mode=WAL; CREATE VIRTUAL TABLE m USING fts5(text)");
  const insert = plain.prepare("INSERT INTO m (text) VALUES (?)");
  const random = seededRandom(count);
  const took = { engineS: 0, plainS: 0 };
  for (let done = 0; done < count; done += BATCH) {
    const texts = Array.from({ length: BATCH }, () => textFrom(random));
    const start = performance.now();
    store.begin();
    for (const text of texts) new Transaction(database, false).insert("messages", { text });
    clock.advance();
    store.commit();
    const between = performance.now();
    plain.exec("BEGIN");
    for (const text of texts) insert.run(text);
    plain.exec("COMMIT");
    took.engineS += (between - start) / 1_000;
    took.plainS += (performance.now() - between) / 1_000;
  }
  return took;
}

function timesOf(run: (n: number) => unknown): number[] {
  return Array.from({ length: SEARCHES }, (_, n) => {
    const start = performance.now();
    run(n);
    return performance.now() - start;
  });
}

function searchEngine(database: Database, text: string): void {
  const filters = [{ type: "Search" as const, fieldPath: "text", value: text }];
  const source = { type: "Search" as const, indexName: "messages.by_text", filters };
  const stream = openQuery(new Transaction(database), { source, operators: [{ limit: RESULTS }] });
  while (stream.next() !== null);
  stream.close();
}

/** The same question in FTS5's words: any of the terms, the last as a beginning unless a space ends it. */
function ftsOf(text: string): string {
  const words = text
    .trim()
    .split(" ")
    .map((word) => `"${word}"`);
  return words.join(" OR ") + (text.endsWith(" ") ? "" : "*");
}

export const SEARCH: Benchmark[] = [{ id: "B6", run: search }];
