/** Runs commands of the project's packages under this Node. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { root } from "./config.ts";

export type Finished = { code: number; output: string };
export type RunOptions = {
  env?: Record<string, string | undefined>;
  isQuiet?: boolean;
  timeoutMs?: number;
  /** Whether others go first where they need the processor. */
  givesWay?: boolean;
};

/** The script behind a command of a package: `binOf("convex")`. */
export function binOf(packageName: string, command = packageName): string {
  const folder = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin: string | Record<string, string>;
  };
  return join(folder, typeof bin === "string" ? bin : bin[command]!);
}

/** Runs `node <args>` to its end; its output is shown as it comes unless quiet, and kept either way. */
export async function runNode(
  args: string[],
  { env = {}, isQuiet = false, timeoutMs, givesWay = false }: RunOptions = {},
): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  });
  if (givesWay && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (!isQuiet) process.stdout.write(chunk);
    });
  }
  const { promise, resolve } = Promise.withResolvers<number>();
  child.on("close", (code) => resolve(code ?? 1));
  return { code: await promise, output };
}
