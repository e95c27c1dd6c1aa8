import type { ReactNode } from "react";
import { number } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

export const crons = translated("crons", {
  jobs: {
    "Send mail": { name: "Send mail", about: "Retries unsent email." },
    "Daily digest": {
      name: "Daily digest",
      about: "Emails people at the hour they chose, in their time zone.",
    },
    "Weekly report": {
      name: "Weekly report",
      about: "Emails people on Mondays at 9:00, in their time zone.",
    },
    "Mail mentions": { name: "Mail mentions", about: "Emails people mentions they missed." },
    "Categorise pending tasks": {
      name: "Categorise pending tasks",
      about: "Categorises tasks that have no category, and retries the AI provider.",
    },
    "Retry webhooks": { name: "Retry webhooks", about: "Retries failed webhooks." },
    "Notice who has left": {
      name: "Notice who has left",
      about: "Shows people as offline whose windows have closed without a word.",
    },
    "Send later": {
      name: "Send later",
      about: "Sends scheduled messages and reminders that are late.",
    },
    "Send pushes": { name: "Send pushes", about: "Sends pushes to devices that are late." },
    "Repeat tasks": {
      name: "Repeat tasks",
      about: "Tasks that come again are made when their day comes.",
    },
    "Run automations": {
      name: "Run automations",
      about: "Lets automations look at what is due that day.",
    },
    "Tidy boards": {
      name: "Tidy boards",
      about: "Cards to which nothing has happened go where their column says.",
    },
    "Count boards": {
      name: "Count boards",
      about: "Once a day, notes how many cards each board has, for its report.",
    },
    "Clean up": {
      name: "Clean up",
      about: "Deletes emails and webhooks older than 30 days, and used links.",
    },
  },
  everyMinutes: (count: number) =>
    plural(count, { one: "Runs every minute.", other: "Runs every # minutes." }),
  everyHours: (count: number) => plural(count, { one: "Runs every hour.", other: "Runs every # hours." }),
  nextAt: (time: string) => `Next at ${time}`,
  done: "Done",
  failed: "Failed",
  ended: (state: ReactNode, ago: string, durationMs: number) => (
    <>
      {state} {ago}, took{" "}
      {durationMs < 1000 ? `${number(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`}
    </>
  ),
  running: (ago: string) => `Running, started ${ago}`,
  interrupted: (ago: string) => `Interrupted, ${ago}`,
  loadingScheduledWork: "Loading scheduled work…",
  neverRan: "Hasn’t run yet",
});
