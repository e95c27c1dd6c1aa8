/**
 * What a query has read, kept to decide whether a commit can change its answer; and the index that finds,
 * from the keys a commit wrote, whose reads they touch.
 *
 * Shapes  ReadRange: half-open [from, to) over one index, and the `prefix` of whole key parts both ends share.
 *         Write: one index key a document held before or after the commit, with every prefix of whole parts.
 * Units   Keys are the order-preserving strings of values/indexKey.ts. Index 0 is "document by id".
 * Rules   SPEC.md RS. Missing an overlap shows stale data; a false overlap only runs a query again.
 */
export const BY_ID = 0;
/** Stands for tables that do not exist: a query of one reads its name here, and its creation writes the name. */
export const MISSING_TABLE = -1;
/** Stands for the engine's own named settings. */
export const META = -2;

export type ReadRange = { index: number; prefix: string; from: string; to: string };
export type Write = { index: number; key: string; prefixes: string[] };

export class ReadSet {
  readonly #ranges = new Map<string, ReadRange>();
  readonly #isKept: boolean;

  /** @param isKept false for a mutation: it runs alone, so nobody asks later what it has read */
  constructor(isKept = true) {
    this.#isKept = isKept;
  }

  add(range: ReadRange): void {
    if (this.#isKept) this.#ranges.set(`${range.index}:${range.from}\n${range.to}`, range);
  }

  addAll(other: ReadSet): void {
    for (const [id, range] of other.#ranges) this.#ranges.set(id, range);
  }

  ranges(): Iterable<ReadRange> {
    return this.#ranges.values();
  }
}

type Held<Owner> = { range: ReadRange; owner: Owner };

/**
 * Read ranges of many owners. A range lies in the bucket of its prefix, so a written key meets only the
 * ranges that share one of its own prefixes: the cost follows what changed, not how many watch.
 */
export class RangeIndex<Owner> {
  readonly #buckets = new Map<number, Map<string, Set<Held<Owner>>>>();
  readonly #held = new Map<Owner, Held<Owner>[]>();

  get ownerCount(): number {
    return this.#held.size;
  }

  owners(): Iterable<Owner> {
    return this.#held.keys();
  }

  add(owner: Owner, reads: ReadSet): void {
    const held: Held<Owner>[] = [];
    for (const range of reads.ranges()) {
      const entry = { range, owner };
      this.#bucket(range).add(entry);
      held.push(entry);
    }
    this.#held.set(owner, held);
  }

  /** False when nothing of the owner was held. */
  remove(owner: Owner): boolean {
    for (const entry of this.#held.get(owner) ?? []) {
      const { index, prefix } = entry.range;
      const bucket = this.#buckets.get(index)?.get(prefix);
      bucket?.delete(entry);
      if (bucket?.size === 0) this.#buckets.get(index)?.delete(prefix);
    }
    return this.#held.delete(owner);
  }

  /** The owners whose reads any of the writes touches. */
  touchedBy(writes: Iterable<Write>): Set<Owner> {
    const touched = new Set<Owner>();
    for (const write of writes) {
      const byPrefix = this.#buckets.get(write.index);
      if (byPrefix === undefined) continue;
      for (const prefix of write.prefixes) {
        for (const { range, owner } of byPrefix.get(prefix) ?? []) {
          if (range.from <= write.key && write.key < range.to) touched.add(owner);
        }
      }
    }
    return touched;
  }

  #bucket({ index, prefix }: ReadRange): Set<Held<Owner>> {
    let byPrefix = this.#buckets.get(index);
    if (byPrefix === undefined) this.#buckets.set(index, (byPrefix = new Map()));
    let bucket = byPrefix.get(prefix);
    if (bucket === undefined) byPrefix.set(prefix, (bucket = new Set()));
    return bucket;
  }
}
