/** What an operator has to see to before it stops the server. */
import type { ServerFigures } from "@/platform/auth/api";

export type Warning =
  | { kind: "disk"; freeBytes: number }
  | { kind: "growth"; days: number }
  | { kind: "noBackup" }
  | { kind: "oldBackup"; hours: number }
  | { kind: "failedBackup"; error: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LEAST_FREE = 0.1;
const OLDEST_BACKUP_MS = 26 * HOUR_MS;
const SOON_DAYS = 30;

/** How much the store grows in a day; null before there are sizes of a day. */
export function growthADay({ sizes }: Pick<ServerFigures, "sizes">): number | null {
  const first = sizes[0];
  const last = sizes.at(-1);
  if (!first || !last || last.at - first.at < DAY_MS) return null;
  return ((last.bytes - first.bytes) / (last.at - first.at)) * DAY_MS;
}

export function warningsOf(figures: ServerFigures): Warning[] {
  const { disk, backup, now, startedAt } = figures;
  const found: Warning[] = [];
  if (disk.freeBytes < disk.totalBytes * LEAST_FREE) found.push({ kind: "disk", freeBytes: disk.freeBytes });
  const growth = growthADay(figures);
  if (growth !== null && growth > 0 && disk.freeBytes / growth < SOON_DAYS)
    found.push({ kind: "growth", days: Math.floor(disk.freeBytes / growth) });
  if (backup?.lastError) found.push({ kind: "failedBackup", error: backup.lastError });
  const ageMs = backup?.newestAgeMs ?? null;
  if (ageMs !== null && ageMs > OLDEST_BACKUP_MS)
    found.push({ kind: "oldBackup", hours: Math.floor(ageMs / HOUR_MS) });
  if (backup === null || (ageMs === null && now - startedAt > OLDEST_BACKUP_MS))
    found.push({ kind: "noBackup" });
  return found;
}
