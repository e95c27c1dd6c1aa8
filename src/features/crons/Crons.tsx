import { CRON_NAMES, CRONS, nextCronRun, type CronName } from "@convex/shared/crons";
import { texts } from "@/texts";
import { age, clockTime, exactTime } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { usePending } from "@/ui/Settled";
import { LoadingLines } from "@/ui/Skeleton";
import { useCronRuns, type CronRun } from "./useCronRuns";

/** Longer than any run may take: one without an end was cut off. */
const CUT_OFF_MS = 15 * 60_000;

/** What the server does by itself, and how it went the last time. */
export function Crons() {
  const runs = useCronRuns();
  usePending(!runs);
  if (!runs) return <LoadingLines label={texts.crons.loadingScheduledWork} />;
  return (
    <ul aria-label={texts.commands.labels.crons} className="@container">
      {CRON_NAMES.map((name) => (
        <CronRow key={name} name={name} run={runs.find((run) => run.name === name)} />
      ))}
    </ul>
  );
}

function CronRow({ name, run }: { name: CronName; run: CronRun | undefined }) {
  const now = useNow();
  const minutes = CRONS[name];
  const job = texts.crons.jobs[name];
  const rhythm = minutes < 60 ? texts.crons.everyMinutes(minutes) : texts.crons.everyHours(minutes / 60);
  return (
    <li className="grid gap-x-6 gap-y-1 border-b px-4 py-3 @2xl:grid-cols-[minmax(0,1fr)_16rem_10rem]">
      <div>
        <h2 className="font-medium">{job.name}</h2>
        <p className="text-small text-text-muted">
          {job.about} {rhythm}
        </p>
        {run?.error && <p className="mt-1 text-small [overflow-wrap:anywhere] text-danger">{run.error}</p>}
      </div>
      <p className="text-small" title={run && exactTime(run.startedAt)}>
        <LastRun run={run} now={now} />
      </p>
      <p className="tabular text-small text-text-muted">
        {texts.crons.nextAt(clockTime(nextCronRun(name, now)))}
      </p>
    </li>
  );
}

function LastRun({ run, now }: { run: CronRun | undefined; now: number }) {
  if (!run) return <span className="text-text-muted">{texts.crons.neverRan}</span>;
  const ago = texts.time.ago(age(run.startedAt, now));
  if (run.durationMs !== undefined) {
    const state = (
      <span className={run.error ? "font-medium text-danger" : "text-ok"}>
        {run.error ? texts.crons.failed : texts.crons.done}
      </span>
    );
    return <span className="text-text-muted">{texts.crons.ended(state, ago, run.durationMs)}</span>;
  }
  const isCutOff = now - run.startedAt > CUT_OFF_MS;
  return (
    <span className={isCutOff ? "text-danger" : "text-text-muted"}>
      {isCutOff ? texts.crons.interrupted(ago) : texts.crons.running(ago)}
    </span>
  );
}
