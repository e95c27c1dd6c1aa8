import { LIMITS } from "@convex/shared/limits";
import { taskLabel } from "@convex/shared/tasks";
import { OctagonPause, X } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { IconButton } from "@/ui/IconButton";
import { openBlockers } from "../relations/relation";
import { useRelations } from "../relations/useRelations";
import { isBlocked, type FullTask } from "../task";
import { textPlace } from "../taskMutations";
import { useToggleBlocked, useUpdateTask } from "../useTaskChanges";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";
import { SavedLine } from "./SavedLine";
import { Icon } from "@/ui/Icon";

/** Whether the task waits for something, and for what: for what somebody wrote, for other tasks, or for both. */
export function BlockedRow({ task }: { task: FullTask }) {
  const toggle = useToggleBlocked();
  const blockers = openBlockers(useRelations(task._id) ?? []).map(taskLabel);
  const [isNew, setIsNew] = useState(false);
  if (task.status === "done") return null;
  const waits = blockers.length > 0;
  const label = waits ? texts.relations.isBlockedBy(blockers) : texts.taskPane.markBlocked;
  const value = waits ? texts.relations.by(blockers) : texts.taskPane.notBlocked;
  return (
    <PropertyRow icon={OctagonPause} name={texts.tasks.blocked}>
      {isBlocked(task) && waits && <p className="truncate px-2 pt-1 text-small text-warn">{value}</p>}
      {isBlocked(task) ? (
        <div className="flex min-h-7 items-start gap-1 touch:min-h-11">
          <Reason task={task} isFocused={isNew} />
          <IconButton label={texts.board.unblock} isSmall onClick={() => void reportRefusal(toggle(task))}>
            <Icon of={X} size={14} />
          </IconButton>
        </div>
      ) : (
        <button
          type="button"
          className={`${PROPERTY_VALUE} max-w-full ${waits ? "text-warn" : "text-text-muted"}`}
          aria-label={label}
          onClick={() => {
            setIsNew(true);
            void reportRefusal(toggle(task));
          }}
        >
          <span className="truncate">{value}</span>
        </button>
      )}
    </PropertyRow>
  );
}

function Reason({ task, isFocused }: { task: FullTask; isFocused: boolean }) {
  const update = useUpdateTask();
  return (
    <SavedLine
      label={texts.taskPane.reason}
      saved={task.blockedReason ?? ""}
      place={textPlace(task._id, "blockedReason")}
      save={(blockedReason) => void reportRefusal(update(task._id, { blockedReason }))}
      isFocused={isFocused}
      title={
        task.blockedAt === undefined ? undefined : texts.taskPane.blockedSince(exactTime(task.blockedAt))
      }
      placeholder={texts.taskPane.reasonHint}
      maxLength={LIMITS.blockedReason}
      className="bg-warn-soft text-warn placeholder:text-warn focus-visible:outline-2 focus-visible:outline-accent-text touch:py-2 touch:text-[16px]"
    />
  );
}
