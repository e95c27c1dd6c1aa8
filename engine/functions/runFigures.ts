/**
 * What functions cost: how often each ran, how long it took, and what it read and wrote.
 *
 * Units   Milliseconds and bytes. Durations are counted in steps that are a quarter longer each, so a share of them is
 *         known to an eighth.
 * Bounds  Memory: five hundred functions, each with what it did since the start and in the last hour.
 * Rules   SPEC.md WK9.
 */
import type { FunctionKind } from "./modules.ts";

/** One run of a function that has ended, as it is counted. */
export type Run = {
  path: string;
  kind: FunctionKind;
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

export type FunctionRuns = { path: string; kind: FunctionKind; sinceStart: Runs; lastHour: Runs };

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
type Counted = { path: string; kind: FunctionKind; sinceStart: Runs; slots: Slot[] };

export class RunFigures {
  readonly #monotonic: () => number;
  readonly #counted = new Map<string, Counted>();

  /** @param monotonic milliseconds that never step back */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  ran({ path, kind, isFailed, durationMs, bytesRead, bytesWritten }: Run): void {
    const step = stepOf(durationMs);
    for (const runs of this.#runsOf(path, kind)) {
      runs.count++;
      if (isFailed) runs.failed++;
      runs.bytesRead += bytesRead;
      runs.bytesWritten += bytesWritten;
      runs.totalMs += durationMs;
      for (let i = runs.steps.length; i <= step; i++) runs.steps.push(0);
      runs.steps[step]!++;
    }
  }

  /** Counts an answer for which a query did not have to run. */
  knew(path: string): void {
    for (const runs of this.#runsOf(path, "query")) runs.known++;
  }

  all(): FunctionRuns[] {
    const now = this.#slotNow();
    return [...this.#counted.values()].map(({ path, kind, sinceStart, slots }) => {
      const lastHour = none();
      for (const { number, runs } of slots) if (number > now - SLOTS) addTo(lastHour, runs);
      return { path, kind, sinceStart, lastHour };
    });
  }

  #slotNow(): number {
    return Math.floor(this.#monotonic() / SLOT_MS);
  }

  /** Where a run is counted. There is no place for more functions than any app has. */
  #runsOf(path: string, kind: FunctionKind): Runs[] {
    let counted = this.#counted.get(path);
    if (counted === undefined) {
      if (this.#counted.size >= MOST_FUNCTIONS) return [];
      this.#counted.set(path, (counted = { path, kind, sinceStart: none(), slots: [] }));
    }
    const number = this.#slotNow();
    let slot = counted.slots.at(-1);
    if (slot?.number !== number) {
      counted.slots.push((slot = { number, runs: none() }));
      if (counted.slots.length > SLOTS) counted.slots.shift();
    }
    return [counted.sinceStart, slot.runs];
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
