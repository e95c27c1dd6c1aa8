/**
 * What functions cost: how often each ran, how long it took, and what it read and wrote.
 *
 * Units   Milliseconds and bytes. Durations are counted in steps that are a quarter longer each, so a share of them is
 *         known to an eighth.
 * Bounds  Memory: five hundred functions, each with what it did since the start and in the last hour.
 * Rules   SPEC.md WK9.
 */
import type { FunctionKind } from "./modules.ts";

/** What can run: functions, and the HTTP actions behind routes. */
export type RunKind = FunctionKind | "httpAction";

/** One run of a function that has ended, as it is counted. */
export type Run = {
  path: string;
  kind: RunKind;
  isFailed: boolean;
  durationMs: number;
  bytesRead: number;
  bytesWritten: number;
};

/** Runs together. `steps` has how many took so long, from the shortest step on. */
export type Runs = {
  count: number;
  failed: number;
  /** Times that an answer was known and the function did not run. */
  known: number;
  bytesRead: number;
  bytesWritten: number;
  totalMs: number;
  steps: number[];
};

export type FunctionRuns = { path: string; kind: RunKind; sinceStart: Runs; lastHour: Runs };

const MOST_FUNCTIONS = 500;
const SLOT_MS = 5 * 60 * 1000;
const SLOTS = 12;
const SHORTEST_MS = 0.05;
const GROWTH = 1.25;
/** Up to ten minutes and more. */
const STEPS = 74;

const none = (): Runs => ({
  count: 0,
  failed: 0,
  known: 0,
  bytesRead: 0,
  bytesWritten: 0,
  totalMs: 0,
  steps: [],
});

function stepOf(durationMs: number): number {
  const step = Math.ceil(Math.log(durationMs / SHORTEST_MS) / Math.log(GROWTH));
  return Math.min(STEPS - 1, Math.max(0, step));
}

/** How long a share of the runs took at most; null where there were none. */
export function shareOf({ steps }: Pick<Runs, "steps">, share: number): number | null {
  const total = steps.reduce((sum, count) => sum + (count ?? 0), 0);
  if (total === 0) return null;
  let left = Math.ceil(total * share);
  const step = steps.findIndex((count) => (left -= count ?? 0) <= 0);
  return SHORTEST_MS * GROWTH ** (step - 0.5);
}

function addTo(runs: Runs, other: Runs): void {
  for (const name of ["count", "failed", "known", "bytesRead", "bytesWritten", "totalMs"] as const)
    runs[name] += other[name];
  for (const [step, count] of other.steps.entries()) runs.steps[step] = (runs.steps[step] ?? 0) + count;
}

/** A slot holds what happened in five minutes; the twelve newest are the last hour. */
type Slot = { number: number; runs: Runs };
type Counted = { path: string; kind: RunKind; sinceStart: Runs; slots: Slot[] };

export class RunFigures {
  readonly #monotonic: () => number;
  readonly #counted = new Map<string, Counted>();
  /** The number of the slot of the last run: to look at the clock costs more than to count. */
  #slot = 0;

  /** @param monotonic milliseconds that never step back */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  ran({ path, kind, isFailed, durationMs, bytesRead, bytesWritten }: Run): void {
    const counted = this.#countedOf(path, kind);
    if (counted === null) return;
    const step = stepOf(durationMs);
    this.#slot = this.#slotNow();
    for (const runs of [counted.sinceStart, this.#slotOf(counted).runs]) {
      runs.count++;
      if (isFailed) runs.failed++;
      runs.bytesRead += bytesRead;
      runs.bytesWritten += bytesWritten;
      runs.totalMs += durationMs;
      for (let i = runs.steps.length; i <= step; i++) runs.steps.push(0);
      runs.steps[step]!++;
    }
  }

  /** Counts an answer for which a query did not have to run. A commit may bring thousands of them. */
  knew(path: string): void {
    const counted = this.#countedOf(path, "query");
    if (counted === null) return;
    counted.sinceStart.known++;
    this.#slotOf(counted).runs.known++;
  }

  all(): FunctionRuns[] {
    const now = (this.#slot = this.#slotNow());
    return [...this.#counted.values()].map(({ path, kind, sinceStart, slots }) => {
      const lastHour = none();
      for (const { number, runs } of slots) if (number > now - SLOTS) addTo(lastHour, runs);
      return { path, kind, sinceStart, lastHour };
    });
  }

  #slotNow(): number {
    return Math.floor(this.#monotonic() / SLOT_MS);
  }

  /** Null for one more function than any app has. */
  #countedOf(path: string, kind: RunKind): Counted | null {
    const known = this.#counted.get(path);
    if (known !== undefined) return known;
    if (this.#counted.size >= MOST_FUNCTIONS) return null;
    const counted: Counted = { path, kind, sinceStart: none(), slots: [] };
    this.#counted.set(path, counted);
    return counted;
  }

  #slotOf({ slots }: Counted): Slot {
    const number = this.#slot;
    const last = slots.at(-1);
    if (last?.number === number) return last;
    const slot = { number, runs: none() };
    slots.push(slot);
    if (slots.length > SLOTS) slots.shift();
    return slot;
  }
}

/** The runs of both; a function that is in both is one. */
export function together(some: readonly FunctionRuns[], others: readonly FunctionRuns[]): FunctionRuns[] {
  const all = new Map<string, FunctionRuns>();
  for (const { path, kind, sinceStart, lastHour } of [...some, ...others]) {
    const one = all.get(path) ?? { path, kind, sinceStart: none(), lastHour: none() };
    addTo(one.sinceStart, sinceStart);
    addTo(one.lastHour, lastHour);
    all.set(path, one);
  }
  return [...all.values()];
}
