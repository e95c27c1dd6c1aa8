import { ListFilter, Tag, UserRound, X } from "lucide-react";
import { usePeople } from "@/features/users";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuLine } from "@/ui/Menu";
import type { Task } from "../task";
import { hasFilter, NO_FILTER, tagsOf, type Filter } from "./placing";

type Props = { tasks: readonly Task[]; filter: Filter; onChange: (filter: Filter) => void };

/** Narrows the board down by words, assignee and tag. */
export function FilterBar({ tasks, filter, onChange }: Props) {
  return (
    <div
      role="search"
      aria-label="Filter tasks"
      className="flex h-12 shrink-0 items-center gap-1.5 px-4 max-wide:px-3"
    >
      <div className="relative min-w-0 flex-1 wide:max-w-56">
        <ListFilter
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="absolute top-1/2 left-2 -translate-y-1/2 text-text-muted"
        />
        <input
          type="search"
          aria-label="Filter by text"
          placeholder="Filter"
          value={filter.text}
          className="h-7 w-full rounded-control bg-transparent pl-7 outline-none hover:bg-bg-hover focus:bg-bg-hover touch:h-11 touch:text-[16px]"
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
          onKeyDown={(event) => event.key === "Escape" && filter.text && onChange({ ...filter, text: "" })}
        />
      </div>
      <AssigneeFilter tasks={tasks} filter={filter} onChange={onChange} />
      <TagFilter tasks={tasks} filter={filter} onChange={onChange} />
      {hasFilter(filter) && (
        <Button size="small" look="ghost" onClick={() => onChange(NO_FILTER)}>
          <X size={14} strokeWidth={1.75} aria-hidden />
          Clear
        </Button>
      )}
    </div>
  );
}

function AssigneeFilter({ tasks, filter, onChange }: Props) {
  const people = usePeople();
  const ids = [...new Set(tasks.flatMap((task) => task.assigneeId ?? []))];
  const names = ids
    .map((id) => ({
      id: id as string,
      name: people.get(id)?.name ?? "Someone",
      imageUrl: people.get(id)?.imageUrl,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const chosen = filter.assigneeId === "nobody" ? "Nobody" : people.get(filter.assigneeId ?? "")?.name;
  const choose = (assigneeId: string | undefined) => onChange({ ...filter, assigneeId });
  return (
    <Menu
      trigger={
        <Button
          size="small"
          look="ghost"
          aria-pressed={chosen !== undefined}
          className={chosen ? "bg-accent-soft !text-accent-text" : ""}
        >
          <UserRound size={14} strokeWidth={1.75} aria-hidden />
          <span className="max-w-28 truncate">{chosen ?? "Assignee"}</span>
        </Button>
      }
    >
      <MenuChoice isChosen={filter.assigneeId === undefined} onSelect={() => choose(undefined)}>
        Everybody
      </MenuChoice>
      <MenuChoice isChosen={filter.assigneeId === "nobody"} onSelect={() => choose("nobody")}>
        Nobody yet
      </MenuChoice>
      {names.length > 0 && <MenuLine />}
      {names.map(({ id, name, imageUrl }) => (
        <MenuChoice
          key={id}
          isChosen={filter.assigneeId === id}
          picture={<Avatar id={id} name={name} imageUrl={imageUrl} size={20} />}
          onSelect={() => choose(id)}
        >
          {name}
        </MenuChoice>
      ))}
    </Menu>
  );
}

function TagFilter({ tasks, filter, onChange }: Props) {
  const tags = tagsOf(tasks);
  if (tags.length === 0 && filter.tag === undefined) return null;
  const choose = (tag: string | undefined) => onChange({ ...filter, tag });
  return (
    <Menu
      trigger={
        <Button
          size="small"
          look="ghost"
          aria-pressed={filter.tag !== undefined}
          className={filter.tag ? "bg-accent-soft !text-accent-text" : ""}
        >
          <Tag size={14} strokeWidth={1.75} aria-hidden />
          <span className="max-w-28 truncate">{filter.tag ?? "Tag"}</span>
        </Button>
      }
    >
      <MenuChoice isChosen={filter.tag === undefined} onSelect={() => choose(undefined)}>
        Any tag
      </MenuChoice>
      <MenuLine />
      {tags.map((tag) => (
        <MenuChoice key={tag} isChosen={filter.tag === tag} onSelect={() => choose(tag)}>
          {tag}
        </MenuChoice>
      ))}
    </Menu>
  );
}
