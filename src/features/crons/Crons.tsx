import { CRON_NAMES, CRONS, nextCronRun, type CronName } from "@convex/shared/crons";
import { plural } from "@/lib/text";
import { clockTime, exactTime, shortAgo } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { Bone, Loading } from "@/ui/Skeleton";
import { useCronRuns, type CronRun } from "./useCronRuns";

const ABOUT: Record<CronName, string> = {
  "Send mail": "Retries unsent email.",
  "Daily digest": "Emails people at the hour they chose, in their time zone.",
  "Weekly report": "Emails people on Mondays at 9:00, in their time zone.",
  "Mail mentions": "Emails people mentions they missed.",
  "Categorise pending tasks": "Categorises tasks that have no category, and retries the AI provider.",
  "Retry webhooks": "Retries failed webhooks.",
  "Clean up": "Deletes emails and webhooks older than 30 days, and used links.",
};
/** Longer than any run may take: one without an end was cut off. */
const CUT_OFF_MS = 15 * 60_000;

/** What the server does by itself, and how it went the last time. */
export function Crons() {
  const runs = useCronRuns();
  if (!runs) {
    return (
      <Loading label="Loading scheduled work…">
        <div className="grid gap-5 p-6">
          {CRON_NAMES.map((name) => (
            <Bone key={name} className="w-80" />
          ))}
        </div>
      </Loading>
    );
  }
  return (
    <ul aria-label="Scheduled work">
      {CRON_NAMES.map((name) => (
        <CronRow key={name} name={name} run={runs.find((run) => run.name === name)} />
      ))}
    </ul>
  );
}

function CronRow({ name, run }: { name: CronName; run: CronRun | undefined }) {
  const now = useNow();
  const minutes = CRONS[name];
  const rhythm =
    minutes < 60
      ? `every ${plural(minutes, "minute")}`
      : `every ${minutes === 60 ? "hour" : plural(minutes / 60, "hour")}`;
  return (
    <li className="grid gap-x-6 gap-y-1 border-b px-4 py-3 wide:grid-cols-[minmax(0,1fr)_16rem_10rem]">
      <div>
        <h2 className="font-medium">{name}</h2>
        <p className="text-small text-text-muted">
          {ABOUT[name]} Runs {rhythm}.
        </p>
        {run?.error && <p className="mt-1 text-small [overflow-wrap:anywhere] text-danger">{run.error}</p>}
      </div>
      <p className="text-small" title={run && exactTime(run.startedAt)}>
        <LastRun run={run} now={now} />
      </p>
      <p className="tabular text-small text-text-muted">Next at {clockTime(nextCronRun(name, now))}</p>
    </li>
  );
}

function LastRun({ run, now }: { run: CronRun | undefined; now: number }) {
  if (!run) return <span className="text-text-muted">Hasn’t run yet</span>;
  const ago = shortAgo(run.startedAt, now);
  const when = ago === "now" ? "just now" : `${ago} ago`;
  if (run.durationMs !== undefined) {
    return (
      <>
        <span className={run.error ? "font-medium text-danger" : "text-ok"}>
          {run.error ? "Failed" : "Done"}
        </span>{" "}
        <span className="text-text-muted">
          {when}, took{" "}
          {run.durationMs < 1000 ? `${run.durationMs} ms` : `${(run.durationMs / 1000).toFixed(1)} s`}
        </span>
      </>
    );
  }
  const isCutOff = now - run.startedAt > CUT_OFF_MS;
  return (
    <span className={isCutOff ? "text-danger" : "text-text-muted"}>
      {isCutOff ? "Interrupted," : "Running, started"} {when}
    </span>
  );
}
