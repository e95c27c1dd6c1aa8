import type { Id } from "@convex/_generated/dataModel";
import { boardReportPath } from "@convex/shared/addresses";
import { Archive, ChartColumn } from "lucide-react";
import { lazy, Suspense, type ComponentProps } from "react";
import { Link, Navigate } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Settled } from "@/ui/Settled";
import { LoadingLines } from "@/ui/Skeleton";
import { AutomationsButton } from "../automations/AutomationsButton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { Board } from "../board/Board";
import { BoardBar } from "../board/BoardBar";
import { BoardSkeleton } from "../board/BoardSkeleton";
import { HiddenFacts } from "../filter/useShownFacts";
import { ColumnGone } from "../filter/ColumnGone";
import { FilterBar } from "../filter/FilterBar";
import { useBoardFilter } from "../filter/useBoardFilter";
import { LabelsProvider } from "../labels/LabelsContext";
import type { BoardColumns } from "../columns/column";
import { ColumnsContext } from "../columns/ColumnsContext";
import { ColumnsButton } from "../columns/ColumnsButton";
import { useOpening } from "../views/useOpening";
import { ViewsMenu } from "../views/ViewsMenu";
import { TaskList } from "./TaskList";
import { useBoardView, type BoardView } from "./useBoardView";
import { ViewSwitch } from "./ViewSwitch";

// It shows columns too, and comes with them.
export { MessageDrops } from "../fromMessage/MessageDrops";

const Calendar = lazy(
  retryImport(async () => ({ default: (await import("../calendar/Calendar")).Calendar })),
);
const Timeline = lazy(
  retryImport(async () => ({ default: (await import("../timeline/Timeline")).Timeline })),
);
const Workload = lazy(
  retryImport(async () => ({ default: (await import("../workload/Workload")).Workload })),
);
const BoardReport = lazy(
  retryImport(async () => ({ default: (await import("../report/BoardReport")).BoardReport })),
);
const Away = lazy(retryImport(async () => ({ default: (await import("../away/Away")).Away })));

type Props = ComponentProps<typeof Board>;

/** The tasks of a channel or of the workspace, or with `isReport` what a report says of those of a channel. */
export function Tasks({ isReport = false, ...props }: Props & { isReport?: boolean }) {
  if (!isReport || !props.channelId)
    return (
      <LabelsProvider loading={<BoardSkeleton />}>
        <TaskViews {...props} />
      </LabelsProvider>
    );
  return (
    <Suspense fallback={<div className="flex-1" />}>
      <BoardReport channelId={props.channelId} />
    </Suspense>
  );
}

/** As a board, a list, a calendar, a timeline or by its people, or what is off the boards. */
function TaskViews({ columns, ...props }: Props) {
  const { view, setView } = useBoardView();
  const { channelId, canWrite } = props;
  const opening = useOpening(channelId);
  if (opening === undefined) return <BoardSkeleton />;
  if (opening) return <Navigate to={`?${opening}`} replace state={KEEPS_VIEW} />;
  const tools = (
    <>
      {channelId && canWrite && columns && <ColumnsButton channelId={channelId} columns={columns} />}
      {channelId && <AutomationsButton channelId={channelId} />}
      <ViewsMenu channelId={channelId} view={view} canShare={canWrite} />
      {channelId && <ReportLink channelId={channelId} />}
      <AwayButton view={view} onChange={setView} />
      <ViewSwitch view={view} onChange={setView} />
    </>
  );
  if (view === "away") {
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <BoardBar tools={tools}>
          <h2 className="flex h-12 items-center px-4 font-medium max-wide:px-3">{texts.away.open}</h2>
        </BoardBar>
        <Suspense fallback={null}>
          <Away channelId={channelId} channelNames={props.channelNames} canWrite={canWrite} />
        </Suspense>
      </div>
    );
  }
  if (view !== "board" && columns)
    return (
      <ColumnsContext value={columns}>
        <FilteredView columns={columns} {...props} tools={tools} view={view} />
      </ColumnsContext>
    );
  return <Board columns={columns} {...props} tools={tools} />;
}

type FilteredProps = Props & { columns: BoardColumns; view: Exclude<BoardView, "board" | "away"> };

/** What a filter narrows down without columns. */
function FilteredView({ tools, channelId, view, ...props }: FilteredProps) {
  const { filter, setFilter } = useBoardFilter(channelId);
  const tasks = props.columns.flatMap(({ cards }) => cards);
  const shown = { ...props, filter, channelId };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <BoardBar tools={tools}>
        <FilterBar tasks={tasks} channelId={channelId} filter={filter} onChange={setFilter} />
      </BoardBar>
      <ColumnGone columns={props.columns} filter={filter} onChange={setFilter} />
      <HiddenFacts value={filter.hidden}>
        <Suspense fallback={<div className="flex-1" />}>
          <Settled key={view} skeleton={<LoadingLines label={texts.ui.loading} />}>
            {view === "list" && <TaskList {...shown} />}
            {view === "calendar" && <Calendar {...shown} />}
            {view === "timeline" && <Timeline {...shown} />}
            {view === "workload" && <Workload {...shown} onFilter={setFilter} />}
          </Settled>
        </Suspense>
      </HiddenFacts>
    </div>
  );
}

function ReportLink({ channelId }: { channelId: Id<"channels"> }) {
  return (
    <Tooltip label={texts.boardReport.open}>
      <Link
        to={boardReportPath(channelId)}
        aria-label={texts.boardReport.open}
        className="grid size-8 shrink-0 place-items-center rounded-control text-text-muted hover:bg-bg-hover hover:text-text touch:size-11"
      >
        <Icon of={ChartColumn} />
      </Link>
    </Tooltip>
  );
}

type ViewProps = { view: BoardView; onChange: (view: BoardView) => void };

/** To what is off the boards, and back. */
function AwayButton({ view, onChange }: ViewProps) {
  const isAway = view === "away";
  return (
    <IconButton
      label={texts.away.open}
      aria-pressed={isAway}
      onClick={() => onChange(isAway ? "board" : "away")}
    >
      <Icon of={Archive} />
    </IconButton>
  );
}
