import { CalendarDays, CircleDashed, Diamond, Hash, Tag, UserRound, X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import {
  channelPath,
  channelTitle,
  useChannelMembers,
  useChannels,
  type ChannelId,
} from "@/features/channels";
import { DeactivatedMark, useMyId, usePeople, usePeopleList, type Person } from "@/features/users";
import { fromDateInput, toDateInput } from "@/lib/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import { StatusIcon } from "../StatusIcon";
import { CategoryButton } from "../categorisations/CategoryButton";
import { DueBadge } from "../TaskBadges";
import { STATUS_NAMES, STATUSES, type FullTask } from "../task";
import { useMoveTask, useUpdateTask, type TaskChanges } from "../useTasks";
import { BlockedRow } from "./BlockedRow";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";
import { Icon } from "@/ui/Icon";

/** The facts of a task as rows: a name and a value to change. */
export function TaskProperties({ task }: { task: FullTask }) {
  const update = useUpdateTask();
  const change = (changes: TaskChanges) => void reportRefusal(update(task._id, changes));
  return (
    <dl className="grid gap-0.5">
      <StatusRow task={task} />
      <PropertyRow icon={Diamond} name="Category">
        <CategoryButton task={task} className={PROPERTY_VALUE} />
      </PropertyRow>
      <PropertyRow icon={UserRound} name="Assignee">
        {task.channelId ? (
          <ChannelAssignee task={task} channelId={task.channelId} onChange={change} />
        ) : (
          <AssigneeMenu task={task} onChange={change} />
        )}
      </PropertyRow>
      <DueRow task={task} onChange={change} />
      <BlockedRow task={task} />
      <TagsRow task={task} onChange={change} />
      {task.channelId && <ChannelRow channelId={task.channelId} />}
    </dl>
  );
}

function StatusRow({ task }: { task: FullTask }) {
  const move = useMoveTask();
  return (
    <PropertyRow icon={CircleDashed} name="Status">
      <Menu
        trigger={
          <button
            type="button"
            className={PROPERTY_VALUE}
            aria-label={`Status: ${STATUS_NAMES[task.status]}`}
          >
            <StatusIcon status={task.status} />
            {STATUS_NAMES[task.status]}
          </button>
        }
      >
        {STATUSES.map((status) => (
          <MenuChoice
            key={status}
            isChosen={status === task.status}
            leading={<StatusIcon status={status} />}
            onSelect={() => status !== task.status && void reportRefusal(move({ taskId: task._id, status }))}
          >
            {STATUS_NAMES[status]}
          </MenuChoice>
        ))}
      </Menu>
    </PropertyRow>
  );
}

type EditProps = { task: FullTask; onChange: (changes: TaskChanges) => void };

/** In a channel only those who can open the task may be given it. */
function ChannelAssignee({ channelId, ...rest }: EditProps & { channelId: ChannelId }) {
  const members = useChannelMembers(channelId);
  const ids = new Set<string>(members?.active);
  return <AssigneeMenu {...rest} only={ids} />;
}

function AssigneeMenu({ task, onChange, only }: EditProps & { only?: ReadonlySet<string> }) {
  const people = usePeople();
  const everyone = usePeopleList();
  const assignee = task.assigneeId && people.get(task.assigneeId);
  const choose = (person: Person | undefined) => onChange({ assigneeId: person?.id ?? null });
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={PROPERTY_VALUE}
          aria-label={`Assignee: ${assignee ? assignee.name : "nobody"}`}
        >
          {assignee ? (
            <>
              <Avatar id={assignee.id} name={assignee.name} imageUrl={assignee.imageUrl} size={20} />
              <span className="truncate">{assignee.name}</span>
              <DeactivatedMark person={assignee} />
            </>
          ) : (
            <span className="text-text-muted">Nobody</span>
          )}
        </button>
      }
    >
      <MenuChoice isChosen={!task.assigneeId} onSelect={() => choose(undefined)}>
        Nobody
      </MenuChoice>
      <MenuLine />
      {everyone
        .filter((person) => !only || only.has(person.id))
        .map((person) => (
          <MenuChoice
            key={person.id}
            isChosen={person.id === task.assigneeId}
            leading={<Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={20} />}
            onSelect={() => choose(person)}
          >
            {person.name}
          </MenuChoice>
        ))}
    </Menu>
  );
}

function DueRow({ task, onChange }: EditProps) {
  const id = useId();
  return (
    <PropertyRow icon={CalendarDays} name="Due">
      <div className="flex h-7 items-center gap-2 touch:h-11">
        <label htmlFor={id} className="sr-only">
          Due date
        </label>
        <input
          id={id}
          type="date"
          value={task.dueDate === undefined ? "" : toDateInput(task.dueDate)}
          className={`tabular h-full rounded-control bg-transparent px-2 hover:bg-bg-hover ${task.dueDate === undefined ? "text-text-muted" : ""}`}
          onChange={(event) => onChange({ dueDate: fromDateInput(event.target.value) ?? null })}
        />
        <DueBadge task={task} />
        {task.dueDate !== undefined && (
          <IconButton label="Remove due date" isSmall onClick={() => onChange({ dueDate: null })}>
            <Icon of={X} size={14} />
          </IconButton>
        )}
      </div>
    </PropertyRow>
  );
}

function TagsRow({ task, onChange }: EditProps) {
  const [text, setText] = useState("");

  function add() {
    const tag = text.trim();
    if (tag && !task.tags.includes(tag)) onChange({ tags: [...task.tags, tag] });
    setText("");
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && text === "" && task.tags.length > 0) {
      onChange({ tags: task.tags.slice(0, -1) });
    }
  }

  return (
    <PropertyRow icon={Tag} name="Tags">
      <div className="flex min-h-7 flex-wrap items-center gap-1 px-2 touch:min-h-11 touch:py-1">
        {task.tags.map((tag) => (
          <span
            key={tag}
            className="flex h-5 max-w-full items-center gap-0.5 rounded-full border pr-0.5 pl-2 text-meta touch:h-9"
          >
            <span className="truncate">{tag}</span>
            <button
              type="button"
              aria-label={`Remove tag ${tag}`}
              className="grid size-4 place-items-center rounded-full text-text-muted hover:bg-bg-active hover:text-text touch:size-8"
              onClick={() => onChange({ tags: task.tags.filter((other) => other !== tag) })}
            >
              <Icon of={X} size={11} />
            </button>
          </span>
        ))}
        <input
          aria-label="Add a tag"
          placeholder={task.tags.length === 0 ? "Add a tag" : ""}
          value={text}
          maxLength={30}
          className="h-6 min-w-20 flex-1 rounded-mark bg-transparent outline-none focus-visible:bg-bg-hover"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={handleKey}
          onBlur={add}
        />
      </div>
    </PropertyRow>
  );
}

function ChannelRow({ channelId }: { channelId: ChannelId }) {
  const channels = useChannels();
  const people = usePeople();
  const meId = useMyId();
  const channel = channels?.find((candidate) => candidate._id === channelId);
  return (
    <PropertyRow icon={Hash} name="Channel">
      <Link to={channelPath(channelId)} className={`${PROPERTY_VALUE} w-fit max-w-full`}>
        <span className="truncate">{channel ? channelTitle(channel, people, meId) : "Open channel"}</span>
      </Link>
    </PropertyRow>
  );
}
