/** The processes of a run: servers on one core, the load on the other where the machine has two. */
import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Scenario } from "./load/load.ts";
import type { Outcome } from "./load/outcome.ts";

export type Server<Info> = { info: Info; child: ChildProcess };

const flags = ["--disable-warning=ExperimentalWarning"];

/** Resolves when the server has said where it listens. */
export async function startServer<Info>(file: string, ...args: string[]): Promise<Server<Info>> {
  const child = fork(join(import.meta.dirname, "servers", file), args, { execArgv: flags });
  const [info] = (await once(child, "message")) as [Info];
  return { info, child };
}

/** Pins a process to one core; without `taskset` it runs where the system puts it. */
export function pin(child: ChildProcess, core: number): void {
  if (availableParallelism() < 2 || child.pid === undefined) return;
  spawnSync("taskset", ["-acp", String(core), String(child.pid)]);
}

/** Bytes that a server's process takes for itself: the pages of a file that it maps are the system's, which takes them back. */
export async function memoryOf({ child }: Server<unknown>): Promise<number> {
  const own = existsSync("/proc")
    ? /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))
    : null;
  if (own) return Number(own[1]) * 1_024;
  child.send({ type: "memory" });
  const [{ rss }] = (await once(child, "message")) as [{ rss: number }];
  return rss;
}

export type LoadResult = Required<Outcome>;

/** One process of load. It keeps what a scenario leaves connected. */
export class Load {
  readonly #child = fork(join(import.meta.dirname, "load", "load.ts"), { execArgv: flags });

  get child(): ChildProcess {
    return this.#child;
  }

  async run(scenario: Scenario): Promise<LoadResult> {
    this.#child.send(scenario);
    const [outcome] = (await once(this.#child, "message")) as [Partial<LoadResult> & { error?: string }];
    if (outcome.error !== undefined) throw new Error(`${scenario.name}: ${outcome.error}`);
    return { samples: [], perSecond: 0, bytes: 0, subscriptions: 0, ...outcome };
  }

  close(): void {
    this.#child.disconnect();
  }
}

export function stop({ child }: Server<unknown>): void {
  child.disconnect();
}

/** Resolves when the process has ended. */
export async function stopped(server: Server<unknown>): Promise<void> {
  const gone = once(server.child, "exit");
  stop(server);
  await gone;
}
