import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CRON_NAMES } from "@convex/shared/crons";
import { useCronRuns } from "@/features/crons";
import type { ServerFigures } from "@/platform/auth/api";
import { texts } from "@/texts";
import { isolated, number } from "@/texts/format";
import { age, exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { SizeChart } from "./SizeChart";
import { useServerFigures } from "./useServerFigures";
import { warningsOf, type Warning } from "./warnings";

/** How the server does, for those who operate it. */
export function Server() {
  const { reading, read } = useServerFigures();
  const failedJobs = useFailedJobs();
  if (reading.state === "loading") return <LoadingLines label={texts.server.loading} />;
  const again = <Button onClick={read}>{texts.server.tryAgain}</Button>;
  const figures = reading.state === "elsewhere" ? undefined : reading.figures;
  const warnings = [...(figures ? warningsOf(figures).map(sentenceOf) : []), ...failedJobs];
  return (
    <div className="grid max-w-5xl gap-6 p-4">
      {(figures !== undefined || warnings.length > 0) && <Warnings sentences={warnings} />}
      {reading.state === "elsewhere" && (
        <Empty title={texts.server.elsewhere}>{texts.server.elsewhereNext}</Empty>
      )}
      {reading.state === "failed" && (
        <div role="alert">
          <Empty title={texts.server.couldNotLoad} action={again}>
            {reading.error}
          </Empty>
        </div>
      )}
      {figures && (
        <>
          <Overview figures={figures} />
          <SizeChart sizes={figures.sizes} />
          <Tables tables={figures.tables} />
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
      return texts.server.lowDisk(texts.server.bytes(warning.freeBytes));
    case "growth":
      return texts.server.growth(warning.days);
    case "noBackup":
      return texts.server.noBackup;
    case "oldBackup":
      return texts.server.oldBackup(warning.hours);
    case "failedBackup":
      return texts.server.failedBackup(isolated(warning.error));
  }
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-small font-medium">{title}</h2>
      {children}
    </section>
  );
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

function Overview({ figures }: { figures: ServerFigures }) {
  const { now, startedAt, disk, counters, backup } = figures;
  const names = texts.server.figures;
  const backupAge = backup?.newestAgeMs ?? null;
  const lastBackup = backupAge === null ? texts.server.never : texts.time.ago(age(now - backupAge, now));
  const shown: [name: string, value: string, title?: string][] = [
    [names.store, texts.server.bytes(counters.storeBytes)],
    [names.free, texts.server.bytes(disk.freeBytes)],
    [names.memory, texts.server.bytes(figures.memoryBytes)],
    [names.backup, backup === null ? texts.server.off : lastBackup],
    [names.connections, number(figures.connections)],
    [names.queries, number(figures.watchedQueries)],
    [names.jobs, number(counters.pendingJobs)],
    [names.started, texts.time.ago(age(startedAt, now)), exactTime(startedAt)],
    [names.changes, number(counters.mutations)],
    [names.failed, number(counters.failedMutations)],
    [names.runs, number(counters.queryRuns)],
    [names.restarts, number(figures.threadRestarts)],
  ];
  return (
    <Section title={texts.server.overview}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-pane border bg-line wide:grid-cols-4">
        {shown.map(([name, value, title]) => (
          <div key={name} className="flex flex-col-reverse justify-end bg-bg px-4 py-3" title={title}>
            <dt className="text-small text-text-muted">{name}</dt>
            <dd className="tabular text-title font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Tables({ tables }: Pick<ServerFigures, "tables">) {
  return (
    <Section title={texts.server.tables}>
      <table className="w-full max-w-xl">
        <thead className="border-b text-left text-small text-text-muted">
          <tr>
            <th className="py-1 font-normal">{texts.server.table}</th>
            <th className="py-1 text-right font-normal">{texts.server.documents}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ component, name, count }) => (
            <tr key={`${component}/${name}`} className="border-b">
              <td className="py-1.5 [overflow-wrap:anywhere]">
                {component === "" ? name : `${component}/${name}`}
              </td>
              <td className="tabular py-1.5 text-right">{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
