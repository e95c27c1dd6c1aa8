/**
 * The figures of the running engine, for the people who operate it.
 *
 * Units   Bytes and milliseconds.
 * Bounds  Sizes of the store are kept in memory, one an hour for a week; tables are the two hundred largest.
 * Rules   SPEC.md HT.
 */
import { statfs } from "node:fs/promises";
import type { Backups, BackupHealth } from "../deployment/backups.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { World } from "../lib/world.ts";
import type { Hub } from "../sync/hub.ts";
import type { DatabaseCounters, TableCount } from "../worker/operations/map.ts";

export type StoreSize = { at: number; bytes: number };
export type ServerFigures = {
  now: number;
  startedAt: number;
  memoryBytes: number;
  disk: { freeBytes: number; totalBytes: number };
  connections: number;
  watchedQueries: number;
  threadRestarts: number;
  /** Null when no backups are made by themselves. */
  backup: BackupHealth | null;
  counters: DatabaseCounters;
  /** Oldest first, the one of now last. */
  sizes: StoreSize[];
  tables: TableCount[];
};

type Surroundings = {
  deployment: Deployment;
  hub: Hub;
  backups: Backups | null;
  dataDir: string;
  world: World;
};

const SIZE_EVERY_MS = 60 * 60 * 1000;
const MOST_SIZES = 7 * 24;
const MOST_TABLES = 200;

export class Figures {
  readonly #surroundings: Surroundings;
  readonly #startedAt: number;
  readonly #sizing: NodeJS.Timeout;
  readonly #sizes: StoreSize[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#startedAt = surroundings.world.now();
    this.#sizing = setInterval(() => void this.keepSize(), SIZE_EVERY_MS);
    this.#sizing.unref();
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
    const { deployment, hub, backups, dataDir, world } = this.#surroundings;
    const { database } = deployment;
    const [counters, tables, disk] = await Promise.all([
      database.operation("metrics"),
      database.operation("tables.counts"),
      statfs(dataDir),
    ]);
    const now = world.now();
    return {
      now,
      startedAt: this.#startedAt,
      memoryBytes: process.memoryUsage().rss,
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      connections: hub.sessionCount,
      watchedQueries: hub.watcherCount,
      threadRestarts: database.restarts,
      backup: backups?.health() ?? null,
      counters,
      sizes: [...this.#sizes, { at: now, bytes: counters.storeBytes }],
      tables: tables.toSorted((a, b) => b.count - a.count).slice(0, MOST_TABLES),
    };
  }
}
