import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { clsx } from "clsx";
import { ChevronDown, ListFilter, UserRound } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { isTaskData } from "../board/useCardDrag";
import { useGrowing } from "../board/useGrowing";
import type { Task } from "../task";
import { bucketName } from "./bucketName";
import { LoadCard } from "./LoadCard";
import { BUCKETS, bucketOf, type Bucket, type Load } from "./workload";

/** The name, what is open, the hours, and each bucket. */
export const COLUMNS =
  "@4xl:grid @4xl:grid-cols-[minmax(10rem,1fr)_4rem_6.5rem_repeat(7,minmax(3.5rem,5.5rem))] @4xl:items-center";

type Props = {
  load: Load;
  /** Whether its cards are shown before anybody opens them. */
  isOpenAtFirst: boolean;
  openTaskId: string | undefined;
  canWrite: boolean;
  scroller: RefObject<HTMLElement | null>;
  onAssign: (task: Task, assigneeId: Load["userId"]) => void;
  onOnly: (userId: Load["userId"]) => void;
};

/** What one person has to do, and when; opened, the cards of it, or those of one week. */
export function PersonLoad({ load, isOpenAtFirst, openTaskId, canWrite, scroller, onAssign, onOnly }: Props) {
  const section = useRef<HTMLElement>(null);
  const now = useNow();
  const people = usePeople();
  const { userId, tasks, hours, unknown, buckets } = load;
  const [opened, setOpened] = useState<Bucket | "all" | undefined>(isOpenAtFirst ? "all" : undefined);
  const isOver = usePersonDrop(section, userId);
  const listed = opened === "all" ? tasks : tasks.filter((task) => bucketOf(task, now) === opened);
  const { shown, foot } = useGrowing(scroller, opened === undefined ? [] : listed);
  const name = userId === undefined ? texts.tasks.unassigned : people.nameOf(userId);
  const toggle = (what: Bucket | "all") => setOpened(opened === what ? undefined : what);
  return (
    <section
      ref={section}
      aria-label={name}
      data-person={userId ?? ""}
      className={clsx("border-b transition-colors", isOver && "bg-accent-soft")}
    >
      <div
        className={clsx(
          "flex min-h-12 flex-wrap gap-x-1 px-4 max-wide:px-3 @max-4xl:items-center @max-4xl:py-1.5",
          COLUMNS,
        )}
      >
        <h3 className="flex min-w-0 items-center @max-4xl:basis-full">
          <button
            type="button"
            aria-expanded={opened !== undefined}
            className="row-focus flex h-9 min-w-0 items-center gap-2 rounded-control pe-2 font-medium hover:bg-bg-hover touch:h-11"
            onClick={() => setOpened(opened === undefined ? "all" : undefined)}
          >
            <Icon
              of={ChevronDown}
              size={14}
              className={clsx("shrink-0", opened === undefined && "-rotate-90")}
            />
            <Face userId={userId} />
            <span dir="auto" className="truncate">
              {name}
            </span>
          </button>
          <IconButton label={texts.workload.only(name)} isSmall onClick={() => onOnly(userId)}>
            <Icon of={ListFilter} size={14} />
          </IconButton>
        </h3>
        <Figure label={texts.workload.open} title={texts.workload.openCount(tasks.length)}>
          {number(tasks.length)}
        </Figure>
        <Figure label={texts.workload.hours} title={texts.workload.estimated(hours, unknown)}>
          {texts.workload.shortEstimated(hours, unknown)}
        </Figure>
        {BUCKETS.map((bucket) => (
          <Cell
            key={bucket}
            bucket={bucket}
            name={bucketName(bucket, now)}
            sum={buckets[bucket]}
            isOpen={opened === bucket}
            onToggle={() => toggle(bucket)}
          />
        ))}
      </div>
      {opened !== undefined && (
        <ul aria-label={texts.workload.tasksOf(name)} className="bg-bg-sunken/50">
          {shown.map((task) => (
            <LoadCard
              key={task._id}
              task={task}
              isOpen={task._id === openTaskId}
              canWrite={canWrite}
              onAssign={onAssign}
            />
          ))}
          {listed.length === 0 && <Free />}
        </ul>
      )}
      {foot}
    </section>
  );
}

const Free = () => (
  <li className="border-t py-2 ps-10 pe-4 text-small text-text-muted max-wide:ps-4">{texts.workload.free}</li>
);

function Face({ userId }: Pick<Load, "userId">) {
  const people = usePeople();
  if (userId === undefined) return <Icon of={UserRound} size={20} className="shrink-0 text-text-muted" />;
  return <Avatar id={userId} name={people.nameOf(userId)} picture={people.get(userId)?.picture} size={24} />;
}

type FigureProps = { label: string; title: string; children: string };

/** On a phone it says what it is; beside each other, what is above does. */
const Figure = ({ label, title, children }: FigureProps) => (
  <span title={title} className="tabular px-2 text-small @max-4xl:py-1 @4xl:text-end">
    <span className="sr-only">{title}</span>
    <span aria-hidden>
      <span className="text-text-muted @4xl:hidden">{label} </span>
      {children}
    </span>
  </span>
);

type CellProps = {
  bucket: Bucket;
  name: string;
  sum: Load["buckets"][Bucket];
  isOpen: boolean;
  onToggle: () => void;
};

/** How much of it is to be done then; a click shows those cards. */
function Cell({ bucket, name, sum: { count, hours }, isOpen, onToggle }: CellProps) {
  if (count === 0)
    return (
      <span aria-hidden className="px-2 text-small text-text-muted @max-4xl:hidden @4xl:text-end">
        –
      </span>
    );
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      aria-label={texts.workload.cell(name, count, hours)}
      title={texts.workload.cell(name, count, hours)}
      className={clsx(
        "tabular row-focus flex h-8 items-center justify-end gap-1.5 rounded-control px-2 text-small hover:bg-bg-active touch:h-11",
        bucket === "overdue" && "font-medium text-danger",
        isOpen && "bg-accent-soft !text-accent-text",
      )}
      onClick={onToggle}
    >
      <span aria-hidden className="text-text-muted @4xl:hidden">
        {name}
      </span>
      {number(count)}
      {hours > 0 && <span className="text-meta text-text-muted">{texts.facts.shortHours(hours)}</span>}
    </button>
  );
}

/** Makes a person a place to drop tasks of others at. */
function usePersonDrop(section: RefObject<HTMLElement | null>, userId: Load["userId"]): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!section.current) return;
    return dropTargetForElements({
      element: section.current,
      canDrop: ({ source: { data } }) => data["person"] !== (userId ?? "") && isTaskData(data),
      getData: () => ({ person: userId ?? "" }),
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: () => setIsOver(false),
    });
  }, [section, userId]);
  return isOver;
}
