import { taskLabel } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { Hourglass } from "lucide-react";
import { usePerson } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { age, exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { StatusIcon } from "../StatusIcon";
import type { Side, Wait } from "./relation";
import { TaskLink } from "./Relations";
import { useWaits } from "./useRelations";

type Waits = NonNullable<ReturnType<typeof useWaits>>;

/** Who waits for me, and for whom I wait, those first who have waited longest. */
export function Waiting({ openTaskId }: { openTaskId: string | undefined }) {
  const [forMe, forOthers] = [useWaits("forMe"), useWaits("forOthers")];
  if (!forMe || !forOthers) return <LoadingLines label={texts.relations.loadingWaiting} />;
  const isNone = [forMe, forOthers].every(({ waits, loadMore }) => waits.length === 0 && !loadMore);
  if (isNone) {
    return (
      <Empty icon={Hourglass} title={texts.relations.nobodyWaits}>
        {texts.relations.nobodyWaitsWhy}
      </Empty>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-6">
      <OfSide side="forMe" of={forMe} openTaskId={openTaskId} />
      <OfSide side="forOthers" of={forOthers} openTaskId={openTaskId} />
    </div>
  );
}

type OfSideProps = { side: Side; of: Waits; openTaskId: string | undefined };

function OfSide({ side, of: { waits, loadMore }, openTaskId }: OfSideProps) {
  if (waits.length === 0 && !loadMore) return null;
  return (
    <section aria-label={texts.relations.sides[side]}>
      <h2 className="sticky top-0 z-20 flex h-9 items-center gap-2 border-b bg-bg-sunken px-4 text-small font-medium">
        {texts.relations.sides[side]}
        <span className="tabular text-text-muted">{loadMore ? `${waits.length}+` : waits.length}</span>
      </h2>
      <ul>
        {waits.map((wait) => (
          <WaitRow
            key={`${wait.task._id} ${wait.other._id}`}
            side={side}
            wait={wait}
            isOpen={wait.task._id === openTaskId}
          />
        ))}
      </ul>
      {loadMore && (
        <Button className="mx-auto mt-3" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </section>
  );
}

/** A task of mine, and below it the other one with its person. */
function WaitRow({
  side,
  wait: { task, other, since },
  isOpen,
}: {
  side: Side;
  wait: Wait;
  isOpen: boolean;
}) {
  const now = useNow();
  return (
    <li
      className={clsx(
        "grid gap-x-3 border-b px-4 py-1.5 touch:py-0 max-wide:px-3",
        isOpen && "bg-accent-soft/50",
      )}
    >
      <Line task={task}>
        <time
          dateTime={new Date(since).toISOString()}
          title={exactTime(since)}
          className="tabular shrink-0 text-meta text-text-muted"
        >
          {texts.relations.since(age(since, now))}
        </time>
      </Line>
      <div className="flex min-w-0 items-center gap-2 pl-6 text-small text-text-muted">
        <span className="shrink-0">{texts.relations.between[side]}</span>
        <Line task={other}>
          <Person id={other.assigneeId} />
        </Line>
      </div>
    </li>
  );
}

function Line({ task, children }: { task: Wait["task"]; children: React.ReactNode }) {
  return (
    <div className="relative flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-control px-1 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent-text touch:min-h-11">
      <StatusIcon status={task.status} />
      <span className="tabular shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
      <TaskLink task={task} />
      {children}
    </div>
  );
}

function Person({ id }: { id: string | undefined }) {
  const { name } = usePerson(id ?? "");
  return (
    <span dir="auto" className="max-w-32 shrink-0 truncate text-meta">
      {id === undefined ? texts.tasks.unassigned : name}
    </span>
  );
}
