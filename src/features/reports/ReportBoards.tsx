import { boardReportPath } from "@convex/shared/addresses";
import { ChevronRight } from "lucide-react";
import { Link } from "react-router";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";
import { channelName } from "./ReportCharts";
import type { WeeklyReport } from "./useReport";

/** How the boards flow on which most happened; each leads to its own report. */
export function ReportBoards({ report }: { report: WeeklyReport }) {
  const { boards = [] } = report;
  if (boards.length === 0) return null;
  return (
    <Section title={texts.reports.boards}>
      <ul className="overflow-hidden rounded-pane border">
        {boards.map((board) => (
          <li key={board.channelId} className="border-b last:border-b-0">
            <Link
              to={boardReportPath(board.channelId)}
              className="row-focus flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-bg-hover"
            >
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
                <span dir="auto" className="max-w-full truncate">
                  {channelName(report, board.channelId)}
                </span>
                <span className="tabular text-meta text-text-muted">{saidOf(board)}</span>
              </span>
              <Icon of={ChevronRight} size={14} className="text-text-muted rtl:-scale-x-100" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function saidOf({ done, usual, halfMs, isCut }: NonNullable<WeeklyReport["boards"]>[number]): string {
  return [
    texts.reports.boardDone(done, usual, isCut),
    ...(halfMs === undefined ? [] : [texts.reports.boardHalf(texts.boardReport.duration(halfMs))]),
  ].join(", ");
}
