/** How often people would meet on Convex (simulation.ts). */
import type { Benchmark, Row } from "../bench.ts";
import { measuredBy } from "../backend.ts";
import type { Measured } from "./measure.ts";

async function run(): Promise<Row[]> {
  const measured = await measuredBy<Measured[]>("conflicts/measure.ts");
  return measured.map(({ name, what, mutations, hit, failed }) => ({
    id: "conflicts",
    what: `${name}: ${what}`,
    tandem: `${hit} hit, ${failed} failed per 1,000 of ${mutations}`,
    target: "≤ 20 hit, 0 failed",
    isMet: hit <= 20 && failed === 0,
  }));
}

export const CONFLICTS: Benchmark[] = [{ id: "conflicts", run }];
