/** F-02: a process is killed at any instant, over and over, on one store. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { seededRandom } from "../../engine/lib/world.ts";
import type { Found } from "./killWriter.ts";
import { rounds } from "./rounds.ts";

const WRITER = join(import.meta.dirname, "killWriter.ts");
/** It dies so many acknowledgements after its start, at the most, and so long after the last of them. */
const MOST_ACKED = 8;
const MOST_LATER_MS = 6;

type Life = { ackedMore: number; laterMs: number };

/** Lets a process write until it is killed; answers what it found, and the last number it has acknowledged. */
async function liveAndDie(
  path: string,
  first: number,
  { ackedMore, laterMs }: Life,
): Promise<{ found: Found; acked: number }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", WRITER, path, `${first}`]);
  const exit = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let found: Found | null = null;
  let acked = first - 1;
  lines.on("line", (line) => {
    const said = JSON.parse(line) as Found | number;
    if (typeof said === "number") acked = said;
    else {
      expect(said, stderr).toHaveProperty("pairs");
      found = said;
    }
    // Counted, not timed: on a busy machine a process may write little in any time.
    if (acked === first - 1 + ackedMore) setTimeout(() => child.kill("SIGKILL"), laterMs);
  });
  await Promise.all([exit, once(lines, "close")]);
  expect(found, stderr).not.toBe(null);
  return { found: found!, acked };
}

test(`[ST1] [TX4] [TX8] [TX10] ${rounds(12, 1_000)} kills lose, halve and double nothing`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "kill-"));
  const random = seededRandom(11);
  let acked = -1;
  let cycles = 0;
  try {
    for (; cycles < rounds(12, 1_000); cycles++) {
      const life = await liveAndDie(join(folder, "store.sqlite"), acked + 1, {
        ackedMore: Math.floor(random() * (MOST_ACKED + 1)),
        laterMs: random() * MOST_LATER_MS,
      });
      const { pairs, halves, count, badEntries } = life.found;
      const told = `cycle ${cycles}, acknowledged up to ${acked}`;
      expect({ halves, badEntries }, told).toEqual({ halves: 0, badEntries: 0 });
      expect(count, told).toBe(pairs.length);
      expect(
        pairs.toSorted((a, b) => a - b),
        told,
      ).toEqual(Array.from(pairs, (_, i) => i));
      // One more than was heard of may be there: its acknowledgement died on the way.
      expect([acked + 1, acked + 2], told).toContain(pairs.length);
      acked = life.acked;
    }
    expect(acked).toBeGreaterThan(cycles);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
