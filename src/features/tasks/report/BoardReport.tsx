import type { Id } from "@convex/_generated/dataModel";
import { boardPath, boardReportPath } from "@convex/shared/addresses";
import { ArrowLeft, ChartColumn, Link2 } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Bone, Loading } from "@/ui/Skeleton";
import { copyLink } from "@/ui/floating/copyLink";
import { Segmented } from "@/ui/form/Segmented";
import { Ageing } from "./Ageing";
import { dayOfUtc } from "./dayMarks";
import { inPeriod, isBlank, PERIODS, type BoardFigures, type Period, type PeriodFigures } from "./figures";
import { FlowChart } from "./FlowChart";
import { TimesChart } from "./TimesChart";
import { useBoardReport } from "./useBoardReport";
import { WeeksChart } from "./WeeksChart";

const USUAL: Period = 4;

type Props = { channelId: Id<"channels"> };

/** How work flows on the board of a channel. */
export function BoardReport({ channelId }: Props) {
  const now = useNow();
  const report = useBoardReport(channelId, now);
  const [params, setParams] = useSearchParams();
  const period = PERIODS.find((weeks) => String(weeks) === params.get("weeks")) ?? USUAL;
  const choose = (weeks: string) => {
    const next = new URLSearchParams(params);
    next.set("weeks", weeks);
    setParams(next, { replace: true, state: KEEPS_VIEW });
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 px-4 py-2 max-wide:px-3">
        <Link
          to={boardPath(channelId)}
          className="flex h-8 items-center gap-1 rounded-control px-1.5 text-small font-medium text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
        >
          <Icon of={ArrowLeft} size={14} className="rtl:-scale-x-100" />
          {texts.boardReport.toBoard}
        </Link>
        <h2 className="font-medium">{texts.boardReport.report}</h2>
        <div className="ms-auto flex items-center gap-1">
          <Segmented
            label={texts.boardReport.period}
            value={String(period)}
            options={PERIODS.map((weeks) => ({
              value: String(weeks),
              label: texts.boardReport.weeks(weeks),
            }))}
            onChange={choose}
          />
          <IconButton
            label={texts.boardReport.copyLink}
            onClick={() => void copyLink(`${boardReportPath(channelId)}?weeks=${period}`)}
          >
            <Icon of={Link2} />
          </IconButton>
        </div>
      </div>
      {report ? <Content report={report} period={period} now={now} /> : <ReportSkeleton />}
    </div>
  );
}

type ContentProps = { report: BoardFigures; period: Period; now: number };

function Content({ report, period, now }: ContentProps) {
  if (isBlank(report)) {
    return (
      <Empty icon={ChartColumn} title={texts.boardReport.none}>
        {texts.boardReport.noneWhy}
      </Empty>
    );
  }
  const { columns, done, open } = report;
  const figures = inPeriod(report, period, now);
  const oldest = done.tasks.at(-1);
  return (
    <div
      role="region"
      aria-label={texts.boardReport.report}
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      <div className="mx-auto grid max-w-[960px] gap-6 px-4 pt-1 pb-8 max-wide:px-3">
        <Totals figures={figures} open={open} />
        {done.isCut && oldest && (
          <p className="text-small text-text-muted">
            {texts.boardReport.cut(done.tasks.length, dayOfUtc(oldest.completedAt))}
          </p>
        )}
        <FlowChart columns={columns} days={figures.days} from={figures.from} />
        <TimesChart {...figures} />
        <WeeksChart weeks={figures.weeks} average={figures.average} />
        <Ageing columns={columns} open={open} cycle={figures.cycle} now={now} />
      </div>
    </div>
  );
}

function Totals({ figures, open }: { figures: PeriodFigures; open: BoardFigures["open"] }) {
  const { average, cycle, lead } = figures;
  const timeOf = (ms: number | undefined) =>
    ms === undefined ? texts.boardReport.unknown : texts.boardReport.duration(ms);
  const perWeek = average === undefined ? texts.boardReport.unknown : number(Number(average.toFixed(1)));
  const tiles = [
    { name: texts.boardReport.perWeek, about: texts.boardReport.perWeekAbout, value: perWeek },
    {
      name: texts.boardReport.cycle,
      about: texts.boardReport.cycleAbout,
      value: timeOf(cycle[0]),
      most: cycle[1],
    },
    {
      name: texts.boardReport.lead,
      about: texts.boardReport.leadAbout,
      value: timeOf(lead[0]),
      most: lead[1],
    },
    {
      name: texts.boardReport.openNow,
      about: texts.boardReport.ageingAbout,
      value: `${number(open.tasks.length)}${open.isCut ? "+" : ""}`,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-pane border bg-line wide:grid-cols-4">
      {tiles.map(({ name, about, value, most }) => (
        <div key={name} className="flex flex-col-reverse justify-end bg-bg px-4 py-3" title={about}>
          <dt className="text-small text-text-muted">
            {name}
            {most !== undefined && (
              <span className="block text-meta">
                {texts.boardReport.halfAndMost(texts.boardReport.duration(most))}
              </span>
            )}
          </dt>
          <dd className="tabular text-display font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const ReportSkeleton = () => (
  <Loading label={texts.boardReport.loading}>
    <div className="mx-auto grid w-full max-w-[960px] gap-6 px-4 pt-1">
      <Bone className="h-20" />
      <Bone className="h-64" />
      <Bone className="h-64" />
    </div>
  </Loading>
);
