/**
 * Backs a deployment up once a day, and keeps the newest few.
 *
 * Units   Milliseconds. The age of the newest backup counts, also over restarts; where there is none, the age of the data.
 * Errors  A backup that fails is told in the log and on `/health`, and is tried again an hour later.
 * Rules   SPEC.md BK.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../lib/log.ts";
import type { World } from "../lib/world.ts";

export type BackupsOptions = {
  /** Where backups lie, preferably on another disk than the data. */
  folder: string;
  /** How many are kept. */
  keep: number;
};
type Surroundings = BackupsOptions & {
  /** Since when there is something to back up. */
  dataBornMs: number;
  world: World;
  log: Log;
};
export type BackupHealth = { newestAgeMs: number | null; lastError: string | null };
export type BackupState = BackupHealth & {
  newestBytes: number | null;
  kept: number;
  /** How long until the next one is due; it is tried once an hour. */
  nextInMs: number;
  /** How often it has failed since the last one that did not. */
  failures: number;
};

const EVERY_MS = 24 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 60 * 60 * 1000;
const NAME = /^backup-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)Z\.zip$/;
/** What a process that was killed has left. */
const LEFT_OVER = /^backup-.*\.zip\.\w+$/;

export class Backups {
  readonly #options: Surroundings;
  readonly #write: (path: string) => Promise<unknown>;
  readonly #looking: NodeJS.Timeout;
  #lastError: string | null = null;
  #failures = 0;
  #running: Promise<void> = Promise.resolve();

  /** @param write writes a backup to a path */
  constructor(options: Surroundings, write: (path: string) => Promise<unknown>) {
    this.#options = options;
    this.#write = write;
    this.#looking = setInterval(() => void this.runIfDue(), LOOK_EVERY_MS);
    this.#looking.unref();
    void this.runIfDue();
  }

  /** Resolves when no backup is being written any more: break that off first. */
  async close(): Promise<void> {
    clearInterval(this.#looking);
    await this.#running;
  }

  /** Resolves when the backup that was due, if one was, is written or has failed. */
  async runIfDue(): Promise<void> {
    const next = this.#running.then(async () => {
      const { world, dataBornMs } = this.#options;
      if (world.now() - (this.#newestMs() ?? dataBornMs) >= EVERY_MS) await this.#run();
    });
    this.#running = next;
    await next;
  }

  health(): BackupHealth {
    const newestMs = this.#newestMs();
    const newestAgeMs = newestMs === null ? null : Math.max(0, this.#options.world.now() - newestMs);
    return { newestAgeMs, lastError: this.#lastError };
  }

  /** The same with what only operators need to know. */
  state(): BackupState {
    const { folder, world, dataBornMs } = this.#options;
    const names = this.#names(NAME);
    const newest = names.at(-1);
    return {
      ...this.health(),
      newestBytes: newest === undefined ? null : sizeOf(join(folder, newest)),
      kept: names.length,
      nextInMs: Math.max(0, (this.#newestMs() ?? dataBornMs) + EVERY_MS - world.now()),
      failures: this.#failures,
    };
  }

  async #run(): Promise<void> {
    const { folder, keep, log, world } = this.#options;
    const stamp = new Date(world.now()).toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of this.#names(LEFT_OVER)) await rm(join(folder, name));
      await this.#write(join(folder, `backup-${stamp}.zip`));
      for (const name of this.#names(NAME).slice(0, -keep)) await rm(join(folder, name));
      this.#lastError = null;
      this.#failures = 0;
      log("info", "backedUp", { name: `backup-${stamp}.zip` });
    } catch (error) {
      // Paths of the machine are not for everybody who may ask for its health.
      this.#failures++;
      this.#lastError = (error as NodeJS.ErrnoException).code ?? "failed";
      log("error", "backupFailed", { error: (error as Error).message });
    }
  }

  /** Oldest first: names are times. */
  #names(pattern: RegExp): string[] {
    const { folder } = this.#options;
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .toSorted();
  }

  #newestMs(): number | null {
    const newest = this.#names(NAME).at(-1);
    return newest === undefined ? null : Date.parse(newest.replace(NAME, "$1$2:$3:$4Z"));
  }
}

/** Null for a file that has just been removed. */
function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
