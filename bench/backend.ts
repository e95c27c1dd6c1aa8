/** What a module measures that loads the backend: in a process of its own. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CHILD = fileURLToPath(new URL("backendChild.ts", import.meta.url));

/** @param module from this folder on */
export async function measuredBy<Measured>(module: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, module], { maxBuffer: 1 << 24 });
  return JSON.parse(stdout) as Measured;
}
