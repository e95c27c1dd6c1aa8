/**
 * The figures of the running engine, for the people who operate it.
 *
 * Units   Bytes and milliseconds.
 * Bounds  Sizes of the store are kept in memory, one an hour for a week. Counting a table passes over all its documents,
 *         so tables are counted while somebody looks, and one such count an hour is kept for a day. They are the two
 *         hundred largest.
 * Rules   SPEC.md HT12.
 */
import { statfs } from "node:fs/promises";
import type { Backups, BackupState } from "../deployment/backups.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { World } from "../lib/world.ts";
import type { Hub } from "../sync/hub.ts";
import type { DatabaseCounters, TableCount } from "../worker/operations/map.ts";
import { functionFigures, logAnswer, type FunctionFigures, type LogAnswer } from "./functionFigures.ts";

export type StoreSize = { at: number; bytes: number };
/** `before`: how many documents it had at the time that tables are compared with; null where it was not there. */
export type TableFigures = TableCount & { before: number | null };
export type ServerFigures = {
  now: number;
  startedAt: number;
  /** Of the app, and of Node.js. */
  version: string;
  nodeVersion: string;
  memoryBytes: number;
  disk: { freeBytes: number; totalBytes: number };
  connections: number;
  watchedQueries: number;
  threadRestarts: number;
  /** Null when no backups are made by themselves. */
  backup: BackupState | null;
  counters: DatabaseCounters;
  /** Oldest first, the one of now last. */
  sizes: StoreSize[];
  /** A day ago, or when somebody looked first. */
  comparedAt: number;
  tables: TableFigures[];
};

type Surroundings = {
  deployment: Pick<Deployment, "database" | "functionRuns" | "functionLog">;
  hub: Pick<Hub, "sessionCount" | "watcherCount">;
  backups: Pick<Backups, "state"> | null;
  dataDir: string;
  world: World;
  version: string;
};

const SIZE_EVERY_MS = 60 * 60 * 1000;
const MOST_SIZES = 7 * 24;
const DAY_MS = 24 * SIZE_EVERY_MS;
const MOST_TABLES = 200;

type Counts = { at: number; counts: Map<string, number> };

const nameOf = ({ component, name }: TableCount) => `${component}/${name}`;

export class Figures {
  readonly #surroundings: Surroundings;
  readonly #startedAt: number;
  readonly #sizing: NodeJS.Timeout;
  readonly #sizes: StoreSize[] = [];
  readonly #counts: Counts[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#startedAt = surroundings.world.now();
    this.#sizing = setInterval(() => void this.keepSize(), SIZE_EVERY_MS);
    this.#sizing.unref();
    void this.keepSize();
  }

  close(): void {
    clearInterval(this.#sizing);
  }

  /** Keeps the size of the store as it is now. A database that does not answer leaves a gap. */
  async keepSize(): Promise<void> {
    const { deployment, world } = this.#surroundings;
    try {
      const { storeBytes } = await deployment.database.operation("metrics");
      this.#sizes.push({ at: world.now(), bytes: storeBytes });
      if (this.#sizes.length > MOST_SIZES) this.#sizes.shift();
    } catch {
      // The database's own watch tells of its restarts.
    }
  }

  async read(): Promise<ServerFigures> {
    const { deployment, hub, backups, dataDir, world, version } = this.#surroundings;
    const { database } = deployment;
    const [counters, tables, disk] = await Promise.all([
      database.operation("metrics"),
      database.operation("tables.counts"),
      statfs(dataDir),
    ]);
    const now = world.now();
    const compared = this.#compared(now, tables);
    return {
      now,
      startedAt: this.#startedAt,
      version,
      nodeVersion: process.version,
      memoryBytes: process.memoryUsage().rss,
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      connections: hub.sessionCount,
      watchedQueries: hub.watcherCount,
      threadRestarts: database.restarts,
      backup: backups?.state() ?? null,
      counters,
      sizes: [...this.#sizes, { at: now, bytes: counters.storeBytes }],
      comparedAt: compared.at,
      tables: tables
        .toSorted((a, b) => b.count - a.count)
        .slice(0, MOST_TABLES)
        .map((table) => ({ ...table, before: compared.counts.get(nameOf(table)) ?? null })),
    };
  }

  /** The count that tables are compared with: of a day ago, or the first. */
  #compared(at: number, tables: readonly TableCount[]): Counts {
    const newest = this.#counts.at(-1);
    if (!newest || at - newest.at >= SIZE_EVERY_MS)
      this.#counts.push({ at, counts: new Map(tables.map((table) => [nameOf(table), table.count])) });
    while (this.#counts[0]!.at <= at - DAY_MS) this.#counts.shift();
    return this.#counts[0]!;
  }

  async functions(): Promise<{ startedAt: number; functions: FunctionFigures[] }> {
    const runs = await this.#surroundings.deployment.functionRuns();
    return { startedAt: this.#startedAt, functions: functionFigures(runs) };
  }

  /** What was logged after a cursor; all that is there for a cursor of an engine before this one. */
  logs(cursor: number): LogAnswer & { startedAt: number } {
    const { functionLog } = this.#surroundings.deployment;
    const { count } = functionLog;
    const isOurs = Number.isSafeInteger(cursor) && cursor >= 0 && cursor <= count;
    return { startedAt: this.#startedAt, ...logAnswer(functionLog.after(isOurs ? cursor : 0), count) };
  }
}
