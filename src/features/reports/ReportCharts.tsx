import { NOBODY, sizeOf, talliesBy, TALLIES, type Tally } from "@convex/shared/reports";
import { clsx } from "clsx";
import { useState, type ReactNode } from "react";
import { usePeople } from "@/features/users";
import { daysBetween } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Section";
import { KIND_COLOURS } from "./tally";
import type { WeeklyReport } from "./useReport";

export function Totals({ tally, isCut }: { tally: Tally; isCut: boolean }) {
  return (
    <div className="grid gap-2">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-pane border bg-line wide:grid-cols-4">
        {TALLIES.map((kind) => (
          <div
            key={kind}
            className="flex flex-col-reverse bg-bg px-4 py-3"
            title={texts.reports.meanings[kind]}
          >
            <dt className="flex items-center gap-1.5 text-small text-text-muted">
              <span aria-hidden className={clsx("size-2 rounded-[2px]", KIND_COLOURS[kind])} />
              {texts.reports.kinds[kind]}
            </dt>
            <dd className="tabular text-display font-semibold">{number(tally[kind])}</dd>
          </div>
        ))}
      </dl>
      {isCut && <p className="text-small text-text-muted">{texts.reports.isCut}</p>}
    </div>
  );
}

type DaysProps = { days: readonly number[]; from: number; isThisWeek: boolean };

/** Seven bars. Days that are still to come have none. */
export function DoneByDay({ days, from, isThisWeek }: DaysProps) {
  const most = Math.max(1, ...days);
  const now = useNow();
  const today = isThisWeek ? daysBetween(from, now) : days.length - 1;
  return (
    <Section title={texts.reports.doneEachDay}>
      <ol className="grid h-36 grid-cols-7 gap-2 rounded-pane border px-3 pt-4 pb-2 wide:gap-4 wide:px-6">
        {texts.reports.days.map((day, i) => (
          <li key={day.long} className="flex min-w-0 flex-col items-center justify-end gap-1">
            <span className={clsx("tabular text-meta", days[i] ? "font-medium" : "text-text-muted")}>
              {i <= today || days[i] ? days[i] : ""}
            </span>
            <span
              aria-hidden
              className={clsx("w-full max-w-10 rounded-t-[4px]", days[i] ? "bg-accent" : "bg-line-strong")}
              style={{ height: days[i] ? `${(days[i] / most) * 100}%` : "2px" }}
            />
            <span
              className={clsx("text-meta", i === today && isThisWeek ? "font-medium" : "text-text-muted")}
            >
              <span aria-hidden>{day.short}</span>
              <span className="sr-only">{day.long}</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function ByChannel({ report }: { report: WeeklyReport }) {
  const rows = talliesBy(report.cells, "channelId");
  return (
    <Tallies
      title={texts.reports.byChannel}
      rows={rows.map(({ key, tally }) => ({ key: key ?? "", label: channelName(report, key), tally }))}
    />
  );
}

export function ByPerson({ report }: { report: WeeklyReport }) {
  const people = usePeople();
  const rows = talliesBy(report.cells, "assignee").map(({ key, tally }) => {
    const label = people.get(key)?.name ?? personName(report, key);
    const leading = <Avatar id={key} name={label} picture={people.get(key)?.picture} size={20} />;
    return { key, label, tally, leading };
  });
  return <Tallies title={texts.reports.byPerson} rows={rows} />;
}

export function channelName({ channels }: WeeklyReport, key: string | undefined): string {
  return channels.find(({ channelId }) => channelId === key)?.name ?? texts.tasks.wholeWorkspace;
}

function personName({ people }: WeeklyReport, key: string): string {
  if (key === NOBODY) return texts.tasks.unassigned;
  return people.find(({ userId }) => userId === key)?.name ?? texts.reports.otherPeople;
}

type TallyRow = { key: string; label: string; tally: Tally; leading?: ReactNode };
const FEW = 6;

function Tallies({ title, rows }: { title: string; rows: readonly TallyRow[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const most = Math.max(1, ...rows.map(({ tally }) => sizeOf(tally)));
  const shown = isWhole ? rows : rows.slice(0, FEW);
  return (
    <Section title={title}>
      <ul className="grid gap-3 rounded-pane border p-4">
        {shown.map(({ key, label, tally, leading }) => (
          <li key={key} className="flex min-w-0 items-center gap-2.5">
            {leading}
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="max-w-full truncate" title={label}>
                  {label}
                </span>
                <span className="tabular text-meta text-text-muted">
                  {TALLIES.filter((kind) => tally[kind] > 0)
                    .map((kind) => texts.reports.tally(kind, tally[kind]))
                    .join(", ")}
                </span>
              </p>
              <Bar tally={tally} most={most} />
            </div>
          </li>
        ))}
        {rows.length > FEW && (
          <li>
            <Button size="small" look="ghost" className="-ml-2" onClick={() => setIsWhole(!isWhole)}>
              {isWhole ? texts.ui.showFewer : texts.ui.showAll(rows.length)}
            </Button>
          </li>
        )}
      </ul>
    </Section>
  );
}

/** What the words beside it say. */
function Bar({ tally, most }: { tally: Tally; most: number }) {
  return (
    <span aria-hidden className="mt-1 flex h-1.5 gap-px overflow-hidden rounded-full bg-bg-active">
      {TALLIES.filter((kind) => tally[kind] > 0).map((kind) => (
        <span key={kind} className={KIND_COLOURS[kind]} style={{ width: `${(tally[kind] / most) * 100}%` }} />
      ))}
    </span>
  );
}
