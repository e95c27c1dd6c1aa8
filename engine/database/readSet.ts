/**
 * What a query has read, kept to decide whether a commit can change its answer; and the index that finds,
 * from the keys a commit wrote, whose reads they touch.
 *
 * Shapes  ReadRange: half-open [from, to) over one index, and the `prefix` of whole key parts both ends share.
 *         KeptRange: the same, of its ends only what follows the prefix: mostly nothing.
 *         Write: one index key a document held before or after the commit, with every prefix of whole parts.
 * Units   Keys are the order-preserving strings of values/indexKey.ts. Index 0 is "document by id".
 * Rules   SPEC.md RS. Missing an overlap shows stale data; a false overlap only runs a query again.
 */
import { flat } from "../lib/text.ts";

export const BY_ID = 0;
/** Stands for tables that do not exist: a query of one reads its name here, and its creation writes the name. */
export const MISSING_TABLE = -1;
/** Stands for the engine's own named settings. */
export const META = -2;

export type ReadRange = { index: number; prefix: string; from: string; to: string };
export type KeptRange = {
  readonly index: number;
  prefix: string;
  readonly start: string;
  readonly end: string;
};
export type Write = { index: number; key: string; prefixes: string[] };

export class ReadSet {
  readonly #ranges: KeptRange[] = [];
  readonly #isKept: boolean;

  /** @param isKept false for a mutation: it runs alone, so nobody asks later what it has read */
  constructor(isKept = true) {
    this.#isKept = isKept;
  }

  add({ index, prefix, from, to }: ReadRange): void {
    if (!this.#isKept) return;
    const { length } = prefix;
    this.#ranges.push({ index, prefix, start: from.slice(length), end: to.slice(length) });
  }

  addAll(ranges: readonly KeptRange[]): void {
    if (this.#isKept) for (const range of ranges) this.#ranges.push(range);
  }

  /** Each once. */
  ranges(): readonly KeptRange[] {
    if (this.#ranges.length < 2) return this.#ranges;
    const idOf = ({ index, prefix, start, end }: KeptRange) =>
      `${index}:${prefix.length}:${prefix}${start}\n${end}`;
    return [...new Map(this.#ranges.map((range) => [idOf(range), range])).values()];
  }
}

type Held<Owner> = { range: KeptRange; owner: Owner };
/** All ranges of one prefix; most have but one. */
type Place<Owner> = { prefix: string; held: Held<Owner> | Set<Held<Owner>> };

/**
 * Read ranges of many owners. A range lies at the place of its prefix, so a written key meets only the
 * ranges that share one of its own prefixes: the cost follows what changed, not how many watch.
 */
export class RangeIndex<Owner> {
  readonly #places = new Map<number, Map<string, Place<Owner>>>();
  readonly #held = new Map<Owner, readonly Held<Owner>[]>();

  get ownerCount(): number {
    return this.#held.size;
  }

  owners(): Iterable<Owner> {
    return this.#held.keys();
  }

  add(owner: Owner, ranges: readonly KeptRange[]): void {
    const held = ranges.map((range) => ({ range, owner }));
    for (const one of held) this.#put(one);
    this.#held.set(owner, held);
  }

  /** False when nothing of the owner was held. */
  remove(owner: Owner): boolean {
    for (const one of this.#held.get(owner) ?? []) {
      const { index, prefix } = one.range;
      const place = this.#places.get(index)?.get(prefix);
      if (place?.held instanceof Set) place.held.delete(one);
      if (place?.held === one || (place?.held instanceof Set && place.held.size === 0))
        this.#places.get(index)?.delete(prefix);
    }
    return this.#held.delete(owner);
  }

  /** The owners whose reads any of the writes touches. */
  touchedBy(writes: Iterable<Write>): Set<Owner> {
    const touched = new Set<Owner>();
    for (const { index, key, prefixes } of writes) {
      const byPrefix = this.#places.get(index);
      if (byPrefix === undefined) continue;
      for (const prefix of prefixes) {
        const place = byPrefix.get(prefix);
        if (place === undefined) continue;
        const rest = key.slice(prefix.length);
        for (const { range, owner } of allOf(place)) {
          if (range.start <= rest && rest < range.end) touched.add(owner);
        }
      }
    }
    return touched;
  }

  #put(held: Held<Owner>): void {
    const { range } = held;
    let byPrefix = this.#places.get(range.index);
    if (byPrefix === undefined) this.#places.set(range.index, (byPrefix = new Map()));
    const place = byPrefix.get(range.prefix);
    if (place === undefined) {
      range.prefix = flat(range.prefix);
      byPrefix.set(range.prefix, { prefix: range.prefix, held });
      return;
    }
    // Equal texts are kept once.
    range.prefix = place.prefix;
    if (place.held instanceof Set) place.held.add(held);
    else place.held = new Set([place.held, held]);
  }
}

function allOf<Owner>({ held }: Place<Owner>): Iterable<Held<Owner>> {
  return held instanceof Set ? held : [held];
}
