import type { RelationWay } from "@convex/shared/tasks";
import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import type { TaskId } from "../task";

/** A task that is to be related to another one, or a part of it; which, is asked for. */
type Asked = { taskId: TaskId; way: RelationWay | "partOf" };

const asked = new Observable<Asked | undefined>(undefined);

/** The dialog comes with the pane of the task. */
export const askToRelate = (taskId: TaskId, way: Asked["way"] = "blockedBy"): void =>
  asked.set({ taskId, way });
export const endAsking = (): void => asked.set(undefined);
export const useAsked = (): Asked | undefined => useSyncExternalStore(asked.subscribe, asked.get);
