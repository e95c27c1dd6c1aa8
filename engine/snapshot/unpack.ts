/**
 * Makes an uploaded file ready to be taken in at once: every row read and found to be a Convex value, files
 * laid beside the deployment's own. Nothing of the deployment has changed when this is done.
 *
 * Shapes  A plan names a file of rows for each table: `<line> <JSON of the document>`, one a line.
 * Errors  ImportError names table and line.
 * Rules   SPEC.md SN. Runs in a thread of its own, in bounded memory.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Files, StoredFile } from "../storage/files.ts";
import { tableNumberOf } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { ArchiveReader } from "./archive.ts";
import {
  documentsPath,
  fileAt,
  folderOf,
  isTableName,
  schemaPath,
  tableAt,
  UNIFORM,
  type TableName,
} from "./layout.ts";
import { ImportError, rowsOf, type RowFormat } from "./rows.ts";

export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";
export type Upload = {
  path: string;
  format: RowFormat | "zip";
  /** The table to import into; a snapshot names its own. */
  table: TableName | null;
  mode: ImportMode;
};
export type PlannedTable = TableName & {
  /** The number in the ids of the file, or null when it gives no ids. */
  number: number | null;
  path: string;
  rows: number;
};
export type ImportPlan = { mode: ImportMode; tables: PlannedTable[]; files: string[] };

const MAX_TABLES = 1_000;

/** @param folder for the plan's files, empty */
export async function unpack(upload: Upload, folder: string, files: Files): Promise<ImportPlan> {
  const { format, table, mode, path } = upload;
  if (format === "zip") return { mode, ...(await unpackArchive(path, folder, files)) };
  if (table === null || !isTableName(table.name))
    throw new ImportError(`"${table?.name ?? ""}" is no name of a table.`);
  return {
    mode,
    tables: [await unpackTable(table, format, createReadStream(path), join(folder, "0"), null)],
    files: [],
  };
}

/** The tables that the upload would write, without reading their rows. */
export async function tablesIn({ format, table, path }: Upload): Promise<TableName[]> {
  if (format !== "zip") return table === null ? [] : [table];
  const archive = await openArchive(path);
  archive.close();
  const tables = tablesOf(archive);
  if (tables.length <= MAX_TABLES) return tables;
  throw new ImportError(`The archive has ${tables.length} tables: at most ${MAX_TABLES} are taken in.`);
}

async function openArchive(path: string): Promise<ArchiveReader> {
  try {
    return await ArchiveReader.open(path);
  } catch (error) {
    throw new ImportError(`The file is not a ZIP archive: ${(error as Error).message}`);
  }
}

function tablesOf(archive: ArchiveReader): TableName[] {
  return archive.names().flatMap((path) => {
    const table = tableAt(path);
    return table === null || table.name === "_tables" ? [] : [table];
  });
}

async function unpackArchive(path: string, folder: string, files: Files): Promise<Omit<ImportPlan, "mode">> {
  const archive = await openArchive(path);
  try {
    const names = tablesOf(archive);
    if (names.length > MAX_TABLES)
      throw new ImportError(`The archive has ${names.length} tables: at most ${MAX_TABLES} are taken in.`);
    if (names.length === 0)
      throw new ImportError("The archive holds no tables: it needs a `<table>/documents.jsonl` for each.");
    const stored = await storeFiles(archive, files);
    const tables: PlannedTable[] = [];
    for (const [at, name] of names.entries()) {
      const content = await archive.read(documentsPath(name));
      const blobs = name.name === "_storage" ? stored : null;
      const lines = await lineFormatOf(archive, name);
      tables.push(await unpackTable(name, lines, content, join(folder, String(at)), blobs));
    }
    return {
      tables: await withNumbers(archive, tables),
      files: [...stored.values()].map(({ sha256 }) => sha256),
    };
  } finally {
    archive.close();
  }
}

/** How a table's documents are written; without a word about it, as plain JSON. */
async function lineFormatOf(archive: ArchiveReader, table: TableName): Promise<RowFormat> {
  const path = schemaPath(documentsPath(table));
  if (table.name === "_storage" || !archive.names().includes(path)) return "jsonLines";
  if ((await text(await archive.read(path))).trim() === UNIFORM) return "uniformLines";
  throw new ImportError(
    `Table "${table.name}" was exported by an older version of Convex, in an encoding of its own: export it again.`,
  );
}

/** Files by path of their component and storage id. */
async function storeFiles(archive: ArchiveReader, files: Files): Promise<Map<string, StoredFile>> {
  const stored = new Map<string, StoredFile>();
  for (const path of archive.names()) {
    const file = fileAt(path);
    if (file !== null)
      stored.set(folderOf(file.component) + file.id, await files.save(await archive.read(path)));
  }
  return stored;
}

async function unpackTable(
  table: TableName,
  format: RowFormat,
  content: Readable,
  path: string,
  blobs: Map<string, StoredFile> | null,
): Promise<PlannedTable> {
  let number: number | null = null;
  let rows = 0;
  async function* lines() {
    for await (const { line, value } of rowsOf(format, content)) {
      const document = blobs === null ? value : storageDocument(table, value, blobs);
      if (typeof document._id === "string") number ??= tableNumberOf(document._id);
      rows++;
      yield `${line} ${JSON.stringify(document)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(path));
  } catch (error) {
    throw error instanceof ImportError
      ? new ImportError(`In table "${table.name}", ${error.message}`)
      : error;
  }
  return { ...table, number, path, rows };
}

/** The document of a file as it was found in the archive. */
function storageDocument(
  { component }: TableName,
  value: JsonObject,
  blobs: Map<string, StoredFile>,
): JsonObject {
  const { _id, _creationTime, contentType, sha256 } = value;
  const blob = blobs.get(folderOf(component) + (_id as string));
  if (blob === undefined) throw new ImportError(`the file _storage/${_id as string} is missing`);
  if (typeof sha256 === "string" && hashOf(sha256) !== blob.sha256)
    throw new ImportError(`the file _storage/${_id as string} is damaged: its hash is not ${sha256}`);
  return {
    ...blob,
    _id: _id!,
    ...(typeof contentType === "string" && { contentType }),
    ...(_creationTime !== undefined && { _creationTime }),
  };
}

/** A hash as it is kept here, from either form that exports have. */
function hashOf(sha256: string): string {
  return /^[0-9a-f]{64}$/.test(sha256) ? Buffer.from(sha256, "hex").toString("base64") : sha256;
}

/** Adds the table numbers that `_tables` lists, which also covers tables without documents. */
async function withNumbers(archive: ArchiveReader, tables: PlannedTable[]): Promise<PlannedTable[]> {
  const numbers = new Map<string, number>();
  for (const component of new Set(tables.map((table) => table.component))) {
    const path = documentsPath({ component, name: "_tables" });
    if (!archive.names().includes(path)) continue;
    for await (const { value } of rowsOf("jsonLines", await archive.read(path)))
      if (typeof value.id === "number" && typeof value.name === "string")
        numbers.set(documentsPath({ component, name: value.name }), value.id);
  }
  return tables.map((table) => ({
    ...table,
    number: table.number ?? numbers.get(documentsPath(table)) ?? null,
  }));
}
