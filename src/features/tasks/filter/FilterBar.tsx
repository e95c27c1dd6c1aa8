import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import { clsx } from "clsx";
import { ChartColumn, ListFilter, Tag, UserRound, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Id } from "@convex/_generated/dataModel";
import { retryImport } from "@/lib/retryImport";
import { personOption, PersonPopover, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { SearchField } from "@/ui/form/SearchField";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { TagDot } from "../labels/LabelDot";
import { useLabels } from "../labels/LabelsContext";
import { priorityLabel } from "../priority/PriorityChoices";
import { PriorityIcon } from "../priority/PriorityIcon";
import type { Task } from "../task";
import { hasFilter, withoutFilter, type Filter } from "./filter";
import { MoreFilters } from "./MoreFilters";
import { tagsOf } from "../board/placing";
import { Icon } from "@/ui/Icon";

const LabelsDialog = lazy(retryImport(() => import("../labels/LabelsDialog")));

type Props = {
  tasks: readonly Task[];
  /** The channel of the board; none for that of the workspace. */
  channelId: Id<"channels"> | undefined;
  filter: Filter;
  /** Whether what is shown can stand in lanes. */
  canGroup?: boolean;
  onChange: (filter: Filter) => void;
};

/** Narrows the board down by words, assignee, priority and tag. */
export function FilterBar({ tasks, channelId, filter, canGroup = false, onChange }: Props) {
  const isFiltered = hasFilter(filter);
  return (
    <div
      role="search"
      aria-label={texts.board.filterTasks}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-1.5 px-4 py-1.5 max-wide:px-3 max-wide:py-0.5"
    >
      <SearchField
        label={texts.board.filterByText}
        placeholder={texts.board.filter}
        icon={ListFilter}
        isPlain
        className={clsx(
          "w-28 flex-1 basis-28 wide:w-40 wide:max-w-56 wide:min-w-40 wide:basis-40",
          isFiltered ? "min-w-40" : "min-w-28",
        )}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <AssigneeFilter tasks={tasks} channelId={channelId} filter={filter} onChange={onChange} />
      <PriorityFilter tasks={tasks} filter={filter} onChange={onChange} />
      <TagFilter tasks={tasks} filter={filter} onChange={onChange} />
      <MoreFilters
        filter={filter}
        canGroup={canGroup}
        hasColumns={channelId !== undefined}
        onChange={onChange}
      />
      {isFiltered && (
        <Button size="small" look="ghost" onClick={() => onChange(withoutFilter(filter))}>
          <Icon of={X} size={14} />
          {texts.board.clear}
        </Button>
      )}
    </div>
  );
}

/** What is chosen of a filter; where there is no room one that narrows nothing is its icon. */
const Named = ({ chosen, children }: { chosen: string | undefined; children: string }) => (
  <span className={chosen ? "max-w-28 truncate @max-2xl:max-w-16" : "@max-4xl:sr-only"}>
    {chosen ?? children}
  </span>
);

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
          <Named chosen={chosen}>{texts.tasks.assignee}</Named>
        </Button>
      }
    />
  );
}

function PriorityFilter({ tasks, filter, onChange }: Omit<Props, "channelId">) {
  const { priority: wanted } = filter;
  if (wanted === undefined && tasks.every(({ priority }) => priority === undefined)) return null;
  const ofNone = wanted === "none" ? undefined : wanted;
  const choose = (priority: Filter["priority"]) => onChange({ ...filter, priority });
  return (
    <Menu
      trigger={
        <Button
          size="small"
          look="ghost"
          aria-pressed={wanted !== undefined}
          className={wanted ? "bg-accent-soft !text-accent-text" : ""}
        >
          <Icon of={ChartColumn} size={14} />
          <Named chosen={wanted && priorityLabel(ofNone)}>{texts.facts.priority}</Named>
        </Button>
      }
    >
      <MenuChoice isChosen={wanted === undefined} onSelect={() => choose(undefined)}>
        {texts.board.anyPriority}
      </MenuChoice>
      <MenuLine />
      {[...TASK_PRIORITIES, undefined].map((priority) => (
        <MenuChoice
          key={priority ?? "none"}
          isChosen={wanted === (priority ?? "none")}
          leading={<PriorityIcon priority={priority} />}
          onSelect={() => choose(priority ?? "none")}
        >
          {priorityLabel(priority)}
        </MenuChoice>
      ))}
    </Menu>
  );
}

function TagFilter({ tasks, filter, onChange }: Omit<Props, "channelId">) {
  const labels = useLabels();
  const [isManaging, setIsManaging] = useState(false);
  const tags = tagsOf(
    tasks,
    labels.map(({ name }) => name),
  );
  const choose = (tag: string | undefined) => onChange({ ...filter, tag });
  return (
    <>
      <Menu
        trigger={
          <Button
            size="small"
            look="ghost"
            aria-pressed={filter.tag !== undefined}
            className={filter.tag ? "bg-accent-soft !text-accent-text" : ""}
          >
            <Icon of={Tag} size={14} />
            <Named chosen={filter.tag}>{texts.board.tag}</Named>
          </Button>
        }
      >
        <MenuChoice isChosen={filter.tag === undefined} onSelect={() => choose(undefined)}>
          {texts.board.anyTag}
        </MenuChoice>
        <MenuLine />
        {tags.map((tag) => (
          <MenuChoice
            key={tag}
            isChosen={filter.tag === tag}
            leading={
              <span className="grid w-3 place-items-center">
                <TagDot tag={tag} />
              </span>
            }
            onSelect={() => choose(tag)}
          >
            {tag}
          </MenuChoice>
        ))}
        <MenuLine />
        <MenuItem icon={Tag} onSelect={() => setIsManaging(true)}>
          {texts.labels.manage}
        </MenuItem>
      </Menu>
      {isManaging && (
        <Suspense>
          <LabelsDialog onClose={() => setIsManaging(false)} />
        </Suspense>
      )}
    </>
  );
}
