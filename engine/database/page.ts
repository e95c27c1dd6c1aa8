/**
 * Pages of a query that stay gap-free while documents come and go: a page once shown keeps its end.
 *
 * Shapes  A cursor is a position in the query's order, bound to the query and signed, so that nobody can
 *         read from a place or a query they were not given. The journal remembers where the page ended.
 * Errors  A cursor that is not ours, or of another query: `InvalidCursor`, which clients answer by starting over.
 * Rules   SPEC.md DB.
 */
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { FunctionError } from "../values/errors.ts";
import {
  DocumentStream,
  planQuery,
  type DocumentSource,
  type IndexQuery,
  type Plan,
  type SerializedQuery,
} from "./query.ts";
import { isSearch, SearchStream } from "./searchStream.ts";
import type { Transaction } from "./transaction.ts";
import { keyAfter } from "../values/indexKey.ts";

export type PageRequest = {
  query: SerializedQuery;
  cursor: string | null;
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead?: number | null;
  maximumBytesRead?: number | null;
};
export type Journal = { endCursor: string | null };

const MAX_PAGE_ROWS = 16_000;
/** Stands for "after the last document". */
const END = "";

export class Cursors {
  readonly #secret: KeyObject;

  constructor(secret: string) {
    this.#secret = createSecretKey(secret, "utf8");
  }

  encode(key: string, plan: Plan): string {
    const position = Buffer.from(key, "latin1").toString("base64url");
    return `${position}.${this.#sign(position, plan)}`;
  }

  /** @throws FunctionError InvalidCursor */
  decode(cursor: string, plan: Plan): string {
    const [position, signature] = cursor.split(".");
    if (position === undefined || signature !== this.#sign(position, plan)) {
      throw new FunctionError(
        "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
      );
    }
    return Buffer.from(position, "base64url").toString("latin1");
  }

  #sign(position: string, { index, from, to, order, operators }: Plan): string {
    const query = JSON.stringify([index, from, to, order, operators]);
    return createHmac("sha256", this.#secret)
      .update(`${position}\n${query}`)
      .digest("base64url")
      .slice(0, 22);
  }
}

/** The part of the plan that lies after `start` and up to `end`, both keys of documents or END. */
function between(plan: Plan, start: string | null, end: string | null): Plan {
  let { from, to } = plan;
  if (start === END) return { ...plan, from: to };
  if (start !== null) [from, to] = plan.order === "asc" ? [keyAfter(start), to] : [from, start];
  if (end !== null && end !== END) [from, to] = plan.order === "asc" ? [from, keyAfter(end)] : [end, to];
  return { ...plan, from, to };
}

/** What the cursors of a query belong to, and its documents after one cursor and up to another. */
type Pages = { plan: Plan; open: (start: string | null, end: string | null) => DocumentSource };

function pagesOf(tx: Transaction, request: PageRequest): Pages {
  const { query, pageSize, maximumRowsRead, maximumBytesRead } = request;
  const reads = {
    rows: Math.min(maximumRowsRead ?? MAX_PAGE_ROWS, MAX_PAGE_ROWS),
    bytes: maximumBytesRead ?? Infinity,
  };
  if (isSearch(query)) {
    const from = JSON.stringify(query.source);
    const place = { index: 0, generation: null, prefix: "", from, to: "", order: "asc" as const };
    const plan: Plan = { ...place, operators: query.operators };
    const placeOf = (key: string) => (key === END ? Infinity : Number(key));
    return {
      plan,
      open: (start, end) =>
        new SearchStream(tx, query, { from: placeOf(start ?? "0"), to: placeOf(end ?? END) }),
    };
  }
  const plan = planQuery(tx, query as IndexQuery);
  return { plan, open: (start, end) => new DocumentStream(tx, between(plan, start, end), pageSize, reads) };
}

/**
 * Reads one page and answers the syscall's JSON text. `journal.endCursor`, set by an earlier run of the same
 * query, keeps the page's end; it is set here on the first run.
 */
export function readPage(tx: Transaction, cursors: Cursors, request: PageRequest, journal: Journal): string {
  const { pageSize } = request;
  if (!Number.isInteger(pageSize) || pageSize < 0)
    throw new FunctionError(`\`numItems\` of a page must be a whole number, not ${pageSize}.`);
  const { plan, open } = pagesOf(tx, request);
  const start = request.cursor === null ? null : cursors.decode(request.cursor, plan);
  const endCursor = request.endCursor ?? journal.endCursor;
  const end = endCursor === null ? null : cursors.decode(endCursor, plan);

  const stream = open(start, end);
  const { documents, keys, isFull } = take(
    stream,
    end === null ? Math.max(1, request.pageSize) : MAX_PAGE_ROWS,
  );
  stream.close();

  const last = isFull ? stream.lastKey! : (end ?? END);
  const continueCursor = cursors.encode(last, plan);
  journal.endCursor = continueCursor;
  const hasGrown = (documents.length > request.pageSize || stream.hasStopped) && documents.length > 1;
  const middle = hasGrown ? cursors.encode(keys[Math.floor((keys.length - 1) / 2)]!, plan) : null;
  const status =
    isFull && end !== null
      ? "SplitRequired"
      : documents.length > request.pageSize * 2 || stream.hasStopped
        ? "SplitRecommended"
        : null;
  return `{"page":[${documents.join(",")}],"isDone":${last === END},"continueCursor":${JSON.stringify(continueCursor)},"splitCursor":${JSON.stringify(middle)},"pageStatus":${JSON.stringify(status)}}`;
}

/** Reads until the page is full, the range ends, or the page may read no more. A page of no documents is full at once. */
function take(stream: DocumentSource, wanted: number) {
  const documents: string[] = [];
  const keys: string[] = [];
  while (documents.length < wanted) {
    const json = stream.next();
    if (json === null) return { documents, keys, isFull: stream.hasStopped };
    documents.push(json);
    keys.push(stream.lastKey!);
  }
  return { documents, keys, isFull: stream.lastKey !== null };
}
