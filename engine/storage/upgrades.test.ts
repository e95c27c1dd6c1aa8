import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { Store } from "./store.ts";

/** A file as version 1 wrote it, with one module and one cron. */
function fileOfFormat(format: number): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "store.sqlite");
  const db = new DatabaseSync(path);
  db.exec(`
    CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
    CREATE TABLE meta (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE modules (
      path TEXT PRIMARY KEY, environment TEXT NOT NULL, source TEXT NOT NULL, source_map TEXT, sha256 TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE crons (
      name TEXT PRIMARY KEY, spec TEXT NOT NULL, next REAL NOT NULL, running TEXT, last TEXT) WITHOUT ROWID;
    INSERT INTO crons (name, spec, next) VALUES ('sweep; then mop', '{}', 5);
    INSERT INTO documents (id, json) VALUES ('d1', '{"text":"kept"}');
    INSERT INTO modules VALUES ('notes.js', 'isolate', 'export {}', NULL, 'hash');
    INSERT INTO meta VALUES ('format', '${format}'), ('analysis', '{"notes.js":{"functions":[]}}');`);
  db.close();
  return path;
}

test("[ST4] a file of format 1 becomes one of format 5, once, with all it holds", () => {
  const path = fileOfFormat(1);
  for (let opened = 0; opened < 2; opened++) {
    const store = new Store(path);
    expect(store.readMeta("format")).toBe(5);
    expect(store.readMeta("analysis")).toEqual({ "": { "notes.js": { functions: [] } } });
    expect(store.readDocument("d1")?.json).toBe('{"text":"kept"}');
    expect({ ...store.raw.prepare("SELECT sum, size FROM documents").get() }).toEqual({
      sum: crc32('{"text":"kept"}'),
      size: 2 + 5 + 6,
    });
    expect({ ...store.raw.prepare("SELECT definition, path, source FROM modules").get() }).toEqual({
      definition: "",
      path: "notes.js",
      source: "export {}",
    });
    const cron = store.raw.prepare("SELECT name, next FROM crons").get();
    expect({ ...cron }).toEqual({ name: ";sweep; then mop", next: 5 });
    store.close();
  }
});

test("[ST4] a file of a later format is refused with both numbers, and left as it is", () => {
  const path = fileOfFormat(99);
  const message = "The data was written by format 99; this version reads format 5.";
  for (let opened = 0; opened < 2; opened++) expect(() => new Store(path)).toThrow(message);
});
