/** `npm run check`: format, lint, types, dead code, lock file, and the size of the built app. */
import { readFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildIfChanged } from "./build.ts";
import { root } from "./config.ts";
import { binOf, runNode } from "./run.ts";

export type Step = { name: string; run: () => Promise<string | null> };

/** A step that is a command of a package; null when it passed, else what it said. */
function command(name: string, packageName: string, args: string[], bin = packageName): Step {
  return {
    name,
    run: async () => {
      const { code, output } = await runNode([binOf(packageName, bin), ...args], { isQuiet: true });
      return code === 0 ? null : output;
    },
  };
}

const FIRST_ROUTE_LIMIT = 200 * 1024;
/** Parts that must load only when they are needed. */
const OWN_CHUNKS = ["BoardPage", "EmojiPicker"];

type Manifest = Record<
  string,
  { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; name?: string }
>;

function filesOf(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key]?.imports ?? []) filesOf(manifest, imported, seen);
  return seen;
}

/** JavaScript that the first page needs, gzipped, and the chunks that must stay apart from it. */
async function checkBundle(): Promise<string | null> {
  await buildIfChanged();
  const path = join(root, "dist", ".vite", "manifest.json");
  if (!existsSync(path)) return "dist/.vite/manifest.json is missing: set build.manifest in vite.config.ts.";
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry === true)!;
  const first = filesOf(manifest, entry);
  const bytes = [...first].reduce(
    (sum, key) => sum + gzipSync(readFileSync(join(root, "dist", manifest[key]!.file))).length,
    0,
  );
  console.log(`  first route: ${(bytes / 1024).toFixed(1)} kB of ${FIRST_ROUTE_LIMIT / 1024} kB gzipped`);
  if (bytes > FIRST_ROUTE_LIMIT)
    return `The first route needs ${bytes} bytes of JavaScript, more than ${FIRST_ROUTE_LIMIT}.`;
  const missing = OWN_CHUNKS.filter(
    (name) => !Object.keys(manifest).some((key) => key.includes(name) && !first.has(key)),
  );
  return missing.length === 0 ? null : `These must be chunks of their own: ${missing.join(", ")}`;
}

export const CHECKS: Step[] = [
  {
    name: "lock file",
    run: async () => {
      const { code, output } = await runNode(["scripts/lockCheck.ts"], { isQuiet: true });
      return code === 0 ? null : output;
    },
  },
  command("format", "oxfmt", ["--check", "."]),
  command("lint", "oxlint", [
    "--type-aware",
    "--deny-warnings",
    "src",
    "convex",
    "engine",
    "tests",
    "scripts",
    "bench",
  ]),
  command("types", "typescript", ["-b"], "tsc"),
  command("dead code", "knip", ["--no-progress"]),
  { name: "bundle", run: checkBundle },
];

/** Runs the steps in order; answers the names of those that failed. */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of CHECKS) {
    const startMs = performance.now();
    const problem = await run();
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    console.log(`${problem === null ? "✓" : "✗"} ${name} (${seconds} s)`);
    if (problem === null) continue;
    console.log(problem);
    failed.push(name);
  }
  return failed;
}

if (import.meta.main) {
  const failed = await runChecks();
  console.log(failed.length === 0 ? "All checks passed. Next: npm test" : `Failed: ${failed.join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
