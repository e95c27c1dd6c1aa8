import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { CircleCheckBig, Users } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { useMyId, usePeople } from "@/features/users";
import { daysUntilDue } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { useShownCategory } from "./categorisations/useCategory";
import { Faces } from "./people/Faces";
import { LabelsProvider } from "./labels/LabelsContext";
import { StatusButton } from "./list/StatusButton";
import { PriorityBadge } from "./priority/PriorityIcon";
import { BlockedBadge, CategoryBadge, DueBadge, TagBadge } from "./TaskBadges";
import type { Task } from "./task";
import { useMyTasks } from "./useMyTasks";

const GROUPS = ["overdue", "today", "upcoming", "noDate"] as const;
type Group = (typeof GROUPS)[number];

export function groupOf(task: Pick<Task, "dueDate">, now: number): Group {
  if (task.dueDate === undefined) return "noDate";
  const ahead = daysUntilDue(task.dueDate, now);
  return ahead < 0 ? "overdue" : ahead === 0 ? "today" : "upcoming";
}

/** My open tasks, the most pressing first. */
export function MyTasks({ openTaskId }: { openTaskId: string | undefined }) {
  const mine = useMyTasks();
  const now = useNow();
  if (!mine) return <LoadingLines label={texts.tasks.loadingYourTasks} />;
  const { tasks, hasMore, loadMore } = mine;
  if (tasks.length === 0 && !hasMore) {
    return (
      <Empty icon={CircleCheckBig} title={texts.tasks.noOpenTasks}>
        {texts.tasks.noOpenTasksWhy}
      </Empty>
    );
  }
  return (
    <LabelsProvider>
      <div className="min-h-0 flex-1 overflow-y-auto pb-6">
        {GROUPS.map((group) => (
          <TaskGroup
            key={group}
            group={group}
            tasks={tasks.filter((task) => groupOf(task, now) === group)}
            openTaskId={openTaskId}
          />
        ))}
        {hasMore && (
          <Button className="mx-auto mt-3" onClick={loadMore}>
            {texts.ui.showMore}
          </Button>
        )}
      </div>
    </LabelsProvider>
  );
}

function TaskGroup({
  group,
  tasks,
  openTaskId,
}: {
  group: Group;
  tasks: readonly Task[];
  openTaskId: string | undefined;
}) {
  if (tasks.length === 0) return null;
  return (
    <section aria-label={texts.tasks.groups[group]}>
      <h2 className="sticky top-0 z-10 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium">
        {texts.tasks.groups[group]}
        <span className="tabular text-text-muted">{tasks.length}</span>
      </h2>
      <ul>
        {tasks.map((task) => (
          <TaskRow key={task._id} task={task} isOpen={task._id === openTaskId} />
        ))}
      </ul>
    </section>
  );
}

function TaskRow({ task, isOpen }: { task: Task; isOpen: boolean }) {
  const [params] = useSearchParams();
  const category = useShownCategory(task);
  const next = new URLSearchParams(params);
  next.set("task", task._id);
  return (
    <li
      className={clsx(
        "relative flex min-h-10 items-center gap-x-3 border-b max-wide:flex-wrap px-4 py-1.5 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text touch:min-h-12",
        isOpen && "bg-accent-soft/50",
      )}
    >
      <StatusButton task={task} />
      <span className="tabular w-12 shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
      <span className="flex w-3.5 shrink-0">
        <PriorityBadge priority={task.priority} />
      </span>
      <Link
        to={`?${next}`}
        dir="auto"
        className="min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 after:content-['']"
      >
        {task.title}
      </Link>
      <span className="flex shrink-0 items-center gap-2.5 max-wide:basis-full max-wide:pl-29 max-wide:empty:hidden">
        <BlockedBadge task={task} />
        <CategoryBadge category={category} />
        <span className="flex gap-1 max-wide:hidden">
          {task.tags.slice(0, 2).map((tag) => (
            <TagBadge key={tag} tag={tag} />
          ))}
        </span>
        <DueBadge task={task} />
        <Owner id={task.assigneeId} />
      </span>
    </li>
  );
}

/** Of what one helps with: whose it is. */
function Owner({ id }: { id: Task["assigneeId"] }) {
  const myId = useMyId();
  const people = usePeople();
  if (id === myId) return null;
  const name = id ? texts.tasks.assigneeIs(people.nameOf(id)) : texts.tasks.assigneeIsNobody;
  const label = texts.facts.youHelp(name);
  return (
    <span title={label} className="flex items-center gap-1 text-meta text-text-muted">
      <span className="sr-only">{label}</span>
      <Icon of={Users} size={12} />
      {id && <Faces ids={[id]} most={1} size={16} />}
    </span>
  );
}
