/** What a benchmark has at hand, and what it answers. */
import { median, round } from "./stats.ts";
import type { Load, LoadResult, Server } from "./processes.ts";
import type { Workspace } from "./workspace.ts";

/** One line of the table. `ratio` is against the floor of the same run. */
export type Row = {
  id: string;
  what: string;
  tandem: string;
  floor?: string;
  ratio?: number;
  /** As in `≤ 2.5`. */
  target?: string;
  isMet?: boolean;
};

export type EngineInfo = { url: string; adminKey: string };

export type Bench = {
  /** Takes longer and goes to a million. */
  isFull: boolean;
  /** The measurements of each floor and of Tandem, in turn. */
  rounds: number;
  load: Load;
  relay: Server<{ url: string }>;
  engine: Server<EngineInfo>;
  rowEngine: Server<{ url: string }>;
  workspace: Workspace;
};

export type Benchmark = {
  id: string;
  /** Runs with `--full`, or where it is asked for by its name. */
  isLong?: boolean;
  run: (bench: Bench) => Promise<Row[]> | Row[];
};

export const atMost = (value: number, most: number) => ({ target: `≤ ${most}`, isMet: value <= most });
export const atLeast = (value: number, least: number) => ({ target: `≥ ${least}`, isMet: value >= least });

/** Runs both sides in turn; answers the results of each round. */
export async function interleave(
  { rounds }: Pick<Bench, "rounds">,
  floor: () => Promise<LoadResult>,
  tandem: () => Promise<LoadResult>,
): Promise<{ floor: LoadResult; tandem: LoadResult }[]> {
  const results: { floor: LoadResult; tandem: LoadResult }[] = [];
  for (let i = 0; i < rounds; i++) results.push({ floor: await floor(), tandem: await tandem() });
  return results;
}

/** The median of the rounds' own figures, and of their ratios. */
export function compared(
  results: readonly { floor: LoadResult; tandem: LoadResult }[],
  figure: (result: LoadResult) => number,
): { floor: number; tandem: number; ratio: number } {
  const pairs = results.map(({ floor, tandem }) => ({ floor: figure(floor), tandem: figure(tandem) }));
  return {
    floor: round(median(pairs.map(({ floor }) => floor))),
    tandem: round(median(pairs.map(({ tandem }) => tandem))),
    ratio: round(median(pairs.map(({ floor, tandem }) => tandem / floor))),
  };
}
