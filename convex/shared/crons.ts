/** What runs by itself, and how often in minutes, counted from midnight UTC. */
export const CRONS = {
  "Send mail": 5,
  "Daily digest": 60,
  "Weekly report": 60,
  "Mail mentions": 5,
  "Categorise pending tasks": 5,
  "Retry webhooks": 5,
  "Notice who has left": 1,
  "Send later": 5,
  "Send pushes": 5,
  "Repeat tasks": 5,
  "Run automations": 5,
  "Tidy boards": 60,
  "Count boards": 60,
  "Clean up": 120,
} as const;

export type CronName = keyof typeof CRONS;
export const CRON_NAMES = Object.keys(CRONS) as CronName[];

/** The next time after `now` that a cron runs. */
export function nextCronRun(name: CronName, now: number): number {
  const periodMs = CRONS[name] * 60_000;
  return Math.floor(now / periodMs) * periodMs + periodMs;
}
