import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { Task } from "../task";

const ParentDialog = lazy(retryImport(() => import("./ParentDialog")));

type Props = { task: Pick<Task, "_id" | "number" | "title"> | undefined; onClose: () => void };

/** The dialog for the parent of a task, as long as there is one to ask for. */
export const ParentAsked = ({ task, onClose }: Props) => (
  <Suspense>{task && <ParentDialog task={task} onClose={onClose} />}</Suspense>
);
