/**
 * The one file that holds everything: documents, index entries, and what the engine must remember.
 *
 * Shapes  documents: row number, id (see documentKey.ts), JSON text, CRC-32 of the text, which is compared when a backup is made, and the
 *         size as Convex counts it. index_entries: (index number, key) → row number.
 *         vectors: (index number, row number) → vector, see database/vectors.ts.
 *         meta: named JSON texts, such as the schema and the environment.
 * Units   Row numbers are SQLite's; index numbers come from the catalog.
 * Errors  SQLite's own errors go up: the worker that holds the store decides what a full disk means.
 * Rules   SPEC.md ST. A write-ahead log, on disk when `commit` returns, or when the flush that it asks for is done.
 *
 * One thread owns the store. Nothing here waits, and nothing here knows what a document means.
 */
import { chmodSync, statSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import { DocumentCache, type SizedText, type StoredDocument } from "./documentCache.ts";
import { Checks } from "./checks.ts";
import type { Flushes } from "./flushes.ts";
import { documentKey, idInKey } from "./documentKey.ts";
import { Jobs } from "./jobs.ts";
import { Leftovers } from "./leftovers.ts";
import { isDamage, isFull } from "../lib/sqliteErrors.ts";
import { damaged } from "./problems.ts";
import { TextIndexes } from "./textIndex.ts";
import { FORMAT, upgrade } from "./upgrades.ts";

export type IndexEntry = { key: string } & SizedText;

const TABLES = `
  CREATE TABLE IF NOT EXISTS documents (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL, sum INTEGER, size INTEGER);
  CREATE TABLE IF NOT EXISTS index_entries (
    index_number INTEGER NOT NULL, key TEXT NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (index_number, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS vectors (
    index_number INTEGER NOT NULL, row INTEGER NOT NULL, filters TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (index_number, row));
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS modules (
    definition TEXT NOT NULL, path TEXT NOT NULL, environment TEXT NOT NULL, source TEXT NOT NULL, source_map TEXT,
    sha256 TEXT NOT NULL, PRIMARY KEY (definition, path)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS session_requests (
    session TEXT NOT NULL, request INTEGER NOT NULL, call TEXT NOT NULL, result TEXT NOT NULL, ts INTEGER NOT NULL,
    PRIMARY KEY (session, request)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS session_requests_by_ts ON session_requests (ts);
  CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, due REAL NOT NULL, state TEXT NOT NULL, call TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS jobs_by_due ON jobs (state, due);
  CREATE TABLE IF NOT EXISTS crons (
    name TEXT PRIMARY KEY, spec TEXT NOT NULL, next REAL NOT NULL, running TEXT, last TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (token TEXT PRIMARY KEY, expires REAL NOT NULL) WITHOUT ROWID;
`;

/** Pages are read in place, up to a gibibyte of them. */
const MAP_FILE = "PRAGMA mmap_size=1073741824";

const STATEMENTS = {
  begin: "BEGIN IMMEDIATE",
  totalChanges: "SELECT total_changes() AS n",
  commit: "COMMIT",
  rollback: "ROLLBACK",
  readDocument: "SELECT row, json, size FROM documents WHERE id = ?",
  insertDocument: "INSERT INTO documents (id, json, sum, size) VALUES (?, ?, ?, ?)",
  updateDocument: "UPDATE documents SET json = ?, sum = ?, size = ? WHERE row = ?",
  deleteDocument: "DELETE FROM documents WHERE row = ?",
  insertEntry: "INSERT INTO index_entries (index_number, key, row) VALUES (?, ?, ?)",
  deleteEntry: "DELETE FROM index_entries WHERE index_number = ? AND key = ?",
  deleteIndex: "DELETE FROM index_entries WHERE index_number = ?",
  countIndex: "SELECT count(*) AS n FROM index_entries WHERE index_number = ?",
  idOf: "SELECT id FROM documents WHERE row = ?",
  textIn: "SELECT json, size FROM documents WHERE row = ?",
  writeVector: "INSERT OR REPLACE INTO vectors (index_number, row, filters, vector) VALUES (?, ?, ?, ?)",
  deleteVector: "DELETE FROM vectors WHERE index_number = ? AND row = ?",
  deleteVectors: "DELETE FROM vectors WHERE index_number = ?",
  readMeta: "SELECT json FROM meta WHERE name = ?",
  writeMeta:
    "INSERT INTO meta (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
  readRequest: "SELECT call, result, ts FROM session_requests WHERE session = ? AND request = ?",
  writeRequest: "INSERT INTO session_requests (session, request, call, result, ts) VALUES (?, ?, ?, ?, ?)",
  oldRequests: "SELECT session, request FROM session_requests WHERE ts < ? ORDER BY ts LIMIT ?",
  forgetRequest: "DELETE FROM session_requests WHERE session = ? AND request = ?",
  addUpload: "INSERT INTO uploads (token, expires) VALUES (?, ?)",
  forgetUploads: "DELETE FROM uploads WHERE expires < ?",
  takeUpload: "DELETE FROM uploads WHERE token = ? RETURNING 1",
} satisfies Record<string, string>;

/** Larger files are not read through at the start: it would take seconds. */
const MAX_CHECKED_BYTES = 256 * 1024 * 1024;

export type ModuleRow = {
  definition: string;
  path: string;
  environment: "isolate" | "node";
  source: string;
  source_map: string | null;
  sha256: string;
};

/** Full-text indexes are made again from the documents. */
const IS_STORED = "name NOT LIKE 'text\\_%' ESCAPE '\\'";

export type StoreOptions = {
  /** Opens a store for reading that another thread has open for writing. */
  readOnly?: boolean;
  /** Where a commit asks for its flush; without them it flushes itself. */
  flushes?: Flushes;
  /** A serialized store, of which one in memory becomes a copy. */
  image?: Uint8Array;
};

type KeptAnswer = { call: string; result: string; ts: number };
type Savepoint = { open: StatementSync; undo: StatementSync; release: StatementSync };

/**
 * How many entries a scan may ask for. The number is part of the statement: SQLite prepares a statement with
 * `LIMIT ?` again whenever it is bound, which costs five times the scan of one entry.
 */
export const SCAN_SIZES = [1, 2, 8, 64, 256] as const;

type ScanSize = (typeof SCAN_SIZES)[number];
type Order = "asc" | "desc";
const SCANS = {
  entries: `SELECT e.key, d.json, d.size FROM index_entries e JOIN documents d ON d.row = e.row
  WHERE e.index_number = ? AND e.key >= ? AND e.key < ? ORDER BY e.key`,
  ids: `SELECT substr(id, instr(id, ':') + 1) AS key, json, size FROM documents
  WHERE id >= ? AND id < ? ORDER BY id`,
};

function statementsBySize(): Record<Order, Map<ScanSize, StatementSync>> {
  return { asc: new Map(), desc: new Map() };
}

export class Store {
  readonly #db: DatabaseSync;
  readonly texts: TextIndexes;
  readonly jobs: Jobs;
  readonly checks: Checks;
  readonly leftovers: Leftovers;
  readonly #prepared: Partial<Record<keyof typeof STATEMENTS, StatementSync>> = {};
  readonly #scans = { entries: statementsBySize(), ids: statementsBySize() };
  readonly #savepoints: Savepoint[] = [];
  /** Null where another thread writes. */
  readonly #documents: DocumentCache | null;
  #depth = 0;
  #changesBefore = 0;
  #isOpen = false;
  #undoneBy: unknown = null;
  /** Whether the last change failed for want of space. */
  isDiskFull = false;
  readonly #flushes: Flushes | null;

  /** @param path a file, or ":memory:" for a store that ends with the process */
  constructor(path: string, { readOnly = false, flushes, image }: StoreOptions = {}) {
    this.#flushes = flushes ?? null;
    this.#documents = readOnly ? null : new DocumentCache();
    this.#db = new DatabaseSync(path, { readOnly });
    if (image !== undefined) this.#db.deserialize(image);
    this.texts = new TextIndexes(this.#db);
    if (readOnly) this.#db.exec(MAP_FILE);
    else this.#open(path);
    this.jobs = new Jobs(this.#db);
    this.checks = new Checks(this.#db);
    this.leftovers = new Leftovers(this.#db, this.texts);
  }

  /** @throws DamagedStoreError when the file is no sound store */
  #open(path: string): void {
    try {
      // Its log has the rights of the file.
      if (path !== ":memory:") chmodSync(path, 0o600);
      this.#prepareForWriting();
      if (path !== ":memory:" && statSync(path).size <= MAX_CHECKED_BYTES) this.#check(path);
    } catch (error) {
      this.#db.close();
      throw isDamage(error) ? damaged(path, (error as Error).message) : error;
    }
  }

  #check(path: string): void {
    const { quick_check: found } = this.#db.prepare("PRAGMA quick_check(1)").get() as { quick_check: string };
    if (found !== "ok") throw damaged(path, found.replaceAll("\n", " "));
  }

  #prepareForWriting(): void {
    // NORMAL flushes the log before it is used again or copied into the file, FULL at each commit as well.
    const synchronous = this.#flushes === null ? "FULL" : "NORMAL";
    this.#db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous};`);
    // A process that ended at a failed flush has left a log that can be read and may not be on disk.
    this.#db.exec("PRAGMA wal_checkpoint(PASSIVE); PRAGMA busy_timeout=5000;");
    this.#db.exec("PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;");
    this.#db.exec(MAP_FILE);
    upgrade(this.#db);
    this.#db.exec(`BEGIN; ${TABLES} INSERT OR IGNORE INTO meta VALUES ('format', '${FORMAT}'); COMMIT`);
  }

  close(): void {
    this.#db.close();
  }

  /** @param pages which the log may have before a commit copies it into the file, and waits for that */
  copyLogAt(pages: number): void {
    this.#db.exec(`PRAGMA wal_autocheckpoint=${pages}`);
  }

  /** Empties caches. */
  giveBackMemory(): void {
    this.#documents?.clear();
    this.#db.exec("PRAGMA shrink_memory");
  }

  /** The database itself, for tests that look behind the store. */
  get raw(): DatabaseSync {
    return this.#db;
  }

  modules(): ModuleRow[] {
    return this.#db.prepare("SELECT * FROM modules").all() as ModuleRow[];
  }

  replaceModules(modules: ModuleRow[]): void {
    this.#db.exec("DELETE FROM modules");
    const insert = this.#db.prepare(
      "INSERT INTO modules (definition, path, environment, source, source_map, sha256) VALUES (?, ?, ?, ?, ?, ?)",
    );
    for (const { definition, path, environment, source, source_map, sha256 } of modules)
      insert.run(definition, path, environment, source, source_map, sha256);
  }

  /** The SQL that made its tables and indexes, but for those of full-text search, which are made from documents. */
  schema(): string[] {
    const rows = this.#db
      .prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND ${IS_STORED} ORDER BY rowid`)
      .all();
    return rows.map(({ sql }) => sql as string);
  }

  /** The tables that hold neither documents nor what is made from them. */
  stateTables(): string[] {
    const tables = this.#db.prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('documents', 'index_entries', 'vectors') AND ${IS_STORED}`,
    );
    return (tables.all() as { name: string }[]).map(({ name }) => name);
  }

  /** Each row of one of them as a JSON array. */
  *rowsOf(table: string): Generator<string> {
    const statement = this.#db.prepare(`SELECT * FROM "${table}"`);
    statement.setReturnArrays(true);
    for (const row of statement.iterate()) yield JSON.stringify(row);
  }

  /** Every document, in no order. */
  allDocuments(): Iterable<StoredDocument & { id: string }> {
    return this.#db.prepare("SELECT row, id, json, size FROM documents").iterate() as Iterable<
      StoredDocument & { id: string }
    >;
  }

  /** Bytes of the file, without the log beside it. */
  size(): number {
    const { page_count: pages } = this.#db.prepare("PRAGMA page_count").get() as { page_count: number };
    const { page_size: bytes } = this.#db.prepare("PRAGMA page_size").get() as { page_size: number };
    return pages * bytes;
  }

  begin(): void {
    this.#changesBefore = (this.#statement("totalChanges").get() as { n: number }).n;
    this.#statement("begin").run();
    this.#isOpen = true;
    this.#undoneBy = null;
  }

  /** Returns once the transaction is on disk, or its flush is asked for. */
  commit(): void {
    this.expectOpen();
    this.texts.write();
    const isFlushWanted = this.#flushes !== null && this.hasChanged();
    this.#statement("commit").run();
    if (isFlushWanted) this.#flushes!.ask();
    this.texts.end();
    this.#isOpen = false;
    if (this.isDiskFull && this.hasChanged()) this.isDiskFull = false;
  }

  /**
   * SQLite undoes a whole transaction by itself when the disk is full; what was written after that would stand
   * alone. @throws what has undone it
   */
  expectOpen(): void {
    if (!this.#isOpen || this.#db.isTransaction) return;
    throw this.#undoneBy ?? new Error("The transaction was undone.");
  }

  /** Prepared when it is first used: a store that is only read may be of an earlier format, whose tables lack columns. */
  #statement(name: keyof typeof STATEMENTS): StatementSync {
    return (this.#prepared[name] ??= this.#db.prepare(STATEMENTS[name]));
  }

  #write(name: keyof typeof STATEMENTS, ...values: SQLInputValue[]): { lastInsertRowid: number | bigint } {
    this.expectOpen();
    try {
      return this.#statement(name).run(...values);
    } catch (error) {
      this.#undoneBy ??= error;
      throw error;
    }
  }

  /** Opens a snapshot: until `rollback` all reads see the state committed now. */
  beginReading(): void {
    this.#db.exec("BEGIN; SELECT 1 FROM meta LIMIT 1");
  }

  /** Whether the open transaction has written anything. */
  hasChanged(): boolean {
    const { n } = this.#statement("totalChanges").get() as { n: number };
    return n !== this.#changesBefore;
  }

  /** @param cause what went wrong, if anything did */
  rollback(cause?: unknown): void {
    if (isFull(cause)) this.isDiskFull = true;
    if (this.#db.isTransaction) this.#statement("rollback").run();
    this.#documents?.clear();
    this.texts.end();
    this.#isOpen = false;
    this.#depth = 0;
  }

  /** Opens a nested transaction; `release` keeps its writes, `undo` takes them back. Strictly nested. */
  savepoint(): void {
    this.#savepointAt(this.#depth++).open.run();
    this.texts.savepoint();
  }

  release(): void {
    this.#savepointAt(--this.#depth).release.run();
    this.texts.release();
  }

  undo(): void {
    const { undo, release } = this.#savepointAt(--this.#depth);
    undo.run();
    release.run();
    this.#documents?.clear();
    this.texts.undo();
  }

  #savepointAt(depth: number): Savepoint {
    this.#savepoints[depth] ??= {
      open: this.#db.prepare(`SAVEPOINT s${depth}`),
      undo: this.#db.prepare(`ROLLBACK TO s${depth}`),
      release: this.#db.prepare(`RELEASE s${depth}`),
    };
    return this.#savepoints[depth];
  }

  /** @param key as documentKey makes it, here and below */
  readDocument(key: string): StoredDocument | undefined {
    const known = this.#documents?.get(key);
    if (known !== undefined) return known;
    const found = this.#statement("readDocument").get(key) as StoredDocument | undefined;
    if (found !== undefined) this.#documents?.set(key, found);
    return found;
  }

  insertDocument(key: string, { json, size }: SizedText): number {
    return Number(this.#write("insertDocument", key, json, crc32(json), size).lastInsertRowid);
  }

  updateDocument(key: string, document: StoredDocument): void {
    const { row, json, size } = document;
    this.#write("updateDocument", json, crc32(json), size, row);
    this.#documents?.set(key, document);
  }

  deleteDocument(key: string, row: number): void {
    this.#write("deleteDocument", row);
    this.#documents?.delete(key);
  }

  insertEntry(index: number, key: string, row: number): void {
    this.#write("insertEntry", index, key, row);
  }

  deleteEntry(index: number, key: string): void {
    this.#write("deleteEntry", index, key);
  }

  deleteIndex(index: number): void {
    this.#write("deleteIndex", index);
  }

  /** Gives the documents with ids in [from, to) the keys of a generation. */
  enterGeneration(generation: number, from: string, to: string): void {
    this.#db
      .prepare("UPDATE documents SET id = ? || id WHERE id >= ? AND id < ?")
      .run(documentKey("", generation), from, to);
  }

  /** The documents of an index, in its order, one after another. */
  *documents(index: number): Generator<string> {
    const statement = this.#db.prepare(
      "SELECT d.json FROM index_entries e JOIN documents d ON d.row = e.row WHERE e.index_number = ? ORDER BY e.key",
    );
    for (const { json } of statement.iterate(index) as Iterable<{ json: string }>) yield json;
  }

  /** The id of the document in a row. */
  idOf(row: number): string {
    return idInKey((this.#statement("idOf").get(row) as { id: string }).id);
  }

  /** The text of the document in a row. */
  textIn(row: number): SizedText {
    return this.#statement("textIn").get(row) as SizedText;
  }

  writeVector(index: number, row: number, filters: string, vector: Uint8Array): void {
    this.#write("writeVector", index, row, filters, vector);
  }

  deleteVector(index: number, row: number): void {
    this.#write("deleteVector", index, row);
  }

  /** Deletes all of an index. */
  deleteVectors(index: number): void {
    this.#write("deleteVectors", index);
  }

  /** @param filters places in the list of filter keys and the keys wanted there, of which one must be */
  vectors(index: number, filters: [number, string][]): Iterable<{ row: number; vector: Uint8Array }> {
    const passes = filters.map(([place]) => `filters ->> ${place} = ?`).join(" OR ");
    const where = passes === "" ? "" : ` AND (${passes})`;
    return this.#db
      .prepare(`SELECT row, vector FROM vectors WHERE index_number = ?${where}`)
      .iterate(index, ...filters.map(([, key]) => key)) as Iterable<{ row: number; vector: Uint8Array }>;
  }

  countIndex(index: number): number {
    return (this.#statement("countIndex").get(index) as { n: number }).n;
  }

  /** Reads at most `size` entries with a key in [from, to), in the order asked for. */
  scan(index: number, from: string, to: string, order: Order, size: ScanSize): IndexEntry[] {
    return this.#scan("entries", order, size).all(index, from, to) as IndexEntry[];
  }

  /** The same of a generation's documents by their ids. */
  scanIds(generation: number | null, from: string, to: string, order: Order, size: ScanSize): IndexEntry[] {
    const keys = [from, to].map((id) => documentKey(id, generation)) as [string, string];
    return this.#scan("ids", order, size).all(...keys) as IndexEntry[];
  }

  #scan(what: keyof typeof SCANS, order: Order, size: ScanSize): StatementSync {
    const bySize = this.#scans[what][order];
    let statement = bySize.get(size);
    if (statement === undefined) {
      statement = this.#db.prepare(`${SCANS[what]} ${order} LIMIT ${size}`);
      bySize.set(size, statement);
    }
    return statement;
  }

  readMeta<T>(name: string): T | null {
    const found = this.#statement("readMeta").get(name) as { json: string } | undefined;
    return found === undefined ? null : (JSON.parse(found.json) as T);
  }

  writeMeta(name: string, value: unknown): void {
    this.#write("writeMeta", name, JSON.stringify(value));
  }

  readRequest(session: string, request: number): KeptAnswer | undefined {
    return this.#statement("readRequest").get(session, request) as KeptAnswer | undefined;
  }

  writeRequest(session: string, request: number, call: string, result: string, ts: number): void {
    this.#write("writeRequest", session, request, call, result, ts);
  }

  /** Forgets the oldest answers before a position, so many at most. Answers how many it forgot. */
  forgetRequests(beforeTs: number, most: number): number {
    const old = this.#statement("oldRequests").all(beforeTs, most) as { session: string; request: number }[];
    for (const { session, request } of old) this.#write("forgetRequest", session, request);
    return old.length;
  }

  /** @param expiresMs since the epoch */
  addUpload(token: string, expiresMs: number): void {
    this.#write("addUpload", token, expiresMs);
  }

  /** Uses up the token of an upload URL; false when it is not good any more. */
  takeUpload(token: string, nowMs: number): boolean {
    this.#write("forgetUploads", nowMs);
    return this.#statement("takeUpload").get(token) !== undefined;
  }
}
