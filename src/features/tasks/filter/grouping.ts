/** Lanes of a board: its cards by whose they are, how soon they are to be done, their tags, or what they are a part of. */
import { tagKey, TASK_PRIORITIES } from "@convex/shared/board/facts";
import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { texts } from "@/texts";
import { priorityLabel } from "../priority/PriorityChoices";
import type { Task, TaskId, TaskPriority } from "../task";
import type { TaskChanges } from "../useTaskChanges";
import type { Grouping } from "./filter";

export type Lane = {
  key: string;
  title: string;
  has: (task: Task) => boolean;
  /** What a card becomes that comes from another lane. */
  becomes: (task: Task, from: string) => Becoming;
  /** The number of what its cards are a part of, whose title says more. */
  parentNumber?: number;
};

/** What is changed of a card with its place. `parentId`: what it becomes a part of; null for nothing. */
export type Becoming = { changes?: TaskChanges; parentId?: TaskId | null };

/** The key of the lane of cards that have nothing of it. */
const NONE = "-";

/** The lanes that cards are in, those of nothing last. */
export function lanesOf(
  tasks: readonly Task[],
  by: Grouping,
  nameOf: (userId: string) => string,
): readonly Lane[] {
  if (by === "priority") return priorityLanes(tasks);
  if (by === "parent") return parentLanes(tasks);
  return by === "assignee" ? assigneeLanes(tasks, nameOf) : tagLanes(tasks);
}

function priorityLanes(tasks: readonly Task[]): Lane[] {
  return [...TASK_PRIORITIES, undefined].flatMap((priority: TaskPriority | undefined): Lane[] => {
    const has = (task: Task) => task.priority === priority;
    // A lane to drag into, but for those that nobody uses.
    if (priority !== undefined && !tasks.some(has)) return [];
    const becomes = () => ({ changes: { priority: priority ?? null } });
    return [{ key: priority ?? NONE, title: priorityLabel(priority), has, becomes }];
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
    becomes: () => ({ changes: { assigneeId: id ?? null } }),
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
      becomes: (task, from) => ({
        changes: { tags: [...task.tags.filter((one) => ![from, key].includes(tagKey(one))), tag] },
      }),
    }));
  const none: Lane = {
    key: NONE,
    title: texts.board.noTag,
    has: ({ tags }) => tags.length === 0,
    becomes: (task, from) => ({ changes: { tags: task.tags.filter((one) => tagKey(one) !== from) } }),
  };
  return [...lanes, none];
}

/** A card whose parent not all its readers may read stands among those that have none. */
function parentLanes(tasks: readonly Task[]): Lane[] {
  const byNumber = new Map(
    tasks.flatMap(({ parentId, parentNumber }): [number, TaskId][] =>
      parentId && parentNumber !== undefined ? [[parentNumber, parentId]] : [],
    ),
  );
  const lanes = [...byNumber.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([number, parentId]): Lane => ({
      key: parentId,
      title: taskLabel({ number }),
      has: (task) => task.parentNumber === number,
      becomes: () => ({ parentId }),
      parentNumber: number,
    }));
  const none: Lane = {
    key: NONE,
    title: texts.board.noParent,
    has: (task) => task.parentNumber === undefined,
    becomes: () => ({ parentId: null }),
  };
  return [...lanes, none];
}
