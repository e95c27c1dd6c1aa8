import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { clsx } from "clsx";
import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type RefObject } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { isTaskData } from "../board/useCardDrag";
import { useCardKeys } from "../board/useCardKeys";
import { useGrowing } from "../board/useGrowing";
import { todayOf } from "../calendar/month";
import { More } from "../list/More";
import type { Task } from "../task";
import { GROUPS, groupOf, isPlace, nextPlace, type Group, type Place } from "./groups";
import { LaterDrop } from "./LaterDrop";
import { MyTaskRow } from "./MyTaskRow";
import type { RowActions } from "./RowMenu";
import { useGroupTarget } from "./useGroupTarget";
import { useRowActions } from "./useRowActions";

type Props = {
  tasks: readonly Task[];
  loadMore: (() => void) | undefined;
  isLoading: boolean;
  openTaskId: string | undefined;
};

/** Tasks by when they are due; one that is dragged into another group is due then, and one under Later is seen from another day on. */
export function GroupedTasks({ tasks, loadMore, isLoading, openTaskId }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const now = useNow();
  const { asked, ...actions } = useRowActions(() => null);
  const { handleCardKey, asked: askedByKey } = useCardKeys(true);
  const moveTo = (task: Task, group: Place | undefined) => {
    if (group === undefined || group === "overdue" || group === groupOf(task, now)) return;
    if (group === "later") actions.showFrom(task, undefined);
    else actions.due(task, { today: todayOf(now), upcoming: undefined, noDate: null }[group]);
  };
  useGroupDrop(list, (taskId, group) => {
    const task = tasks.find(({ _id }) => _id === taskId);
    if (task) moveTo(task, group);
  });
  const hasMore = loadMore !== undefined || isLoading;
  const groups = GROUPS.map((group) => tasks.filter((task) => groupOf(task, now) === group));
  const isWhole = (at: number) => !hasMore || groups.slice(at + 1).some(({ length }) => length > 0);

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const task = focusedOf(event, tasks);
    if (!task || event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.shiftKey && event.key.startsWith("Arrow")) {
      event.preventDefault();
      event.stopPropagation();
      moveTo(task, nextPlace(groupOf(task, now), event.key));
    } else if (!handleCardKey(event, task)) goOn(event);
  }

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused row inside */}
      <div
        ref={list}
        role="group"
        aria-label={texts.taskList.list}
        tabIndex={-1}
        className="@container min-h-0 flex-1 overflow-y-auto pb-6"
        onKeyDown={handleKey}
      >
        {GROUPS.map((group, i) => (
          <TaskGroup
            key={group}
            group={group}
            tasks={groups[i]!}
            isWhole={isWhole(i)}
            scroller={list}
            openTaskId={openTaskId}
            {...actions}
          />
        ))}
        {hasMore && <More isLoading={isLoading} onMore={loadMore} />}
        <LaterDrop />
      </div>
      {asked}
      {askedByKey}
    </>
  );
}

/** The task whose link has the focus. */
function focusedOf(event: KeyboardEvent<HTMLElement>, tasks: readonly Task[]): Task | undefined {
  const target = event.target as HTMLElement;
  const id = target.closest<HTMLElement>("[data-task-id]")?.dataset["taskId"];
  return target.tagName === "A" ? tasks.find(({ _id }) => _id === id) : undefined;
}

/** Arrows lead from row to row. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || event.altKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-task-id]")];
  const at = rows.findIndex((row) => row.contains(event.target as Node));
  event.preventDefault();
  rows[at + step]?.querySelector("a")?.focus();
}

type GroupProps = RowActions & {
  group: Group;
  tasks: readonly Task[];
  /** Whether all of it has been loaded. */
  isWhole: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  openTaskId: string | undefined;
};

function TaskGroup({ group, tasks, isWhole, scroller, openTaskId, ...actions }: GroupProps) {
  const section = useRef<HTMLElement>(null);
  const isOver = useGroupTarget(section, group);
  const { shown, foot } = useGrowing(scroller, tasks);
  if (group === "overdue" && tasks.length === 0) return null;
  return (
    <section
      ref={section}
      aria-label={texts.tasks.groups[group]}
      className={clsx("transition-colors", isOver && "bg-accent-soft/50")}
    >
      <h2 className="sticky top-0 z-20 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium max-wide:px-3">
        {texts.tasks.groups[group]}
        {(isWhole || tasks.length > 0) && (
          <span className="tabular text-text-muted">{isWhole ? tasks.length : `${tasks.length}+`}</span>
        )}
      </h2>
      {tasks.length === 0 && isWhole && (
        <p className="border-b px-4 py-2.5 text-small text-text-muted max-wide:px-3">
          {texts.mine.noneIn[group]}
        </p>
      )}
      <ul>
        {shown.map((task) => (
          <MyTaskRow key={task._id} task={task} group={group} isOpen={task._id === openTaskId} {...actions} />
        ))}
      </ul>
      {foot}
    </section>
  );
}

function useGroupDrop(list: RefObject<HTMLElement | null>, onMove: (taskId: string, group: Place) => void) {
  const drop = useEffectEvent(onMove);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => isTaskData(source.data),
        onDrop: ({ source, location }) => {
          const group = location.current.dropTargets[0]?.data["group"];
          if (isPlace(group)) drop(String(source.data["taskId"]), group);
        },
      }),
    );
  }, [list]);
}
