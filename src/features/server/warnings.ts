/** What an operator has to see to before it stops the server. */
import type { ServerFigures } from "@/platform/auth/serverFigures";
import type { Queues } from "./useQueues";

export type Warning =
  | { kind: "disk"; freeBytes: number }
  | { kind: "growth"; days: number }
  | { kind: "noBackup" }
  | { kind: "oldBackup"; hours: number }
  | { kind: "failedBackup"; error: string; times: number }
  | { kind: "lateJobs" | "lateMail" | "lateQuestions"; minutes: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LEAST_FREE = 0.1;
const OLDEST_BACKUP_MS = 26 * HOUR_MS;
const SOON_DAYS = 30;
/** What has been due for so long is late: senders and the scheduler come at once. */
const LATE_MS = 5 * MINUTE_MS;

/** How much the store grows in a day; null before there are sizes of a day. */
export function growthADay({ sizes }: Pick<ServerFigures, "sizes">): number | null {
  const first = sizes[0];
  const last = sizes.at(-1);
  if (!first || !last || last.at - first.at < DAY_MS) return null;
  return ((last.bytes - first.bytes) / (last.at - first.at)) * DAY_MS;
}

export function warningsOf(figures: ServerFigures): Warning[] {
  const { disk, now, counters } = figures;
  const found: Warning[] = [];
  if (disk.freeBytes < disk.totalBytes * LEAST_FREE) found.push({ kind: "disk", freeBytes: disk.freeBytes });
  const growth = growthADay(figures);
  if (growth !== null && growth > 0 && disk.freeBytes / growth < SOON_DAYS)
    found.push({ kind: "growth", days: Math.floor(disk.freeBytes / growth) });
  return [...found, ...ofBackups(figures), ...late("lateJobs", counters.oldestDueMs ?? undefined, now)];
}

function ofBackups({ backup, now, startedAt }: ServerFigures): Warning[] {
  const found: Warning[] = [];
  if (backup?.lastError)
    found.push({ kind: "failedBackup", error: backup.lastError, times: backup.failures });
  const ageMs = backup?.newestAgeMs ?? null;
  if (ageMs !== null && ageMs > OLDEST_BACKUP_MS)
    found.push({ kind: "oldBackup", hours: Math.floor(ageMs / HOUR_MS) });
  if (backup === null || (ageMs === null && now - startedAt > OLDEST_BACKUP_MS))
    found.push({ kind: "noBackup" });
  return found;
}

/** Mail that nobody sends is kept, and is not late. */
export function queueWarnings({ emails, questions }: Queues, now: number): Warning[] {
  return [
    ...(emails.isOn ? late("lateMail", emails.nextAt, now) : []),
    ...(questions.isOn ? late("lateQuestions", questions.nextAt, now) : []),
  ];
}

function late(
  kind: "lateJobs" | "lateMail" | "lateQuestions",
  dueAt: number | undefined,
  now: number,
): Warning[] {
  if (dueAt === undefined || now - dueAt < LATE_MS) return [];
  return [{ kind, minutes: Math.floor((now - dueAt) / MINUTE_MS) }];
}
