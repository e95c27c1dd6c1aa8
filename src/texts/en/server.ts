import { number } from "../format";
import { translated } from "../language";
import { plural } from "./english";

const days = (count: number) =>
  plural(count, {
    one: "The disk is full in # day if the data grows as it does now.",
    other: "The disk is full in # days if the data grows as it does now.",
  });

export const server = translated("server", {
  loading: "Loading the server’s figures…",
  elsewhere: "The server’s figures are not here",
  elsewhereNext:
    "With Convex they are on its dashboard; /metrics has those of Tandem’s own engine. Scheduled work shows how jobs went.",
  tryAgain: "Try again",
  couldNotLoad: "Couldn’t load the server’s figures",
  warnings: "Warnings",
  noWarnings: "Nothing needs your attention.",
  lowDisk: (free: string) => `Less than 10% of the disk is free: ${free}.`,
  growth: days,
  noBackup: "There is no backup yet, or daily backups are off.",
  oldBackup: (hours: number) =>
    plural(hours, { one: "The last backup is # hour old.", other: "The last backup is # hours old." }),
  failedBackup: (error: string) => `The last backup failed: ${error}`,
  failedJob: (job: string, error: string) => `${job} failed: ${error}`,
  overview: "Overview",
  figures: {
    store: "Data",
    free: "Free disk space",
    memory: "Memory",
    connections: "Open connections",
    queries: "Watched queries",
    jobs: "Waiting jobs",
    backup: "Last backup",
    started: "Started",
    changes: "Changes since start",
    failed: "Failed changes",
    runs: "Queries run",
    restarts: "Database restarts",
  },
  off: "Off",
  never: "None yet",
  size: "Size of the data",
  sinceStart: "One value an hour since the server started, for up to a week.",
  sizeFromTo: (from: string, to: string) => `The data grew from ${from} to ${to}`,
  growthADay: (bytes: string) => `${bytes} a day`,
  tables: "Tables",
  table: "Table",
  documents: "Documents",
  /** 1536 is "1.5 kB". */
  bytes: (count: number) => {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(count))) / 10));
    return `${number(Number((count / 1024 ** step).toFixed(1)))} ${units[step]}`;
  },
});
