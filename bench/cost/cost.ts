/**
 * What a month on Convex would cost.
 *
 * Prices   docs.convex.dev/production/state/limits (Professional), 2026-11: 25 $ a developer, 25M calls and 50 GB of
 *          database I/O included, 2 $ a million calls, 0.20 $ a GB. Subscription updates are calls. Documents count by their
 *          size, with the keys of the index entries; earlier versions of the page rounded them up to a KiB.
 */
import { atMost, type Benchmark, type Row } from "../bench.ts";
import { measuredBy } from "../backend.ts";
import type { Bytes } from "./measure.ts";
import { month, type Sums } from "./model.ts";

const GB = 1e9;
const INCLUDED = { calls: 25e6, bytes: 50 * GB };
const PRICE = { base: 25, call: 2 / 1e6, byte: 0.2 / GB };

const sumOf = (lines: Iterable<Sums>): Sums => {
  const sum = { calls: 0, bytes: 0 };
  for (const { calls, bytes } of lines) {
    sum.calls += calls;
    sum.bytes += bytes;
  }
  return sum;
};

function dollars({ calls, bytes }: Sums): number {
  const beyond = (used: number, included: number) => Math.max(0, used - included);
  return PRICE.base + beyond(calls, INCLUDED.calls) * PRICE.call + beyond(bytes, INCLUDED.bytes) * PRICE.byte;
}

const MOST = new Map([
  [300, 25],
  [3_000, 150],
  [30_000, 5_000],
]);

const amounts = ({ calls, bytes }: Sums) => `${Math.round(calls / 1e6)}M calls, ${Math.round(bytes / GB)} GB`;

const totalOf = (used: Sums) => `${Math.round(dollars(used))} $: ${amounts(used)}`;
const weightOf = ({ calls, bytes }: Sums) => calls * PRICE.call + bytes * PRICE.byte;

/** A line without what is included in the price of all. */
const lineOf = (people: number, [what, used]: [string, Sums]): Row => ({
  id: "cost",
  what: `of it for ${people}: ${what}`,
  tandem: `${Math.round(used.calls * PRICE.call)} $ + ${Math.round(used.bytes * PRICE.byte)} $: ${amounts(used)}`,
});

async function cost(): Promise<Row[]> {
  const bytes = await measuredBy<Bytes>("cost/measure.ts");
  return [...MOST].flatMap(([people, most]) => {
    const lines = month(people, 1, bytes);
    const used = sumOf(lines.values());
    const half = sumOf(month(people, 0.5, bytes).values());
    const price = Math.round(dollars(used));
    const what = `a month of ${people} people on Convex`;
    const largest = [...lines].toSorted(([, a], [, b]) => weightOf(b) - weightOf(a));
    return [
      { id: "cost", what, tandem: totalOf(used), ...atMost(price, most) },
      { id: "cost", what: `${what}, where half of the windows are out of sight`, tandem: totalOf(half) },
      ...largest.map((line) => lineOf(people, line)),
    ];
  });
}

export const COST: Benchmark[] = [{ id: "cost", run: cost }];
