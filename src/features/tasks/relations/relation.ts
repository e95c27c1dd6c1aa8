import type { api } from "@convex/_generated/api";
import type { RelationWay } from "@convex/shared/tasks";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { TaskId } from "../task";

/** Another task, and what it is to the one that was asked about. */
export type Relation = FunctionReturnType<typeof api.tasks.relations>[number];
export type Ends = FunctionArgs<typeof api.tasks.relate>;

/** One of mine and one of somebody else, of which one waits for the other. */
export type Wait = FunctionReturnType<typeof api.tasks.waiting>["page"][number];
export type Side = FunctionArgs<typeof api.tasks.waiting>["side"];

/** How the server names what a task is to another one. */
export function endsOf(taskId: TaskId, way: RelationWay, otherId: TaskId): Ends {
  switch (way) {
    case "blocks":
      return { taskId: otherId, kind: "blockedBy", otherId: taskId };
    case "duplicatedBy":
      return { taskId: otherId, kind: "duplicates", otherId: taskId };
    default:
      return { taskId, kind: way, otherId };
  }
}

/** The open tasks that a task waits for. */
export const openBlockers = (relations: readonly Relation[]): Relation["task"][] =>
  relations.flatMap(({ way, task }) => (way === "blockedBy" && task.status !== "done" ? [task] : []));
