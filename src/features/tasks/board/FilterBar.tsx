import { ListFilter, Tag, UserRound, X } from "lucide-react";
import { personOption, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { SearchField } from "@/ui/form/SearchField";
import { Button } from "@/ui/Button";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import type { Task } from "../task";
import { hasFilter, NO_FILTER, tagsOf, type Filter } from "./placing";
import { Icon } from "@/ui/Icon";

type Props = { tasks: readonly Task[]; filter: Filter; onChange: (filter: Filter) => void };

/** Narrows the board down by words, assignee and tag. */
export function FilterBar({ tasks, filter, onChange }: Props) {
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
      <AssigneeFilter tasks={tasks} filter={filter} onChange={onChange} />
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

function AssigneeFilter({ tasks, filter, onChange }: Props) {
  const people = usePeople();
  const ids = [...new Set(tasks.flatMap((task) => task.assigneeId ?? []))];
  const options = ids
    .map((id) => {
      const person = people.get(id);
      return person ? personOption(person) : { id: id as string, label: texts.users.someone };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const chosen =
    filter.assigneeId === "nobody" ? texts.tasks.unassigned : people.get(filter.assigneeId ?? "")?.name;
  return (
    <OptionPopover
      label={texts.tasks.assignee}
      searchLabel={texts.users.searchPeople}
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
