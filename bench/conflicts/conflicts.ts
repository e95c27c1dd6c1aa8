/** How often people would meet on Convex (simulation.ts). */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Benchmark, Row } from "../bench.ts";
import type { Measured } from "./measure.ts";

const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));

async function run(): Promise<Row[]> {
  const options = { maxBuffer: 1 << 24 };
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD], options);
  const measured = JSON.parse(stdout) as Measured[];
  return measured.map(({ name, what, mutations, hit, failed }) => ({
    id: "conflicts",
    what: `${name}: ${what}`,
    tandem: `${hit} hit, ${failed} failed per 1,000 of ${mutations}`,
    target: "≤ 20 hit, 0 failed",
    isMet: hit <= 20 && failed === 0,
  }));
}

export const CONFLICTS: Benchmark[] = [{ id: "conflicts", run }];
