import { isolated, number } from "../format";
import { translated } from "../language";
import { plural } from "./english";

const days = (count: number) =>
  plural(count, {
    one: "The disk is full in # day if the data grows as it does now.",
    other: "The disk is full in # days if the data grows as it does now.",
  });

const minutes = (what: string) => (count: number) =>
  plural(count, {
    one: `${what} for # minute.`,
    other: `${what} for # minutes.`,
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
  failedBackup: (error: string, times: number) =>
    plural(times, {
      one: `The last backup failed: ${error}`,
      other: `The last # backups failed: ${error}`,
    }),
  late: {
    lateJobs: minutes("A scheduled function has been due"),
    lateMail: minutes("Mail has been due"),
    lateQuestions: minutes("A question to the AI provider has been due"),
  },
  failedJob: (job: string, error: string) => `${job} failed: ${error}`,
  part: "Part of the page",
  parts: { overview: "Overview", functions: "Functions", logs: "Logs", data: "Data" },
  overview: "Overview",
  figures: {
    store: "Data",
    free: "Free disk space",
    memory: "Memory",
    connections: "Open connections",
    queries: "Watched queries",
    cached: "Kept answers",
    version: "Version",
    started: "Started",
    changes: "Changes since start",
    failed: "Failed changes",
    runs: "Queries run",
    restarts: "Database restarts",
  },
  node: (version: string) => `Node.js ${version}`,
  never: "None yet",
  backupsTitle: "Backups",
  backupsOff: "Daily backups are off.",
  backups: { last: "Last backup", size: "Its size", kept: "Kept", next: "Next one" },
  queuesTitle: "Queues",
  queue: "Queue",
  queues: { jobs: "Scheduled functions", emails: "Mail", questions: "Questions to the AI provider" },
  waiting: "Waiting",
  firstDue: "First due",
  nothingDue: "Nothing is due",
  isKept: "Nothing sends these",
  orMore: (count: string) => `${count} or more`,
  /** Inside of a table: "in 3 h". */
  within: (ms: number) => {
    const count = Math.ceil(ms / 60_000);
    return count < 60 ? `in ${number(count)} min` : `in ${number(Math.round(count / 60))} h`;
  },
  size: "Size of the data",
  sinceStart: "One value an hour since the server started, for up to a week.",
  sizeFromTo: (from: string, to: string) => `The data grew from ${from} to ${to}`,
  growthADay: (bytes: string) => `${bytes} a day`,
  tables: "Tables",
  table: "Table",
  documents: "Documents",
  grown: "Since first looked at",
  grownInADay: "In a day",
  /** "+12", "−3", and nothing for none. */
  more: (count: number) => (count === 0 ? "" : `${count > 0 ? "+" : "−"}${number(Math.abs(count))}`),
  loadingFunctions: "Loading the functions…",
  loadingLogs: "Loading the logs…",
  period: "Period",
  periods: { lastHour: "Last hour", sinceStart: "Since start" },
  findFunction: "Find a function",
  noFunctions: "Nothing ran",
  noFunctionsWhy: "Functions stand here once somebody uses Tandem.",
  aboutFunctions:
    "What a function calls counts as its own time. An answer that was known is sent again without a run. Nothing conflicts here: changes are made one after another.",
  function: "Function",
  kinds: { query: "reads", mutation: "changes", action: "acts outside", httpAction: "answers HTTP" },
  columns: {
    count: "Runs",
    failed: "Failed",
    known: "Known",
    halfMs: "Median",
    mostMs: "99%",
    totalMs: "Total",
    bytesRead: "Read",
    bytesWritten: "Written",
  },
  columnHints: {
    count: "How often it ran",
    failed: "Runs that ended with an error or a refusal",
    known: "Answers that were known, so that it did not have to run",
    halfMs: "What half of the runs took at most",
    mostMs: "What 99 of 100 runs took at most",
    totalMs: "All runs together",
    bytesRead: "What all runs read from the database",
    bytesWritten: "What all runs wrote to the database",
  },
  /** "0.4 ms", "12 ms", "3.4 s", "5 min". */
  duration: (ms: number) => {
    const [value, unit] = ms < 1_000 ? [ms, "ms"] : ms < 120_000 ? [ms / 1_000, "s"] : [ms / 60_000, "min"];
    return `${number(Number(value.toFixed(value < 10 ? 1 : 0)))} ${unit}`;
  },
  loadingTables: "Loading the tables…",
  loadingDocuments: "Loading the documents…",
  noDocuments: "Nothing in it",
  noDocumentsWhy: "This table has no documents yet.",
  whyHidden:
    "You see that documents are there, and not what people wrote or whom they talk to: private channels and conversations are for their people only, and not for admins.",
  hidden: (fields: readonly string[]) => `Not shown: ${fields.map(isolated).join(", ")}.`,
  id: "Id",
  made: "Made",
  documentSize: "Size",
  filterLogs: "Filter the logs",
  level: "Level",
  levels: { all: "All", warn: "Warnings", error: "Errors" },
  levelNames: { debug: "Debug", info: "Info", warn: "Warning", error: "Error" },
  everyFunction: "Every function",
  findText: "Find in the logs",
  pause: "Pause",
  goOn: "Go on",
  noLogs: "No lines yet",
  noLogsWhy: "Functions that fail, or write to the log, stand here.",
  request: (id: string) => `request ${id}`,
});
