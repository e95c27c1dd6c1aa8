import type { ComponentProps } from "react";
import { Link, useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import type { TaskId } from "../task";

type Props = Omit<ComponentProps<typeof Link>, "to" | "state"> & { task: { taskId: TaskId } };

/** Opens a card beside the page. */
export function TaskLink({ task, ...link }: Props) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set("task", task.taskId);
  return <Link to={`?${next}`} state={KEEPS_VIEW} {...link} />;
}
