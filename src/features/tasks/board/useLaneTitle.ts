import type { Lane } from "../filter/grouping";
import { useFoundTasks } from "../useTasks";

/** What a lane is called; one of parts of a task also with the title of that. */
export function useLaneTitle({ title, parentNumber }: Lane): string {
  const found = useFoundTasks(parentNumber === undefined ? "" : title);
  const parent = found.find(({ number }) => number === parentNumber);
  return parent ? `${title} ${parent.title}` : title;
}
