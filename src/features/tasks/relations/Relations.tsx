import { RELATION_WAYS, taskLabel, type RelationWay } from "@convex/shared/tasks";
import { clsx } from "clsx";
import { Plus, X } from "lucide-react";
import { useEffect } from "react";
import { usePerson } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { PaneLink } from "@/ui/pane/PaneLink";
import { StatusIcon } from "../StatusIcon";
import type { TaskId } from "../task";
import { askToRelate, endAsking, useAsked } from "./asked";
import { RelateDialog } from "./RelateDialog";
import type { Relation } from "./relation";
import { useRelate, useRelations } from "./useRelations";

/** What a task waits for, what waits for it, and what else it is to others. */
export function Relations({ taskId }: { taskId: TaskId }) {
  const relations = useRelations(taskId) ?? [];
  const asked = useAsked();
  useEffect(() => endAsking, []);
  return (
    <section aria-label={texts.relations.relations} className="grid gap-1">
      <div className="flex h-7 items-center justify-between touch:h-11">
        <h3 className="text-small text-text-muted">{texts.relations.relations}</h3>
        <Menu
          align="end"
          trigger={
            <IconButton label={texts.relations.add} isSmall>
              <Icon of={Plus} />
            </IconButton>
          }
        >
          {RELATION_WAYS.map((way) => (
            <MenuItem key={way} onSelect={() => askToRelate(taskId, way)}>
              {texts.relations.choose[way]}
            </MenuItem>
          ))}
        </Menu>
      </div>
      {RELATION_WAYS.map((way) => (
        <OfWay key={way} taskId={taskId} way={way} relations={relations.filter((one) => one.way === way)} />
      ))}
      {asked?.taskId === taskId && asked.way !== "partOf" && (
        <RelateDialog taskId={taskId} way={asked.way} onClose={endAsking} />
      )}
    </section>
  );
}

type OfWayProps = { taskId: TaskId; way: RelationWay; relations: readonly Relation[] };

function OfWay({ taskId, way, relations }: OfWayProps) {
  if (relations.length === 0) return null;
  return (
    <div>
      <h4 className="flex h-6 items-center text-meta text-text-muted">{texts.relations.ways[way]}</h4>
      <ul aria-label={texts.relations.ways[way]} className="-mx-2">
        {relations.map((relation) => (
          <RelationRow key={relation.task._id} taskId={taskId} relation={relation} />
        ))}
      </ul>
    </div>
  );
}

function RelationRow({ taskId, relation: { way, task } }: { taskId: TaskId; relation: Relation }) {
  const { relate, unrelate } = useRelate();
  const label = taskLabel(task);

  async function handleRemove() {
    if (await reportRefusal(unrelate(taskId, way, task._id)))
      toast.undo(texts.relations.removed(label), () => void reportRefusal(relate(taskId, way, task._id)));
  }

  return (
    <li className="group relative flex min-h-8 items-center gap-2 rounded-control px-2 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent-text touch:min-h-11">
      <StatusIcon status={task.status} />
      <span className="tabular shrink-0 text-meta text-text-muted">{label}</span>
      <TaskLink task={task} />
      {task.assigneeId && <Assignee id={task.assigneeId} />}
      <IconButton
        label={texts.relations.remove(label)}
        isSmall
        className="absolute end-1 z-10 !bg-bg-hover opacity-0 group-hover:opacity-100 focus-visible:opacity-100 touch:static touch:-me-2 touch:!bg-transparent touch:opacity-100"
        onClick={() => void handleRemove()}
      >
        <Icon of={X} size={14} />
      </IconButton>
    </li>
  );
}

/** The way to another card: its row is what can be pressed. */
export function TaskLink({ task }: { task: Relation["task"] }) {
  return (
    <PaneLink
      pane="task"
      of={task._id}
      dir="auto"
      title={task.title}
      aria-label={texts.tasks.openTask(taskLabel(task), texts.tasks.statuses[task.status], task.title)}
      className={clsx(
        "min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 after:content-['']",
        task.status === "done" && "text-text-muted",
      )}
    >
      {task.title}
    </PaneLink>
  );
}

function Assignee({ id }: { id: string }) {
  const { name, picture } = usePerson(id);
  return (
    <span title={texts.tasks.assigneeIs(name)} className="flex shrink-0">
      <Avatar id={id} name={name} picture={picture} size={20} />
    </span>
  );
}
