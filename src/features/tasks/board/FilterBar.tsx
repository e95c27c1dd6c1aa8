import { ListFilter, Tag, UserRound, X } from "lucide-react";
import type { Id } from "@convex/_generated/dataModel";
import { personOption, PersonPopover, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { SearchField } from "@/ui/form/SearchField";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import type { Task } from "../task";
import { hasFilter, NO_FILTER, tagsOf, type Filter } from "./placing";
import { Icon } from "@/ui/Icon";

type Props = {
  tasks: readonly Task[];
  /** The channel of the board; none for that of the workspace. */
  channelId: Id<"channels"> | undefined;
  filter: Filter;
  onChange: (filter: Filter) => void;
};

/** Narrows the board down by words, assignee and tag. */
export function FilterBar({ tasks, channelId, filter, onChange }: Props) {
  return (
    <div
      role="search"
      aria-label={texts.board.filterTasks}
      className="flex h-12 shrink-0 items-center gap-1.5 px-4 max-wide:px-3"
    >
      <SearchField
        label={texts.board.filterByText}
        placeholder={texts.board.filter}
        icon={ListFilter}
        isPlain
        className="flex-1 wide:max-w-56"
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <AssigneeFilter tasks={tasks} channelId={channelId} filter={filter} onChange={onChange} />
      <TagFilter tasks={tasks} filter={filter} onChange={onChange} />
      {hasFilter(filter) && (
        <Button size="small" look="ghost" onClick={() => onChange(NO_FILTER)}>
          <Icon of={X} size={14} />
          {texts.board.clear}
        </Button>
      )}
    </div>
  );
}

function AssigneeFilter({ tasks, channelId, filter, onChange }: Props) {
  const people = usePeople();
  const { assigneeId } = filter;
  const ids = new Set(tasks.flatMap((task) => task.assigneeId ?? []));
  // Those of the cards come first; the people of cards that are not loaded are found.
  const options = [...ids]
    .flatMap((id) => people.get(id) ?? [])
    .map(personOption)
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const isPerson = assigneeId !== undefined && assigneeId !== "nobody";
  const chosen = isPerson ? people.nameOf(assigneeId) : assigneeId && texts.tasks.unassigned;
  return (
    <PersonPopover
      label={texts.tasks.assignee}
      sought={{ channelId }}
      options={[
        { id: "", label: texts.users.anyone },
        { id: "nobody", label: texts.tasks.unassigned },
        ...options,
      ]}
      chosenId={filter.assigneeId ?? ""}
      onPick={(id) => onChange({ ...filter, assigneeId: id || undefined })}
      trigger={
        <Button
          size="small"
          look="ghost"
          aria-pressed={chosen !== undefined}
          className={chosen ? "bg-accent-soft !text-accent-text" : ""}
        >
          <Icon of={UserRound} size={14} />
          <span className="max-w-28 truncate">{chosen ?? texts.tasks.assignee}</span>
        </Button>
      }
    />
  );
}

function TagFilter({ tasks, filter, onChange }: Omit<Props, "channelId">) {
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
          <Icon of={Tag} size={14} />
          <span className="max-w-28 truncate">{filter.tag ?? texts.board.tag}</span>
        </Button>
      }
    >
      <MenuChoice isChosen={filter.tag === undefined} onSelect={() => choose(undefined)}>
        {texts.board.anyTag}
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
