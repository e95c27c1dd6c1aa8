/** Lanes of a board: its cards by whose they are, how soon they are to be done, or their tags. */
import { tagKey, TASK_PRIORITIES } from "@convex/shared/board/facts";
import type { Id } from "@convex/_generated/dataModel";
import { texts } from "@/texts";
import { priorityLabel } from "../priority/PriorityChoices";
import type { Task, TaskPriority } from "../task";
import type { TaskChanges } from "../useTaskChanges";
import type { Grouping } from "./filter";

export type Lane = {
  key: string;
  title: string;
  has: (task: Task) => boolean;
  /** What a card becomes that comes from another lane. */
  changes: (task: Task, from: string) => TaskChanges;
};

/** The key of the lane of cards that have nothing of it. */
const NONE = "-";

/** The lanes that cards are in, those of nothing last. */
export function lanesOf(
  tasks: readonly Task[],
  by: Grouping,
  nameOf: (userId: string) => string,
): readonly Lane[] {
  if (by === "priority") return priorityLanes(tasks);
  return by === "assignee" ? assigneeLanes(tasks, nameOf) : tagLanes(tasks);
}

function priorityLanes(tasks: readonly Task[]): Lane[] {
  return [...TASK_PRIORITIES, undefined].flatMap((priority: TaskPriority | undefined): Lane[] => {
    const has = (task: Task) => task.priority === priority;
    // A lane to drag into, but for those that nobody uses.
    if (priority !== undefined && !tasks.some(has)) return [];
    const changes = () => ({ priority: priority ?? null });
    return [{ key: priority ?? NONE, title: priorityLabel(priority), has, changes }];
  });
}

function assigneeLanes(tasks: readonly Task[], nameOf: (userId: string) => string): Lane[] {
  const ids = [...new Set(tasks.flatMap(({ assigneeId }) => assigneeId ?? []))];
  const named = ids
    .map((id) => ({ id, title: nameOf(id) }))
    .toSorted((a, b) => a.title.localeCompare(b.title));
  const lane = (id: Id<"users"> | undefined, title: string): Lane => ({
    key: id ?? NONE,
    title,
    has: ({ assigneeId }) => assigneeId === id,
    changes: () => ({ assigneeId: id ?? null }),
  });
  return [...named.map(({ id, title }) => lane(id, title)), lane(undefined, texts.tasks.unassigned)];
}

/** A card with several tags stands in the lane of each. */
function tagLanes(tasks: readonly Task[]): Lane[] {
  const byKey = new Map(tasks.flatMap(({ tags }) => tags).map((tag) => [tagKey(tag), tag]));
  const lanes = [...byKey.entries()]
    .toSorted(([, a], [, b]) => a.localeCompare(b))
    .map(([key, tag]): Lane => ({
      key,
      title: tag,
      has: ({ tags }) => tags.some((one) => tagKey(one) === key),
      changes: (task, from) => ({
        tags: [...task.tags.filter((one) => ![from, key].includes(tagKey(one))), tag],
      }),
    }));
  const none: Lane = {
    key: NONE,
    title: texts.board.noTag,
    has: ({ tags }) => tags.length === 0,
    changes: (task, from) => ({ tags: task.tags.filter((one) => tagKey(one) !== from) }),
  };
  return [...lanes, none];
}
