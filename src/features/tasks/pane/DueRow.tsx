import { DUE_REMINDERS } from "@convex/shared/board/facts";
import { Clock, CalendarDays, X } from "lucide-react";
import { clockInput, momentOn } from "@/lib/time";
import { texts } from "@/texts";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import { DateField } from "@/ui/form/DateField";
import { TimeField } from "@/ui/form/TimeField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { DueBadge } from "../TaskBadges";
import { dueDayHere, dueOn, type FullTask } from "../task";
import type { TaskChanges } from "../useTaskChanges";
import { PropertyRow } from "./PropertyRow";
import { useDueReminder } from "./useDueReminder";

type Props = { task: FullTask; onChange: (changes: TaskChanges) => void };

const FIELD = "h-7 min-w-0 rounded-control bg-transparent px-2 hover:bg-bg-hover touch:h-11";

/** The day on which a task is due, the time on it where it has one, and when one is told of that. */
export function DueRow({ task, onChange }: Props) {
  const { dueAt, status } = task;
  const day = dueDayHere(task);

  function setTime(time: string) {
    if (day === undefined) return;
    const at = momentOn(day, time);
    if (at === undefined) onChange({ dueAt: null });
    else onChange({ dueDate: day, dueAt: at });
  }

  return (
    <PropertyRow icon={CalendarDays} name={texts.tasks.due}>
      <div className="flex min-h-7 flex-wrap items-center touch:min-h-11">
        <DateField
          label={texts.taskPane.dueDate}
          value={day}
          className={FIELD}
          onChange={(next) => onChange(dueOn(task, next ?? null))}
        />
        {day !== undefined && (
          <>
            <TimeField
              label={texts.taskPane.dueTime}
              value={dueAt === undefined ? "" : clockInput(dueAt)}
              className={FIELD}
              onChange={setTime}
            />
            <IconButton
              label={texts.taskPane.removeDueDate}
              isSmall
              onClick={() => onChange({ dueDate: null })}
            >
              <Icon of={X} size={14} />
            </IconButton>
          </>
        )}
        <span className="px-2">
          <DueBadge task={task} />
        </span>
        {dueAt !== undefined && status !== "done" && <Reminder task={task} />}
      </div>
    </PropertyRow>
  );
}

function Reminder({ task }: { task: FullTask }) {
  const { minutes, choose } = useDueReminder(task._id);
  const name = minutes === null ? texts.taskPane.noReminder : texts.taskPane.reminders[minutes];
  return (
    <OptionPopover
      label={texts.taskPane.reminder}
      searchLabel={texts.taskPane.reminder}
      options={[
        { id: "", label: texts.taskPane.noReminder },
        ...DUE_REMINDERS.map((before) => ({ id: String(before), label: texts.taskPane.reminders[before] })),
      ]}
      chosenId={minutes === null ? "" : String(minutes)}
      onPick={(id) => choose(DUE_REMINDERS.find((before) => String(before) === id) ?? null)}
      trigger={
        <button
          type="button"
          className="flex h-7 items-center gap-1.5 rounded-control px-2 text-small text-text-muted hover:bg-bg-hover hover:text-text data-[state=open]:bg-bg-active touch:h-11"
          aria-label={texts.taskPane.reminderIs(name)}
        >
          <Icon of={Clock} size={14} />
          {minutes === null ? texts.taskPane.remind : name}
        </button>
      }
    />
  );
}
