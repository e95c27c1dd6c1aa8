import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { Task } from "../task";

const PriorityDialog = lazy(retryImport(() => import("./PriorityDialog")));

type Props = { task: Pick<Task, "_id" | "number" | "priority"> | undefined; onClose: () => void };

/** The dialog for the priority of a task, as long as there is one to ask for. */
export const PriorityAsked = ({ task, onClose }: Props) => (
  <Suspense>{task && <PriorityDialog task={task} onClose={onClose} />}</Suspense>
);
