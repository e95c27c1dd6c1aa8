import type { Id } from "@convex/_generated/dataModel";
import { useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { hasFilter, type Filter } from "../filter/filter";
import { useCardFocus } from "../board/useBoardKeys";
import { useCardKeys } from "../board/useCardKeys";
import { useGrowing } from "../board/useGrowing";
import { columnTitle, type BoardColumns, type Column } from "../columns/column";
import { ColumnCount } from "../columns/ColumnCount";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { Task, TaskId } from "../task";
import { ChosenTasksBar } from "./ChosenTasksBar";
import { ListRow } from "./ListRow";
import { More } from "./More";
import { useChangeTasks } from "./useChangeTasks";
import { useChosenTasks, type Choose } from "./useChosenTasks";
import { useTaskList } from "./useTaskList";

type Props = {
  columns: BoardColumns;
  filter: Filter;
  channelId: Id<"channels"> | undefined;
  channelNames: ReadonlyMap<string, string>;
  openTaskId: string | undefined;
  canWrite: boolean;
};

/** The tasks of a board in lines: by status in its order, or what fits its filter, the newest first. */
export function TaskList({ columns, filter, channelId, channelNames, openTaskId, canWrite }: Props) {
  const isFiltered = hasFilter(filter);
  const found = useTaskList(filter, channelId);
  const listed = isFiltered ? (found.tasks ?? []) : columns.flatMap(({ cards }) => cards);
  const { chosen, choose, clear, around } = useChosenTasks(listed);
  const change = useChangeTasks();
  const list = useRef<HTMLDivElement>(null);
  const moveFocus = useCardFocus(list, listed);
  // With it the focus would go: the next arrow or Tab goes on where one has chosen.
  const leaveBar = () => {
    clear();
    moveFocus(around());
  };
  const { handleCardKey, asked } = useCardKeys(canWrite);
  const handleRowKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>("[data-task-id]")?.dataset["taskId"];
    const task = listed.find(({ _id }) => _id === id);
    if (!task || target.tagName !== "A" || event.ctrlKey || event.metaKey) return false;
    return handleCardKey(event, task);
  };
  const rowOf = (task: Task): ReactNode => (
    <ListRow
      key={task._id}
      task={task}
      channelName={task.channelId && channelNames.get(task.channelId)}
      isOpen={task._id === openTaskId}
      isChosen={chosen.has(task._id)}
      onChoose={canWrite && task.number > 0 ? choose : undefined}
    />
  );
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused row inside */}
      <div
        ref={list}
        role="group"
        aria-label={texts.taskList.list}
        className="@container min-h-0 flex-1 overflow-y-auto pb-6"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (!handleRowKey(event)) handleKey(event, canWrite ? choose : undefined, clear);
        }}
      >
        {isFiltered ? (
          <Found {...found} scroller={list} rowOf={rowOf} />
        ) : (
          columns.map((column) => <Section key={column.key} column={column} scroller={list} rowOf={rowOf} />)
        )}
      </div>
      {asked}
      {chosen.size > 0 && (
        <ChosenTasksBar
          columns={columns}
          count={chosen.size}
          channelId={channelId}
          onChange={(wanted) => {
            leaveBar();
            change([...chosen], wanted);
          }}
          onDone={leaveBar}
        />
      )}
    </>
  );
}

/** Arrows go from row to row, with Shift they choose on the way; X chooses; Escape chooses none. */
function handleKey(event: KeyboardEvent<HTMLElement>, choose: Choose | undefined, clear: () => void): void {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>("[data-task-id]");
  const isList = target === event.currentTarget;
  if (!(row || isList) || event.ctrlKey || event.metaKey || event.altKey) return;
  const idOf = (element: HTMLElement) => element.dataset["taskId"] as TaskId;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step !== undefined) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-task-id]")];
    const next = rows[(row ? rows.indexOf(row) : -1) + step];
    if (event.shiftKey && row && next) {
      choose?.(idOf(row), true);
      choose?.(idOf(next), true);
    }
    next?.querySelector("a")?.focus();
  } else if (row && event.key.toLowerCase() === "x" && target.tagName === "A")
    choose?.(idOf(row), event.shiftKey);
  else if (event.key === "Escape") clear();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

type Rows = { scroller: RefObject<HTMLDivElement | null>; rowOf: (task: Task) => ReactNode };

function Section({ column, scroller, rowOf }: Rows & { column: Column }) {
  const { shown, foot } = useGrowing(scroller, column.cards);
  const { hasMore, isLoading, loadMore } = column;
  return (
    <section aria-label={columnTitle(column)}>
      <h2 className="sticky top-0 z-20 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium max-wide:px-3">
        <ColumnIcon column={column} />
        {columnTitle(column)}
        <ColumnCount column={column} shown={undefined} />
      </h2>
      <ul>{shown.map(rowOf)}</ul>
      {foot ?? (hasMore && <More isLoading={isLoading} onMore={loadMore} />)}
    </section>
  );
}

type FoundProps = Rows & ReturnType<typeof useTaskList>;

function Found({ tasks, loadMore, isLoading, scroller, rowOf }: FoundProps) {
  const { shown, foot } = useGrowing(scroller, tasks ?? []);
  if (!tasks) return <LoadingLines label={texts.ui.loading} />;
  if (tasks.length === 0 && !loadMore && !isLoading) return <Empty title={texts.ui.noMatches} />;
  return (
    <>
      <ul>{shown.map(rowOf)}</ul>
      {foot ?? ((loadMore ?? isLoading) && <More isLoading={isLoading} onMore={loadMore} />)}
    </>
  );
}
