import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { clsx } from "clsx";
import { Users } from "lucide-react";
import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import type { ChannelId } from "@/features/channels";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { isTaskData } from "../board/useCardDrag";
import { useGrowing } from "../board/useGrowing";
import { useLoadAll } from "../board/useLoadAll";
import type { BoardColumns } from "../columns/column";
import { filterTasks, type Filter } from "../filter/filter";
import { bucketName } from "./bucketName";
import { FreePeople } from "./FreePeople";
import { COLUMNS, PersonLoad } from "./PersonLoad";
import { useReassign } from "./useReassign";
import { BUCKETS, loadOf, loadsOf, type Load } from "./workload";

type Props = {
  /** Absent for the board of the workspace. */
  channelId: ChannelId | undefined;
  columns: BoardColumns;
  filter: Filter;
  openTaskId: string | undefined;
  canWrite: boolean;
  onFilter: (filter: Filter) => void;
};

/** Who of a board has how much to do, week by week; a card that is dragged to somebody else is theirs. */
export function Workload({ channelId, columns, filter, openTaskId, canWrite, onFilter }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const now = useNow();
  const { nameOf } = usePeople();
  const assign = useReassign();
  const open = columns.filter(({ status }) => status !== "done");
  useLoadAll(open, true);
  const tasks = open.flatMap(({ cards }) => cards).filter(({ number }) => number > 0);
  const loads = loadsOf(filterTasks(tasks, filter, now), now, nameOf);
  const { shown, foot } = useGrowing(list, loads);
  usePersonDropped(list, (taskId, person) => {
    const task = tasks.find(({ _id }) => _id === taskId);
    if (task) assign(task, person === "" ? undefined : (person as Load["userId"]));
  });
  const isCounting = open.some(({ hasMore }) => hasMore);
  const total = open.reduce((sum, column) => sum + column.total, 0);
  const rowOf = (load: Load) => (
    <PersonLoad
      key={`${load.userId} ${filter.assigneeId}`}
      load={load}
      isOpenAtFirst={filter.assigneeId !== undefined && load.tasks.length > 0}
      openTaskId={openTaskId}
      canWrite={canWrite}
      scroller={list}
      onAssign={assign}
      onOnly={(userId) => onFilter({ ...filter, assigneeId: onlyOf(filter, userId ?? "nobody") })}
    />
  );
  const busy = new Set(tasks.map(({ assigneeId }) => assigneeId));
  const isNone = tasks.length === 0 && !isCounting;
  return (
    <div
      ref={list}
      role="group"
      aria-label={texts.workload.workload}
      tabIndex={-1}
      className="@container min-h-0 flex-1 overflow-y-auto pb-6"
    >
      {isCounting && <Counting loaded={tasks.length} total={total} />}
      {isNone ? (
        <Empty icon={Users} title={texts.workload.none}>
          {texts.workload.noneWhy}
        </Empty>
      ) : (
        <>
          <Heads now={now} />
          {shown.map(rowOf)}
        </>
      )}
      {foot}
      {!isNone && !isCounting && filter.assigneeId === undefined && (
        <FreePeople channelId={channelId} busy={busy}>
          {(userId) => rowOf(loadOf(userId, [], now))}
        </FreePeople>
      )}
    </div>
  );
}

const Counting = ({ loaded, total }: { loaded: number; total: number }) => (
  <p role="status" className="tabular px-4 pb-2 text-small text-text-muted max-wide:px-3">
    {texts.workload.loading(loaded, total)}
  </p>
);

/** What the figures are. */
const Heads = ({ now }: { now: number }) => (
  <div
    aria-hidden
    className={clsx(
      "sticky top-0 z-20 hidden h-9 gap-x-1 border-y bg-bg-sunken px-4 text-meta text-text-muted *:truncate *:px-2 *:not-first:text-end",
      COLUMNS,
    )}
  >
    <span className="!px-0">{texts.workload.person}</span>
    <span>{texts.workload.open}</span>
    <span>{texts.workload.hours}</span>
    {BUCKETS.map((bucket) => (
      <span key={bucket}>{bucketName(bucket, now)}</span>
    ))}
  </div>
);

/** The same once more shows everybody again. */
const onlyOf = ({ assigneeId }: Filter, wanted: string) => (assigneeId === wanted ? undefined : wanted);

/** A person is the drop target; the card says which task it is. */
function usePersonDropped(
  list: RefObject<HTMLElement | null>,
  onDrop: (taskId: string, person: string) => void,
) {
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => isTaskData(source.data),
        onDrop: ({ source, location }) => {
          const person = location.current.dropTargets[0]?.data["person"];
          if (typeof person === "string") drop(String(source.data["taskId"]), person);
        },
      }),
    );
  }, [list]);
}
