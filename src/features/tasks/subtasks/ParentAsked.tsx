import { lazy, Suspense, useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { retryImport } from "@/lib/retryImport";
import type { Task, TaskId } from "../task";

const ParentDialog = lazy(retryImport(() => import("./ParentDialog")));

type Props = { task: Pick<Task, "_id" | "number" | "title"> | undefined; onClose: () => void };

/** The dialog for the parent of a task, as long as there is one to ask for. */
export const ParentAsked = ({ task, onClose }: Props) => (
  <Suspense>{task && <ParentDialog task={task} onClose={onClose} />}</Suspense>
);

const asked = new Observable<TaskId | undefined>(undefined);

/** Asks in the pane of a task for its parent. */
export const askForParent = (taskId: TaskId): void => asked.set(taskId);
export const endAskingForParent = (): void => asked.set(undefined);
export const useParentAsked = (): TaskId | undefined => useSyncExternalStore(asked.subscribe, asked.get);
