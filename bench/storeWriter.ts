/** Documents written straight into the store of an engine that has `convex/`: years of a workspace in a minute. */
import { join } from "node:path";
import type { WithoutSystemFields } from "convex/server";
import { convexToJson, type Value } from "convex/values";
import type { Doc, Id, TableNames } from "../convex/_generated/dataModel.js";
import { openDatabase, type Database } from "../engine/database/database.ts";
import { Transaction } from "../engine/database/transaction.ts";
import { systemWorld } from "../engine/lib/world.ts";
import { Store } from "../engine/storage/store.ts";
import type { JsonObject } from "../engine/values/json.ts";

const BATCH = 2_000;

/** What a table's documents hold besides what Convex gives them. */
export type Fields<Table extends TableNames> = WithoutSystemFields<Doc<Table>>;
/** Where a document is, and its `_creationTime`. */
export type Written<Table extends TableNames> = { id: Id<Table>; at: number };

export class StoreWriter {
  readonly #database: Database;
  readonly #onCommit: () => void;
  #count = 0;
  /** Of a year ago: what the engine commits comes later. */
  #ts = BigInt(Date.now() - 365 * 86_400_000) * 1_000_000n;

  /** @param onCommit is called with every commit, for what is written beside it */
  constructor(dataDir: string, onCommit: () => void = () => {}) {
    this.#database = openDatabase(new Store(join(dataDir, "store.sqlite")), systemWorld);
    this.#onCommit = onCommit;
    // Nothing is lost that could not be written again; the indexes of some gigabytes are changed all over.
    this.#database.store.raw.exec("PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;");
    this.#database.store.begin();
  }

  write<Table extends TableNames>(table: Table, document: Fields<Table>): Written<Table> {
    if (++this.#count % BATCH === 0) {
      this.#commit();
      this.#database.store.begin();
    }
    // Each as if it were a transaction of its own: those have limits.
    const tx = new Transaction(this.#database, false);
    const id = tx.insert(table, convexToJson(document as unknown as Value) as JsonObject) as Id<Table>;
    return { id, at: (JSON.parse(tx.get(id)!) as { _creationTime: number })._creationTime };
  }

  patch<Table extends TableNames>(id: Id<Table>, fields: Partial<Fields<Table>>): void {
    new Transaction(this.#database, false).patch(id, convexToJson(fields as unknown as Value) as JsonObject);
  }

  /** A commit timestamp later than those before. */
  nextTs(): bigint {
    return (this.#ts += 1_000_000n);
  }

  close(): void {
    this.#commit();
    this.#database.store.close();
  }

  #commit(): void {
    this.#database.clock.advance();
    this.#database.store.commit();
    this.#onCommit();
  }
}
