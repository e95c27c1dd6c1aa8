/**
 * Brings a file that an earlier version wrote to the format of this one, step by step.
 *
 * Errors  A file of a later version, or of none of ours, is refused with both numbers.
 * Rules   SPEC.md ST. All steps are one transaction: a file is of the one format or of the other.
 */
import type { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { Json } from "../values/json.ts";
import { sizeOf } from "../values/size.ts";

/** `STEPS[n]` makes format n + 2 of format n + 1. A step is never changed once it was released. */
const STEPS = [
  // Modules belong to definitions of components, and crons to components; all there was is the app's, which is "".
  `ALTER TABLE modules RENAME TO modules_1;
   CREATE TABLE modules (
     definition TEXT NOT NULL, path TEXT NOT NULL, environment TEXT NOT NULL, source TEXT NOT NULL, source_map TEXT,
     sha256 TEXT NOT NULL, PRIMARY KEY (definition, path)) WITHOUT ROWID;
   INSERT INTO modules SELECT '', path, environment, source, source_map, sha256 FROM modules_1;
   DROP TABLE modules_1;
   UPDATE crons SET name = ';' || name;
   UPDATE meta SET json = json_object('', json(json)) WHERE name = 'analysis';`,
  // Documents have checksums.
  "ALTER TABLE documents ADD COLUMN sum INTEGER; UPDATE documents SET sum = crc32(json);",
  // The size of each document is known.
  "ALTER TABLE documents ADD COLUMN size INTEGER; UPDATE documents SET size = size_of(json);",
  // Keys of documents may name a generation (documentKey.ts). No earlier file has one, and no earlier version reads them.
  "",
];

export const FORMAT = STEPS.length + 1;

/** Does nothing to a file that holds nothing yet. */
export function upgrade(db: DatabaseSync): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() === undefined) return;
  const found = db.prepare("SELECT json FROM meta WHERE name = 'format'").get() as { json: string };
  const format = JSON.parse(found.json) as number;
  if (format === FORMAT) return;
  if (!Number.isInteger(format) || format < 1 || format > FORMAT)
    throw new Error(`The data was written by format ${format}; this version reads format ${FORMAT}.`);
  db.function("crc32", (text) => crc32(text as string));
  db.function("size_of", (text) => sizeOf(JSON.parse(text as string) as Json));
  const steps = STEPS.slice(format - 1).join("\n");
  db.exec(`BEGIN IMMEDIATE; ${steps} UPDATE meta SET json = '${FORMAT}' WHERE name = 'format'; COMMIT`);
}
