/** `npm run check`: format, lint, types, dead code, lock file, and the size of the built app. */
import { existsSync, readFileSync } from "node:fs";
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

/** Gzipped JavaScript of a page with all that it imports at once, in kB of 1,024 bytes. */
const ROUTES: { name: string; pages: string[]; limitKb: number }[] = [
  { name: "first route (sign-in)", pages: ["src/features/auth/AuthPage.tsx"], limitKb: 200 },
  {
    name: "channel",
    pages: ["src/app/shell/Shell.tsx", "src/app/pages/channel/ChannelPage.tsx"],
    limitKb: 276,
  },
];
/** Parts that must load only when they are needed. */
const OWN_CHUNKS = ["tasks/list/Tasks.tsx", "EmojiPopover", "colourCode", "ClerkPages", "PdfPreview"];

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

/** The size of each route against its limit, and the parts that must stay out of the first. */
async function checkBundle(): Promise<string | null> {
  await buildIfChanged();
  const path = join(root, "dist", ".vite", "manifest.json");
  if (!existsSync(path)) return "dist/.vite/manifest.json is missing: set build.manifest in vite.config.ts.";
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry === true)!;
  const problems: string[] = [];
  for (const { name, pages, limitKb } of ROUTES) {
    const files = new Set([entry, ...pages].flatMap((key) => [...filesOf(manifest, key)]));
    const sizes = [...files].map(
      (key) => gzipSync(readFileSync(join(root, "dist", manifest[key]!.file))).length,
    );
    const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024;
    console.log(`  ${name}: ${kilobytes.toFixed(1)} of ${limitKb} kB gzipped`);
    if (kilobytes > limitKb)
      problems.push(`${name} needs ${kilobytes.toFixed(1)} kB of JavaScript, more than ${limitKb}.`);
    const eager = OWN_CHUNKS.filter((part) => [...files].some((key) => key.includes(part)));
    if (eager.length > 0) problems.push(`${name} loads what must be a chunk of its own: ${eager.join(", ")}`);
  }
  const missing = OWN_CHUNKS.filter((part) => !Object.keys(manifest).some((key) => key.includes(part)));
  if (missing.length > 0) problems.push(`There is no chunk of its own for: ${missing.join(", ")}`);
  return problems.length === 0 ? null : problems.join("\n");
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
export async function runChecks(steps: readonly Step[] = CHECKS): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of steps) {
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
