/**
 * Removes what no table has any more, a little at a time: what an import has replaced, and what one that failed had
 * brought.
 *
 * Shapes  A leftover is known by the numbers of its indexes; by the first of them its documents are found.
 * Rules   SPEC.md SN. A document goes with its entry in that index, so that their numbers stay equal.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { TextIndexes } from "./textIndex.ts";

export type Leftover = { table: string; indexes: number[]; texts: number[]; vectors: number[] };

const AT_ONCE = 64;

const STATEMENTS = {
  documents: `SELECT e.key, e.row, d.json FROM index_entries e JOIN documents d ON d.row = e.row
    WHERE e.index_number = ? ORDER BY e.key LIMIT ${AT_ONCE}`,
  deleteDocument: "DELETE FROM documents WHERE row = ?",
  lastKey: `SELECT max(key) AS last FROM (SELECT key FROM index_entries WHERE index_number = ? ORDER BY key LIMIT ${AT_ONCE})`,
  deleteEntries: "DELETE FROM index_entries WHERE index_number = ? AND key <= ?",
  lastVector: `SELECT max(row) AS last FROM (SELECT row FROM vectors WHERE index_number = ? ORDER BY row LIMIT ${AT_ONCE})`,
  deleteVectors: "DELETE FROM vectors WHERE index_number = ? AND row <= ?",
} satisfies Record<string, string>;

export class Leftovers {
  readonly #db: DatabaseSync;
  readonly #texts: TextIndexes;
  readonly #prepared: Partial<Record<keyof typeof STATEMENTS, StatementSync>> = {};

  constructor(db: DatabaseSync, texts: TextIndexes) {
    this.#db = db;
    this.#texts = texts;
  }

  /**
   * Removes the next few of its documents, entries or vectors, or one full-text index; what was removed is told.
   * Answers false when nothing was left.
   */
  shrink({ indexes, texts, vectors }: Leftover, tell: (json: string) => void): boolean {
    return (
      this.#shrinkDocuments(indexes[0]!, tell) ||
      indexes.some((index) => this.#shrinkIndex(index)) ||
      vectors.some((index) => this.#shrinkVectors(index)) ||
      texts.some((index) => this.#texts.drop(index))
    );
  }

  #shrinkDocuments(index: number, tell: (json: string) => void): boolean {
    const found = this.#statement("documents").all(index) as { key: string; row: number; json: string }[];
    for (const { row, json } of found) {
      this.#statement("deleteDocument").run(row);
      tell(json);
    }
    if (found.length > 0) this.#statement("deleteEntries").run(index, found.at(-1)!.key);
    return found.length > 0;
  }

  #shrinkIndex(index: number): boolean {
    const { last } = this.#statement("lastKey").get(index) as { last: string | null };
    if (last !== null) this.#statement("deleteEntries").run(index, last);
    return last !== null;
  }

  #shrinkVectors(index: number): boolean {
    const { last } = this.#statement("lastVector").get(index) as { last: number | null };
    if (last !== null) this.#statement("deleteVectors").run(index, last);
    return last !== null;
  }

  #statement(name: keyof typeof STATEMENTS): StatementSync {
    return (this.#prepared[name] ??= this.#db.prepare(STATEMENTS[name]));
  }
}
