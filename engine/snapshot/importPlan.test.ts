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
import { applyImport } from "./importPlan.ts";
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
async function importAuthor(database: Database, number: number, mode: ImportMode, advance = () => {}) {
  const path = join(folder, "rows");
  writeFileSync(path, `1 ${JSON.stringify({ _id: idOf(number), name: "Ada" })}\n`);
  const tables = [{ component: "", name: "authors", number, path }];
  return await applyImport(database, { mode, tables, files: [] }, advance);
}

test("[SN6] a table takes the number of the ids in the file, and an empty one in its way gets another", async () => {
  const database = open();
  const { number } = database.catalog.ensureTable("extra");

  expect((await importAuthor(database, number, "requireEmpty")).rows).toBe(1);

  expect(database.catalog.tableOfId(idOf(number))?.name).toBe("authors");
  const later = new Transaction(database).insert("extra", {});
  expect(database.catalog.tableOfId(later)?.name).toBe("extra");
  expect(new Catalog(database.store).tableOfId(later)?.name).toBe("extra");
});

test("[SN9] an import tells with each row that it comes on", async () => {
  const database = open();
  let steps = 0;
  await importAuthor(database, database.catalog.ensureTable("extra").number, "requireEmpty", () => steps++);
  expect(steps).toBe(2);
});

test("[SN6] ids of documents that are here do not become another table's", async () => {
  const database = open();
  const { number } = database.catalog.ensureTable("extra");
  new Transaction(database).insert("extra", {});

  const importing = importAuthor(database, number, "replace");
  await expect(importing).rejects.toThrow('The ids in the file conflict with those in table "extra"');

  expect((await importAuthor(database, number, "replaceAll")).rows).toBe(1);
  expect(database.catalog.table("extra")).toBeUndefined();
});
