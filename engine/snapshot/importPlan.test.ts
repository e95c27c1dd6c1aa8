import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Catalog } from "../database/catalog.ts";
import { Transaction } from "../database/transaction.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { fixedWorld } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import { encodeId } from "../values/ids.ts";
import { beginImport, finishImport, stageRows } from "./importPlan.ts";
import type { ImportMode } from "./unpack.ts";

const folder = mkdtempSync(join(tmpdir(), "import-plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

function open(): Database {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  return openDatabase(store, world);
}

const idOf = (number: number) => encodeId(number, new Uint8Array(16));

/** Imports one document into "authors", whose ids have the number given. */
function importAuthor(database: Database, number: number, mode: ImportMode): void {
  const path = join(folder, "rows");
  writeFileSync(path, `1 ${JSON.stringify({ _id: idOf(number), name: "Ada" })}\n`);
  const plan = { mode, tables: [{ component: "", name: "authors", number, path, rows: 1 }], files: [] };
  const places = beginImport(database, plan);
  stageRows(database, plan.tables[0]!, 0, () => true);
  finishImport(database, plan, places);
}

test("[SN6] a table takes the number of the ids in the file, and an empty one in its way gets another", () => {
  const database = open();
  const { number } = database.catalog.ensureTable("extra");

  importAuthor(database, number, "requireEmpty");

  expect(database.catalog.tableOfId(idOf(number))?.name).toBe("authors");
  const later = new Transaction(database).insert("extra", {});
  expect(database.catalog.tableOfId(later)?.name).toBe("extra");
  expect(new Catalog(database.store).tableOfId(later)?.name).toBe("extra");
});

test("[SN6] ids of documents that are here do not become another table's", () => {
  const database = open();
  const { number } = database.catalog.ensureTable("extra");
  new Transaction(database).insert("extra", {});

  expect(() => importAuthor(database, number, "replace")).toThrow(
    'The ids in the file conflict with those in table "extra"',
  );

  importAuthor(database, number, "replaceAll");
  expect(database.catalog.tableOfId(idOf(number))?.name).toBe("authors");
  expect(database.catalog.table("extra")).toBeUndefined();
});
