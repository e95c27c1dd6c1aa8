/**
 * Pushes `convex/` to a deployment with the official CLI, which never gets to see or touch `.env.local`.
 *
 * `CI=1` keeps the CLI from asking and from reporting over the network; an empty CONVEX_DEPLOYMENT keeps a
 * person's cloud deployment out of it.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, type Target } from "./config.ts";
import { binOf, runNode } from "./run.ts";

/** A push takes seconds; on a small machine that is busy, minutes. */
const TIMEOUT_MS = 180_000;

export function cliEnv({ url, adminKey }: Target): Record<string, string> {
  return {
    CONVEX_SELF_HOSTED_URL: url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
    CONVEX_DEPLOYMENT: "",
    CI: "1",
  };
}

/** Runs one command of the official CLI against the target. */
export async function runCli(
  target: Target,
  args: string[],
  timeoutMs = TIMEOUT_MS,
): Promise<{ code: number; output: string }> {
  return await runNode([binOf("convex"), ...args], {
    env: cliEnv(target),
    isQuiet: true,
    timeoutMs,
  });
}

/** @throws Error with what the CLI said */
export async function push(target: Target, options: { checksTypes: boolean }): Promise<void> {
  const args = ["deploy", "-y", options.checksTypes ? "--typecheck=try" : "--typecheck=disable"];
  if (!options.checksTypes) args.push("--codegen=disable");
  const { code, output } = await runCli(target, args);
  if (code !== 0) throw new Error(`convex deploy failed:\n${output}`);
}

/** One hash of what a push brings. */
export const codeHash = () => hashOf(["convex", "package-lock.json"]);

/** Pushes unless the same code was pushed to this data folder by the last start. */
export async function pushIfChanged(target: Target, dataDir: string): Promise<boolean> {
  const hash = codeHash();
  const record = join(dataDir, "pushed");
  if (existsSync(record) && readFileSync(record, "utf8") === hash) return false;
  await push(target, { checksTypes: false });
  writeFileSync(record, hash);
  return true;
}

/** One hash over the contents of files and folders of the project. */
export function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((name) => filesBelow(join(root, name))))
    hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path)
      .toSorted()
      .flatMap((name) => filesBelow(join(path, name)));
  } catch {
    return [path];
  }
}
