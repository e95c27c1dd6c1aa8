import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { api } from "@convex/_generated/api";
import { taskLabel } from "@convex/shared/tasks";
import { usePaginatedQuery } from "convex-helpers/react";
import type { OptimisticLocalStore } from "convex/browser";
import { useMutation } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName } from "@/texts/time";
import { toast } from "@/ui/floating/toast";
import { todayOf } from "../calendar/month";
import { changeMine } from "../optimistic";
import { dueOn, type Task } from "../task";
import { useUpdateTask } from "../useTaskChanges";
import type { Group } from "./groups";

const PAGE = 100;

export type Mine = NonNullable<FunctionArgs<typeof api.tasks.mine>["which"]>;
export type Later = FunctionReturnType<typeof api.board.deferrals.list>["page"][number];
type Listed<T> = { tasks: readonly T[]; loadMore: (() => void) | undefined; isLoading: boolean };

/** Open tasks of mine, those with a date first, the most pressing of them first, without those that I see later. */
export function useMyTasks(which: Mine): Listed<Task> | undefined {
  const today = todayOf(useNow());
  const found = usePaginatedQuery(api.tasks.mine, { which, today }, { initialNumItems: PAGE });
  return listed(found.results, found.status, found.loadMore);
}

/** What I see later, the next day first. */
export function useLaterTasks(): Listed<Later> | undefined {
  const today = todayOf(useNow());
  const found = usePaginatedQuery(api.board.deferrals.list, { today }, { initialNumItems: PAGE });
  return listed(found.results, found.status, found.loadMore);
}

function listed<T>(tasks: readonly T[], status: string, more: (count: number) => void) {
  if (status === "LoadingFirstPage") return undefined;
  return {
    tasks,
    loadMore: status === "CanLoadMore" ? () => more(PAGE) : undefined,
    isLoading: status === "LoadingMore",
  };
}

type Named = Pick<Task, "_id" | "number">;

/** Shows a task from a day on, or at once: with a way back. */
export function useShowFrom() {
  const set = useMutation(api.board.deferrals.set).withOptimisticUpdate(showDeferred);
  return (task: Named, showFrom: number | null, former: number | null) => {
    const put = async (day: number | null) => await reportRefusal(set({ taskId: task._id, showFrom: day }));
    const label = taskLabel(task);
    const said =
      showFrom === null ? texts.mine.isShown(label) : texts.mine.deferred(label, dueName(showFrom));
    void put(showFrom).then((isDone) => isDone && toast.undoHere(said, () => void put(former)));
  };
}

function showDeferred(
  store: OptimisticLocalStore,
  { taskId, showFrom }: FunctionArgs<typeof api.board.deferrals.set>,
): void {
  const today = todayOf(Date.now());
  const isLater = showFrom !== null && showFrom > today;
  if (isLater) changeMine(store, (tasks) => tasks.filter(({ _id }) => _id !== taskId));
  for (const { args, value } of store.getAllQueries(api.board.deferrals.list)) {
    if (!value) continue;
    const page = value.page.flatMap((one) => {
      if (one.task._id !== taskId) return [one];
      return isLater ? [{ ...one, showFrom }] : [];
    });
    store.setQuery(api.board.deferrals.list, args, { ...value, page });
  }
}

/** Puts a task into a group: today, on a day that is upcoming, or on none. */
export function useMoveToDay() {
  const update = useUpdateTask();
  return (task: Named & Pick<Task, "dueAt">, group: Group, day: number | null) => {
    announce(texts.mine.moved(taskLabel(task), texts.tasks.groups[group]));
    void reportRefusal(update(task._id, dueOn(task, day)));
  };
}
