import { TriangleAlert } from "lucide-react";
import { CRON_NAMES } from "@convex/shared/crons";
import { useCronRuns } from "@/features/crons";
import type { ServerFigures } from "@/platform/auth/serverFigures";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { isolated, number } from "@/texts/format";
import { age, exactTime } from "@/texts/time";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";
import { QueueTable } from "./QueueTable";
import { Read } from "./Read";
import { SizeChart } from "./SizeChart";
import { Tables } from "./Tables";
import { useServerFigures } from "./useFigures";
import { useQueues } from "./useQueues";
import { valueOf } from "./useReading";
import { queueWarnings, warningsOf, type Warning } from "./warnings";

/** What needs attention, and the figures of the server in short. */
export function Overview() {
  const { reading, read } = useServerFigures();
  const queues = useQueues();
  const failedJobs = useFailedJobs();
  const now = useNow();
  const figures = valueOf(reading);
  const warnings = [
    ...[...(figures ? warningsOf(figures) : []), ...(queues ? queueWarnings(queues, now) : [])].map(
      sentenceOf,
    ),
    ...failedJobs,
  ];
  return (
    <div className="grid max-w-5xl gap-6 p-4">
      {(figures !== undefined || warnings.length > 0) && <Warnings sentences={warnings} />}
      <Read reading={reading} read={read} loading={texts.server.loading}>
        {(value) => (
          <>
            <Figures figures={value} />
            <Backups figures={value} />
          </>
        )}
      </Read>
      {reading.state !== "loading" && <QueueTable counters={figures?.counters} queues={queues} now={now} />}
      {figures && (
        <>
          <SizeChart sizes={figures.sizes} />
          <Tables tables={figures.tables} comparedAt={figures.comparedAt} now={figures.now} />
        </>
      )}
    </div>
  );
}

/** A sentence for each job whose last run failed. */
function useFailedJobs(): string[] {
  const runs = useCronRuns() ?? [];
  return CRON_NAMES.flatMap((name) => {
    const error = runs.find((run) => run.name === name)?.error;
    return error === undefined ? [] : [texts.server.failedJob(texts.crons.jobs[name].name, isolated(error))];
  });
}

function sentenceOf(warning: Warning): string {
  switch (warning.kind) {
    case "disk":
      return texts.server.lowDisk(texts.ui.bytes(warning.freeBytes));
    case "growth":
      return texts.server.growth(warning.days);
    case "noBackup":
      return texts.server.noBackup;
    case "oldBackup":
      return texts.server.oldBackup(warning.hours);
    case "failedBackup":
      return texts.server.failedBackup(isolated(warning.error), warning.times);
    case "lateJobs":
    case "lateMail":
    case "lateQuestions":
      return texts.server.late[warning.kind](warning.minutes);
  }
}

function Warnings({ sentences }: { sentences: readonly string[] }) {
  return (
    <Section title={texts.server.warnings}>
      {sentences.length === 0 && <p className="text-small text-text-muted">{texts.server.noWarnings}</p>}
      <ul className="grid gap-2">
        {sentences.map((sentence) => (
          <li key={sentence} className="flex gap-2 [overflow-wrap:anywhere]">
            <Icon of={TriangleAlert} className="mt-0.5 shrink-0 text-danger" />
            {sentence}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Shown = [name: string, value: string, title?: string];

function FigureList({ title, shown }: { title: string; shown: readonly Shown[] }) {
  return (
    <Section title={title}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-pane border bg-line wide:grid-cols-4">
        {shown.map(([name, value, hint]) => (
          <div key={name} className="flex flex-col-reverse justify-end bg-bg px-4 py-3" title={hint}>
            <dt className="text-small text-text-muted">{name}</dt>
            <dd className="tabular text-title font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Figures({ figures }: { figures: ServerFigures }) {
  const { now, startedAt, disk, counters } = figures;
  const names = texts.server.figures;
  const shown: Shown[] = [
    [names.store, texts.ui.bytes(counters.storeBytes)],
    [names.free, texts.ui.bytes(disk.freeBytes)],
    [names.memory, texts.ui.bytes(figures.memoryBytes)],
    [names.version, figures.version, texts.server.node(figures.nodeVersion)],
    [names.connections, number(figures.connections)],
    [names.queries, number(figures.watchedQueries)],
    [names.cached, number(counters.cachedResults)],
    [names.started, texts.time.ago(age(startedAt, now)), exactTime(startedAt)],
    [names.changes, number(counters.mutations)],
    [names.failed, number(counters.failedMutations)],
    [names.runs, number(counters.queryRuns)],
    [names.restarts, number(figures.threadRestarts)],
  ];
  return <FigureList title={texts.server.overview} shown={shown} />;
}

function Backups({ figures: { backup, now } }: { figures: ServerFigures }) {
  const names = texts.server.backups;
  if (backup === null)
    return (
      <Section title={texts.server.backupsTitle}>
        <p className="text-small text-text-muted">{texts.server.backupsOff}</p>
      </Section>
    );
  const { newestAgeMs, newestBytes, kept, nextInMs } = backup;
  const last = newestAgeMs === null ? texts.server.never : texts.time.ago(age(now - newestAgeMs, now));
  const shown: Shown[] = [
    [names.last, last, newestAgeMs === null ? undefined : exactTime(now - newestAgeMs)],
    [names.size, newestBytes === null ? texts.server.never : texts.ui.bytes(newestBytes)],
    [names.kept, number(kept)],
    [names.next, texts.server.within(nextInMs), exactTime(now + nextInMs)],
  ].map(([name, value, hint]) => (hint === undefined ? [name!, value!] : [name!, value!, hint]));
  return <FigureList title={texts.server.backupsTitle} shown={shown} />;
}
