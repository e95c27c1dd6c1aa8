/**
 * Full-text indexes of the store: SQLite's FTS5, one table an index, without the texts themselves.
 *
 * Shapes  A row's `text` is its terms, `filters` one word for each filter field; words have no ASCII characters
 *         but letters and digits, so that the tokenizer leaves them whole.
 * Rules   SPEC.md SE. FTS5 writes out what it holds at every savepoint, of which each mutation has one. So changes
 *         wait here until they are searched or committed; what is undone of them is undone here too.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Null takes the row out. */
type Change = { index: number; row: number; entry: TextEntry | null };
type Mark = { length: number; written: number };
export type TextEntry = { text: string; filters: string };

/** How many rows a search may ask for, see SCAN_SIZES: the larger tells that there are more than 1,024. */
export const TEXT_SCAN_SIZES = [256, 1025] as const;

/** Changes that wait, in a transaction without savepoints. */
const MAX_WAITING = 10_000;

/** Longest beginning of a word of which an index keeps a list. */
export const LISTED_BEGINNING = 3;
/** No letter of a word is less. */
const LEAST_LETTER = "0";

export class TextIndexes {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #marks: Mark[] = [];
  #changes: Change[] = [];
  /** How many of the changes FTS5 has. */
  #written = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  create(index: number): void {
    // A search for the beginning of a word needs an index of its own for short ones.
    this.#db.exec(
      `CREATE VIRTUAL TABLE text_${index} USING fts5(text, filters,
        content='', contentless_delete=1, tokenize=ascii, detail=column, prefix='1 2 3')`,
    );
  }

  /** Answers whether there was such an index. */
  drop(index: number): boolean {
    this.write();
    const isThere = this.#db.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(`text_${index}`);
    if (isThere !== undefined)
      this.#db.exec(`DROP TABLE IF EXISTS temp.words_${index}; DROP TABLE text_${index}`);
    return isThere !== undefined;
  }

  change(index: number, row: number, entry: TextEntry | null): void {
    this.#changes.push({ index, row, entry });
    if (this.#changes.length < MAX_WAITING || this.#marks.length > 0) return;
    // Nothing can be undone alone: what FTS5 has need not be remembered.
    this.write();
    this.#changes = [];
    this.#written = 0;
  }

  /** Hands what has waited to FTS5. */
  write(): void {
    for (; this.#written < this.#changes.length; this.#written++) {
      const { index, row, entry } = this.#changes[this.#written]!;
      if (entry === null) this.#statement(`DELETE FROM text_${index} WHERE rowid = ?`).run(row);
      else
        this.#statement(`INSERT OR REPLACE INTO text_${index} (rowid, text, filters) VALUES (?, ?, ?)`).run(
          row,
          entry.text,
          entry.filters,
        );
    }
  }

  /**
   * The words of an index that begin like this; null where there are more than so many. FTS5 collects all that has any of
   * them before it answers for the beginning of a word, but for one of which it keeps a list.
   */
  wordsLike(index: number, beginning: string, most: number): string[] | null {
    this.write();
    // What was made in a transaction that was undone is gone with it.
    this.#db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_${index} USING fts5vocab(main, text_${index}, instance)`,
    );
    const from = this.#statement(`SELECT term FROM temp.words_${index} WHERE term >= ? LIMIT 1`);
    const words: string[] = [];
    for (let next = beginning; ;) {
      const found = from.get(next) as { term: string } | undefined;
      if (!found?.term.startsWith(beginning)) return words;
      if (words.length === most) return null;
      words.push(found.term);
      next = found.term + LEAST_LETTER;
    }
  }

  /** The newest rows that match an expression of FTS5. @param size one of TEXT_SCAN_SIZES */
  newest(index: number, expression: string, size: (typeof TEXT_SCAN_SIZES)[number]): number[] {
    this.write();
    const sql = `SELECT rowid AS row FROM text_${index} WHERE text_${index} MATCH ? ORDER BY rowid DESC LIMIT ${size}`;
    return (this.#statement(sql).all(expression) as { row: number }[]).map(({ row }) => row);
  }

  /** Nothing waits any more: the transaction has ended. */
  end(): void {
    this.#changes = [];
    this.#written = 0;
    this.#marks.length = 0;
  }

  savepoint(): void {
    this.#marks.push({ length: this.#changes.length, written: this.#written });
  }

  release(): void {
    this.#marks.pop();
  }

  /** What FTS5 was given since the savepoint it has lost, also what had waited before. */
  undo(): void {
    const { length, written } = this.#marks.pop()!;
    this.#changes.length = length;
    this.#written = written;
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    return statement;
  }
}
