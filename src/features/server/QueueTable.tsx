import type { ServerFigures } from "@/platform/auth/serverFigures";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { age, exactTime } from "@/texts/time";
import { Section } from "@/ui/Section";
import type { Queues, QueueStanding } from "./useQueues";

type Line = { name: string; waiting: string; dueAt: number | undefined; isOff?: boolean };

type Props = {
  counters: ServerFigures["counters"] | undefined;
  queues: Queues | undefined;
  now: number;
};

/** How much waits, and since when. */
export function QueueTable({ counters, queues, now }: Props) {
  const names = texts.server.queues;
  const lineOf = (name: string, { isOn, waiting, isCut, nextAt }: QueueStanding): Line => ({
    name,
    waiting: isCut ? texts.server.orMore(number(waiting)) : number(waiting),
    dueAt: nextAt,
    isOff: !isOn,
  });
  const lines: Line[] = [
    ...(counters
      ? [
          {
            name: names.jobs,
            waiting: number(counters.pendingJobs),
            dueAt: counters.oldestDueMs ?? undefined,
          },
        ]
      : []),
    ...(queues ? [lineOf(names.emails, queues.emails), lineOf(names.questions, queues.questions)] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Section title={texts.server.queuesTitle}>
      <table className="w-full max-w-xl table-fixed">
        <thead className="border-b text-left text-small text-text-muted">
          <tr>
            <th className="py-1 font-normal">{texts.server.queue}</th>
            <th className="w-28 py-1 pl-3 text-right font-normal">{texts.server.waiting}</th>
            <th className="w-36 py-1 pl-3 text-right font-normal">{texts.server.firstDue}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name} className="border-b">
              <td className="py-1.5">{line.name}</td>
              <td className="tabular py-1.5 pl-3 text-right">{line.waiting}</td>
              <td
                className="py-1.5 pl-3 text-right"
                title={line.dueAt === undefined ? undefined : exactTime(line.dueAt)}
              >
                <Due line={line} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Due({ line: { dueAt, isOff }, now }: { line: Line; now: number }) {
  if (isOff) return <span className="text-text-muted">{texts.server.isKept}</span>;
  if (dueAt === undefined) return <span className="text-text-muted">{texts.server.nothingDue}</span>;
  return dueAt > now ? texts.server.within(dueAt - now) : texts.time.ago(age(dueAt, now));
}
