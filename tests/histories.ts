/**
 * `npm run test:undo [count] [from]`: so many random histories of undo and redo (100,000), from a seed on (0), in as many
 * processes as there are processors (`PROCESSES`). A line after each part says how far all are, and the `from` that goes
 * on there. A history that fails is named by its seed, and ends the run: `npm run test:undo 1 <seed>` is it alone.
 */
import { availableParallelism } from "node:os";
import { binOf, runNode } from "../scripts/run.ts";

const PART = 500;
const FILE = "convex/model/undo/undo.test.ts";
const TEST = "byte for byte";

const [count = 100_000, from = 0] = process.argv.slice(2).map(Number);
const processes = Number(process.env.PROCESSES ?? availableParallelism());
if (
  ![count, from, processes].every((given) => Number.isSafeInteger(given) && given >= 0) ||
  processes === 0
) {
  console.error("npm run test:undo [count] [from]: whole numbers.");
  process.exit(1);
}

const end = from + count;
const startMs = performance.now();
const running = new Set<number>();
let next = from;
let hasFailed = false;

/** Tells how far everything before is done. */
function report(done: number): void {
  const upTo = Math.min(next, ...running);
  const seconds = (performance.now() - startMs) / 1000;
  const each = seconds / done;
  const left = ((each * (count - done)) / 60).toFixed(0);
  console.log(
    `${done} of ${count} histories, ${each.toFixed(3)} s each, ${left} min left. Goes on with: npm run test:undo ${end - upTo} ${upTo}`,
  );
}

let done = 0;
async function work(): Promise<void> {
  while (next < end && !hasFailed) {
    const start = next;
    const size = Math.min(PART, end - start);
    next += size;
    running.add(start);
    const env = { FROM: String(start), HISTORIES: String(size) };
    const args = [binOf("vitest"), "run", "--project", "memory", "--silent=passed-only", FILE, "-t", TEST];
    const { code, output } = await runNode(args, { env, isQuiet: true, givesWay: true });
    if (code !== 0) {
      hasFailed = true;
      console.log(output);
      continue;
    }
    running.delete(start);
    done += size;
    report(done);
  }
}

await Promise.all(Array.from({ length: processes }, work));
if (hasFailed) process.exitCode = 1;
else console.log(`${done} histories of undo, of the seeds from ${from} on: all as they were.`);
