import { taskLabel } from "@convex/shared/tasks";
import { Eye } from "lucide-react";
import { useRef } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName, exactDueDay } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { useGrowing } from "../board/useGrowing";
import { More } from "../list/More";
import { MyTaskRow } from "./MyTaskRow";
import type { Later } from "./useMyTasks";
import { useRowActions } from "./useRowActions";

type Props = {
  tasks: readonly Later[];
  loadMore: (() => void) | undefined;
  isLoading: boolean;
  openTaskId: string | undefined;
};

/** What I see later, the next day first, each with the way back. */
export function LaterTasks({ tasks, loadMore, isLoading, openTaskId }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const now = useNow();
  const { shown, foot } = useGrowing(list, tasks);
  const { asked, ...actions } = useRowActions(
    ({ _id }) => tasks.find(({ task }) => task._id === _id)?.showFrom ?? null,
  );
  return (
    <div ref={list} tabIndex={-1} className="@container min-h-0 flex-1 overflow-y-auto pb-6">
      <ul aria-label={texts.mine.views.later}>
        {shown.map(({ task, showFrom }) => (
          <MyTaskRow
            key={task._id}
            task={task}
            isOpen={task._id === openTaskId}
            note={
              <>
                <span
                  title={exactDueDay(showFrom)}
                  className="tabular flex items-center text-meta text-text-muted"
                >
                  {texts.mine.shownFrom(dueName(showFrom, now))}
                </span>
                <Button
                  size="small"
                  look="ghost"
                  className="relative z-10"
                  aria-label={texts.mine.showTaskNow(taskLabel(task))}
                  onClick={() => actions.showFrom(task, null)}
                >
                  <Icon of={Eye} size={14} />
                  {texts.mine.showNow}
                </Button>
              </>
            }
            {...actions}
          />
        ))}
      </ul>
      {foot ?? ((loadMore ?? isLoading) && <More isLoading={isLoading} onMore={loadMore} />)}
      {asked}
    </div>
  );
}
