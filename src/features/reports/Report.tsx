import { doneByDay, sizeOf, tallyOf } from "@convex/shared/reports";
import { ChartColumn } from "lucide-react";
import { texts } from "@/texts";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Empty } from "@/ui/Empty";
import { Bone, Loading } from "@/ui/Skeleton";
import { ByChannel, ByPerson, DoneByDay, Totals } from "./ReportCharts";
import { ReportBoards } from "./ReportBoards";
import { ReportTasks } from "./ReportTasks";
import { useReport } from "./useReport";

/** What became of the tasks of the reader's channels in a week. */
export function Report({ weeksAgo }: { weeksAgo: 0 | 1 }) {
  const report = useReport(weeksAgo);
  if (!report) return <ReportSkeleton />;
  const tally = tallyOf(report.cells);
  if (sizeOf(tally) === 0) {
    return (
      <Empty
        icon={ChartColumn}
        title={weeksAgo === 0 ? texts.reports.nothingThisWeek : texts.reports.nothingLastWeek}
      >
        {texts.reports.nothingWhy}
      </Empty>
    );
  }
  return (
    <ScrollRegion label={texts.reports.report}>
      <div className="mx-auto grid max-w-[880px] gap-6 px-4 py-5">
        <Totals tally={tally} isCut={report.isCut} />
        <DoneByDay days={doneByDay(report.cells)} from={report.from} isThisWeek={weeksAgo === 0} />
        <div className="grid items-start gap-6 wide:grid-cols-2">
          <ByChannel report={report} />
          <ByPerson report={report} />
        </div>
        <ReportBoards report={report} />
        <ReportTasks report={report} />
      </div>
    </ScrollRegion>
  );
}

function ReportSkeleton() {
  return (
    <Loading label={texts.reports.loadingTheReport}>
      <div className="mx-auto grid max-w-[880px] gap-6 px-4 py-5">
        <div className="grid grid-cols-4 gap-3">
          {["done", "moved", "blocked", "ageing"].map((kind) => (
            <Bone key={kind} className="h-14" />
          ))}
        </div>
        <Bone className="h-36" />
        <div className="grid gap-6 wide:grid-cols-2">
          <Bone className="h-32" />
          <Bone className="h-32" />
        </div>
      </div>
    </Loading>
  );
}
