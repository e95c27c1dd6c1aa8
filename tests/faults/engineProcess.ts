/** An engine in a process of its own, to be killed. */
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ENGINE_SERVER = join(import.meta.dirname, "engineServer.ts");

/** @param preload a file that is loaded into all of its threads */
export function startProcess(dataDir: string, preload: string, env: Record<string, string>): ChildProcess {
  const { href } = pathToFileURL(join(import.meta.dirname, preload));
  return fork(ENGINE_SERVER, [dataDir, "{}"], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { ...process.env, ...env, NODE_OPTIONS: `--import ${href}` },
  });
}
