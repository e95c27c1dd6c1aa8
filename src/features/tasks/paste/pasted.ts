/**
 * Lines and tables that were pasted, as new tasks.
 *
 * Shapes  A row keeps what it was written as, so that what is not made stays to be mended.
 * Rules   Nothing is left out without a word: a value that is not understood is a problem of its row, which is not made.
 */
import {
  HEADER_WORDS,
  PASTED_FIELDS,
  PRIORITY_WORDS,
  STATUS_WORDS,
  type PastedField as Field,
} from "@convex/shared/board/columnWords";
import { dayIn, todayOf } from "@convex/shared/board/dueWords";
import { estimateIn, factsOf, quickAdd, type Known, type QuickFacts } from "@convex/shared/board/quickAdd";
import type { TaskStatus } from "@convex/shared/tasks";
import { parse } from "csv-parse/browser/esm/sync";

type Line = { raw: string; cells: string[] };

/** `header`: the first line, where it has the names of the columns. */
export type Pasted =
  | { kind: "lines"; rows: Line[] }
  | { kind: "table"; rows: Line[]; header: Line | undefined; columns: (Field | undefined)[] };

const wordOf = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const fieldOf = (cell: string): Field | undefined => {
  const word = wordOf(cell);
  return PASTED_FIELDS.find((field) => HEADER_WORDS[field].includes(word));
};

/** Each field once: the first column of that name. */
function columnsOf(cells: readonly string[]): (Field | undefined)[] {
  const fields = cells.map(fieldOf);
  return fields.map((field, i) => (fields.indexOf(field) === i ? field : undefined));
}

const MARK = /^\s*(?:(?:[-*+–—>]|\d{1,3}[.)]|[a-z][.)])\s+|[•·◦▪‣]\s*)+/iu;
const BOX = /^(?:\[(?<check>[ xX✓✔]?)\]|(?<sign>[☐☑☒✅✔✓]))\s*/u;

const isList = (line: string): boolean => MARK.test(line) || BOX.test(line.trim());

/** The values between tabs, commas or semicolons; null where a text has none, or its quotes do not fit. */
function cellsOf(text: string, delimiter: string): Line[] | null {
  try {
    const found = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
      raw: true,
    }) as unknown as { record: string[]; raw: string }[];
    return found.map(({ record, raw }) => ({ raw: raw.replace(/^\n+|\r?\n$/gu, ""), cells: record }));
  } catch {
    return null;
  }
}

function tableOf(text: string, first: string): Line[] | null {
  if (isList(first)) return null;
  if (/\S\t|\t\S/u.test(first)) return cellsOf(text, "\t");
  const delimiter = [",", ";"].find((sign) => {
    const fields = (cellsOf(first, sign)?.[0]?.cells ?? []).map(fieldOf);
    return fields.includes("title") && fields.filter(Boolean).length > 1;
  });
  return delimiter === undefined ? null : cellsOf(text, delimiter);
}

/** What somebody pasted: a table between tabs, or between commas below names of columns; else a task in each line. */
export function readPasted(text: string): Pasted {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const [first = ""] = lines;
  const table = tableOf(text, first);
  const [head] = table ?? [];
  if (!table || !head) return { kind: "lines", rows: lines.map((raw) => ({ raw, cells: [raw] })) };
  const width = table.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const named = columnsOf(Array.from({ length: width }, (_, i) => head.cells[i] ?? ""));
  const hasNames = named.includes("title") || named.filter(Boolean).length > 1;
  const free = named.indexOf(undefined);
  const columns: (Field | undefined)[] = hasNames ? named : named.map(() => undefined);
  if (!columns.includes("title") && free >= 0) columns[hasNames ? free : 0] = "title";
  return hasNames
    ? { kind: "table", header: head, rows: table.slice(1), columns }
    : { kind: "table", header: undefined, rows: table, columns };
}

export type Problem = { field: Field; text: string };

export type Row = {
  raw: string;
  title: string;
  description?: string;
  status?: TaskStatus;
  facts: QuickFacts;
  /** A name that is to be found. */
  asked?: string;
  problems: Problem[];
};

function named<T extends string>(words: Record<T, readonly string[]>, cell: string): T | undefined {
  const word = wordOf(cell);
  return (Object.keys(words) as T[]).find((name) => words[name].includes(word));
}

function dueIn(cell: string, today: number): number | undefined {
  const [, date, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(cell) ?? [];
  const text = year === undefined ? cell.toLowerCase().replace(/,/gu, "") : `${year}-${month}-${date}`;
  const words = text.split(/[\sT]+/u);
  const day = dayIn(words, today);
  // A time behind the day says nothing of the day.
  const rest = words.slice(day?.count).every((word) => /^[\d:.]+(?:am|pm|z)?$|^[ap]m$/u.test(word));
  return rest ? day?.meant : undefined;
}

const tagsIn = (cell: string): string[] =>
  cell
    .split(/[,;|]/u)
    .map((tag) => tag.trim().replace(/^#/u, ""))
    .filter((tag) => tag !== "");

type Put = (row: Row, cell: string, known: Known) => boolean;

/** How a cell of each column goes into its row; false for one that is not understood. */
const PUT: Record<Field, Put> = {
  title: (row, cell) => {
    row.title = cell.replace(/\s+/gu, " ");
    return row.title !== "";
  },
  description: (row, cell) => {
    row.description = cell;
    return true;
  },
  status: (row, cell) => {
    const isDone = BOX.exec(cell)?.[0] === cell && boxOf(cell);
    const status = isDone === undefined || isDone === false ? named(STATUS_WORDS, cell) : isDone;
    if (status) row.status = status;
    return status !== undefined;
  },
  assignee: (row, cell, { people = [] }) => {
    const name = cell.replace(/^@/u, "");
    const person = people.find((one) => one.name === name);
    if (person) row.facts.assigneeId = person.id;
    else row.asked = name;
    return true;
  },
  due: (row, cell, { now }) => {
    const day = dueIn(cell, todayOf(now));
    if (day !== undefined) row.facts.dueDate = day;
    return day !== undefined;
  },
  priority: (row, cell) => {
    const priority = named(PRIORITY_WORDS, cell);
    if (priority) row.facts.priority = priority;
    return priority !== undefined;
  },
  tags: (row, cell) => {
    row.facts.tags = tagsIn(cell);
    return true;
  },
  estimate: (row, cell) => {
    const text = cell.replace(/\s+/gu, "").replace(/hours?$/iu, "h");
    const hours = estimateIn(/^[\d.,]+$/u.test(text) ? `${text}h` : text);
    if (hours !== undefined) row.facts.estimate = hours;
    return hours !== undefined;
  },
};

/** What a box before a line says of it. */
function boxOf(line: string): TaskStatus | undefined {
  const { check, sign } = BOX.exec(line)?.groups ?? {};
  if (check === undefined && sign === undefined) return undefined;
  return check?.trim() || (sign !== undefined && sign !== "☐") ? "done" : "todo";
}

function lineRow({ raw }: Line, known: Known, isQuick: boolean): Row {
  const text = raw.replace(MARK, "").trim();
  const box = boxOf(text);
  const words = text.replace(BOX, "").replace(/\s+/gu, " ").trim();
  const { title, parts, asked } = isQuick ? quickAdd(words, known) : { title: words, parts: [] };
  return {
    raw,
    title,
    facts: factsOf(parts),
    ...(box === "done" && { status: box }),
    ...(asked !== undefined && { asked }),
    problems: title === "" ? [{ field: "title", text: raw.trim() }] : [],
  };
}

function tableRow({ raw, cells }: Line, columns: readonly (Field | undefined)[], known: Known): Row {
  const row: Row = { raw, title: "", facts: {}, problems: [] };
  for (const [i, field] of columns.entries()) {
    const cell = (cells[i] ?? "").trim();
    if (field === undefined || cell === "") continue;
    if (!PUT[field](row, cell, known)) row.problems.push({ field, text: cell });
  }
  if (row.title === "") row.problems.unshift({ field: "title", text: "" });
  return row;
}

export type Reading = {
  known: Known;
  /** Whether people, tags and days are read in lines. */
  isQuick: boolean;
};

/** What each row would be. */
export const rowsOf = (pasted: Pasted, { known, isQuick }: Reading): Row[] =>
  pasted.kind === "lines"
    ? pasted.rows.map((line) => lineRow(line, known, isQuick))
    : pasted.rows.map((line) => tableRow(line, pasted.columns, known));

/** The same text with these rows alone. */
export const textOf = (pasted: Pasted, rows: readonly Pick<Row, "raw">[]): string => {
  const header = pasted.kind === "table" && pasted.header && rows.length > 0 ? [pasted.header] : [];
  return [...header, ...rows].map(({ raw }) => raw).join("\n");
};
