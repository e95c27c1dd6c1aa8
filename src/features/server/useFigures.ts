import { authApi } from "@/platform/auth/api";
import type { LogLine } from "@/platform/auth/serverFigures";
import { useReading } from "./useReading";

const FIGURES_MS = 10_000;
const LOGS_MS = 2_000;
/** While nobody wants news. */
const NEVER_MS = 2 ** 31 - 1;
/** Lines that are kept on the page. */
const MOST_LINES = 1_000;

export const useServerFigures = () => useReading(authApi.serverFigures, FIGURES_MS);
export const useFunctionFigures = () => useReading(authApi.serverFunctions, FIGURES_MS);

type Logs = { startedAt: number; cursor: number; lines: readonly LogLine[] };

/** What came since, behind what was there; a server that has started anew begins anew. */
async function moreLogs(before: Logs | undefined): Promise<Logs> {
  const { startedAt, cursor, lines } = await authApi.serverLogs(before?.cursor ?? 0);
  const isSame = before?.startedAt === startedAt;
  if (before && !isSame) {
    const all = await authApi.serverLogs(0);
    return { ...all, lines: all.lines.slice(-MOST_LINES) };
  }
  return { startedAt, cursor, lines: [...(before?.lines ?? []), ...lines].slice(-MOST_LINES) };
}

/** The newest lines of the log, the oldest first. */
export const useLogs = (isLive: boolean) => useReading(moreLogs, isLive ? LOGS_MS : NEVER_MS);
