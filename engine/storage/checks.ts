/** What is asked of a store to find out whether it is sound: see snapshot/soundness.ts. */
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** An entry of an index with its document, which is null where the entry leads nowhere. */
export type CheckedEntry = {
  key: string;
  row: number | null;
  id: string | null;
  json: string | null;
  sum: number | null;
  size: number | null;
};

export class Checks {
  readonly #db: DatabaseSync;
  #rowAt: StatementSync | null = null;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Whether documents have checksums and sizes: a file of an earlier format has them once it is opened for writing. */
  hasSums(): boolean {
    const column = "SELECT 1 FROM pragma_table_info('documents') WHERE name = 'size'";
    return this.#db.prepare(column).get() !== undefined;
  }

  entriesOf(index: number): Iterable<CheckedEntry> {
    const entries = this.#db.prepare(
      "SELECT e.key, d.row, d.id, d.json, d.sum, d.size FROM index_entries e LEFT JOIN documents d ON d.row = e.row WHERE e.index_number = ?",
    );
    return entries.iterate(index) as Iterable<CheckedEntry>;
  }

  /** The row that an entry leads to. */
  rowAt(index: number, key: string): number | null {
    this.#rowAt ??= this.#db.prepare("SELECT row FROM index_entries WHERE index_number = ? AND key = ?");
    return (this.#rowAt.get(index, key) as { row: number } | undefined)?.row ?? null;
  }

  countDocuments(): number {
    return (this.#db.prepare("SELECT count(*) AS n FROM documents").get() as { n: number }).n;
  }
}
