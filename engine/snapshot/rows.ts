/**
 * The rows of a file to import, one after another, each with the line it starts at.
 *
 * Shapes  `jsonLines`: a JSON object a line, `uniformLines` as Convex writes it in snapshots. `jsonArray`: one array of objects. `csv`: a header, then values,
 *         which are numbers where they look like numbers. As https://docs.convex.dev/database/import-export.
 * Errors  ImportError names the line.
 * Rules   SPEC.md SN.
 */
import { finished } from "node:stream/promises";
import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import { checkShape } from "../database/limits.ts";
import {
  bytesValueOf,
  floatOf,
  integerOf,
  isObject,
  kindOf,
  type Json,
  type JsonObject,
} from "../values/json.ts";
import { fromUniform } from "../values/uniform.ts";

export type RowFormat = "jsonLines" | "uniformLines" | "jsonArray" | "csv";
export type Row = { line: number; value: JsonObject };

/** What is wrong with the file, in words for whoever imports it. */
export class ImportError extends Error {
  override name = "ImportError";
}

/** The limit of Convex: longer ones go as JSON lines. */
const MAX_ARRAY_BYTES = 8 * 1024 * 1024;
const MAX_LINE_LENGTH = 64 * 1024 * 1024;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

export async function* rowsOf(format: RowFormat, content: Readable): AsyncGenerator<Row> {
  if (format === "csv") return yield* csvRows(content);
  if (format === "jsonArray") return yield* arrayRows(content);
  const parseText = format === "uniformLines" ? fromUniform : (text: string) => JSON.parse(text) as Json;
  let line = 0;
  for await (const text of linesOf(content)) {
    line++;
    if (text.trim() !== "") yield { line, value: objectAt(line, parseAt(line, text, parseText)) };
  }
}

/** The lines of a UTF-8 stream. @throws ImportError for one that is longer than any document, or manifest, can be */
export async function* linesOf(content: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split("\n") as [string, ...string[]];
    parts.push(first);
    length += first.length;
    if (length > MAX_LINE_LENGTH)
      throw new ImportError(`a line is longer than ${MAX_LINE_LENGTH} characters`);
    const rest = others.pop();
    if (rest === undefined) continue;
    yield parts.join("");
    yield* others;
    parts = [rest];
    length = rest.length;
  }
  parts.push(decoder.decode());
  const last = parts.join("");
  if (last !== "") yield last;
}

async function* arrayRows(content: Readable): AsyncGenerator<Row> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ARRAY_BYTES)
      throw new ImportError("A JSON array may have 8 MiB at most: import more as JSON lines (.jsonl).");
    chunks.push(chunk);
  }
  const array = parseAt(1, Buffer.concat(chunks).toString("utf8"), (text) => JSON.parse(text) as Json);
  if (!Array.isArray(array)) throw new ImportError("The file is not a JSON array of objects.");
  for (const [at, value] of array.entries()) yield { line: at + 1, value: objectAt(at + 1, value) };
}

async function* csvRows(content: Readable): AsyncGenerator<Row> {
  const parser = parse({ columns: true, info: true, skip_empty_lines: true });
  content.pipe(parser);
  content.on("error", (error) => parser.destroy(error));
  type Parsed = { record: Record<string, string>; info: { lines: number } };
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const fields = Object.entries(record).map(([name, text]) => [name, csvValue(name, text)]);
      yield { line: info.lines, value: objectAt(info.lines, Object.fromEntries(fields) as JsonObject) };
    }
  } catch (error) {
    throw error instanceof ImportError ? error : new ImportError((error as Error).message);
  }
  await finished(content);
}

function csvValue(name: string, text: string): Json {
  return name !== "_id" && NUMBER.test(text) ? Number(text) : text;
}

function parseAt(line: number, text: string, parseText: (text: string) => Json): Json {
  try {
    return parseText(text);
  } catch (error) {
    throw new ImportError(`line ${line}: ${(error as Error).message}`);
  }
}

function objectAt(line: number, value: Json): JsonObject {
  if (kindOf(value) !== "object") throw new ImportError(`line ${line}: not an object`);
  try {
    checkShape(value);
    checkWrapped(value);
  } catch (error) {
    throw new ImportError(`line ${line}: ${(error as Error).message}`);
  }
  return value as JsonObject;
}

/** @throws Error when names of fields, or what stands for int64, bytes and special floats, are none of Convex's */
function checkWrapped(value: Json): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error("a number is too large");
  if (Array.isArray(value)) for (const element of value) checkWrapped(element);
  if (!isObject(value)) return;
  const names = Object.keys(value);
  if (kindOf(value) === "object") {
    const bad = names.find((name) => !isFieldName(name));
    if (bad !== undefined) throw new Error(`"${bad}" is no name of a field`);
    for (const field of Object.values(value)) checkWrapped(field);
    return;
  }
  if (names.length > 1) throw new Error(`"${names[0]}" stands beside other fields`);
  if ("$integer" in value) integerOf(value);
  else if ("$float" in value) floatOf(value);
  else if (bytesValueOf(value).toString("base64") !== value.$bytes) throw new Error("$bytes is not base64");
}

function isFieldName(name: string): boolean {
  return /^[ -~]{0,1024}$/.test(name) && !name.startsWith("$");
}
