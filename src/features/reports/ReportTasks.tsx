import { tallyOf, type Tally } from "@convex/shared/reports";
import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { KIND_COLOURS } from "./tally";
import type { WeeklyReport } from "./useReport";
import { PaneLink } from "@/ui/pane/PaneLink";

type ReportTask = WeeklyReport["done"][number];

/** What is stuck comes first: it is what somebody can do something about. */
const ORDER = ["blocked", "ageing", "done", "moved"] as const satisfies readonly (keyof Tally)[];

export function ReportTasks({ report }: { report: WeeklyReport }) {
  const tally = tallyOf(report.cells);
  return ORDER.filter((kind) => report[kind].length > 0).map((kind) => (
    <section key={kind} aria-label={texts.reports.titles[kind]} className="min-w-0">
      <h2 className="mb-2 flex items-center gap-2 text-small font-medium">
        <span aria-hidden className={clsx("size-2 rounded-[2px]", KIND_COLOURS[kind])} />
        {texts.reports.titles[kind]}
        <span className="tabular text-text-muted">{tally[kind]}</span>
      </h2>
      <ul className="overflow-hidden rounded-pane border">
        {report[kind].map((task) => (
          <TaskRow key={task.taskId} task={task} />
        ))}
        {tally[kind] > report[kind].length && (
          <li className="px-4 py-2 text-small text-text-muted">
            {texts.reports.andMore(tally[kind] - report[kind].length)}
          </li>
        )}
      </ul>
    </section>
  ));
}

function TaskRow({ task }: { task: ReportTask }) {
  const now = useNow();
  return (
    <li className="border-b last:border-b-0">
      <PaneLink
        pane="task"
        of={task.taskId}
        className="row-focus flex min-h-10 items-center gap-3 px-4 py-1.5 hover:bg-bg-hover touch:min-h-12"
      >
        <span className="tabular w-12 shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate">
            {task.title}
          </span>
          {task.reason && (
            <span className="block text-small [overflow-wrap:anywhere] text-warn">
              {texts.reports.blockedBy(task.reason)}
            </span>
          )}
        </span>
        <span className="flex max-w-[40%] shrink-0 items-center gap-3 text-meta text-text-muted">
          <span className="min-w-0 truncate max-wide:hidden">{task.assignee ?? texts.tasks.unassigned}</span>
          <time
            className="tabular w-14 shrink-0 text-right"
            dateTime={new Date(task.at).toISOString()}
            title={exactTime(task.at)}
          >
            {shortAgo(task.at, now)}
          </time>
        </span>
      </PaneLink>
    </li>
  );
}
