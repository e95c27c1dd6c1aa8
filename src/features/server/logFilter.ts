import type { LogLine } from "@/platform/auth/serverFigures";

export const LEAST_LEVELS = ["all", "warn", "error"] as const;

export type LogFilter = {
  least: (typeof LEAST_LEVELS)[number];
  path: string | undefined;
  text: string;
};

const SEVERITY: Record<LogLine["level"] | "all", number> = { all: 0, debug: 0, info: 1, warn: 2, error: 3 };

/** The lines that are wanted, the newest first. */
export function matching(lines: readonly LogLine[], { least, path, text }: LogFilter): LogLine[] {
  const words = text.trim().toLowerCase();
  return lines
    .filter(
      (line) =>
        SEVERITY[line.level] >= SEVERITY[least] &&
        (path === undefined || line.path === path) &&
        `${line.path} ${line.requestId} ${line.text}`.toLowerCase().includes(words),
    )
    .toReversed();
}
