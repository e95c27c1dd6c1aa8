import { messagePath, taskPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import { Timer, Check, Clock, SquareKanban, Trash2 } from "lucide-react";
import { useState } from "react";
import { usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Dialog } from "@/ui/floating/Dialog";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { fromWire } from "../mentions";
import { LaterRow } from "../later/LaterRow";
import { TimeChoice, whenName } from "../later/TimeChoice";
import { remindTimes } from "../later/times";
import { usePlaces, type ShownPlace } from "../later/usePlaces";
import { useReminded, useReminderActions, useReminders, type Reminder, type Thing } from "./useReminders";

/** What I was reminded of, and what I will be. */
export function Reminders() {
  const reminders = useReminders();
  if (!reminders) return <LoadingLines label={texts.later.loading} />;
  if (reminders.length === 0) {
    return (
      <Empty icon={Timer} title={texts.later.noReminders}>
        {texts.later.noRemindersWhy}
      </Empty>
    );
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto pb-6">
      {reminders.map((reminder) => (
        <ReminderRow key={reminder.key} reminder={reminder} />
      ))}
    </ul>
  );
}

function ReminderRow({ reminder }: { reminder: Reminder }) {
  const now = useNow();
  const { see, remove } = useReminderActions();
  const [isChanging, setIsChanging] = useState(false);
  const { place, text } = useShown(reminder.thing);
  return (
    <LaterRow
      place={place}
      when={
        <time
          dateTime={new Date(reminder.at).toISOString()}
          title={exactTime(reminder.at)}
          className={reminder.state === "due" ? "font-semibold text-accent-text" : undefined}
        >
          {reminder.state === "due" ? texts.later.due : whenName(reminder.at, now)}
        </time>
      }
      text={text}
      actions={
        reminder.state === "due" ? (
          <IconButton label={texts.later.done} onClick={() => void reportRefusal(see(reminder.thing))}>
            <Icon of={Check} />
          </IconButton>
        ) : (
          <>
            <IconButton label={texts.later.changeTime} onClick={() => setIsChanging(true)}>
              <Icon of={Clock} />
            </IconButton>
            <IconButton
              label={texts.later.removeReminder}
              onClick={() => void reportRefusal(remove(reminder.id))}
            >
              <Icon of={Trash2} />
            </IconButton>
            {isChanging && <ChangeTime reminder={reminder} onClose={() => setIsChanging(false)} />}
          </>
        )
      }
    />
  );
}

type ChangeProps = { reminder: Extract<Reminder, { state: "waiting" }>; onClose: () => void };

function ChangeTime({ reminder, onClose }: ChangeProps) {
  const now = useNow();
  const { change } = useReminderActions();
  return (
    <Dialog title={texts.later.changeTime} onClose={onClose}>
      <TimeChoice
        presets={remindTimes(now)}
        initial={reminder.at}
        doLabel={texts.later.remind}
        onPick={(at) => {
          onClose();
          void reportRefusal(change(reminder.id, at));
        }}
      />
    </Dialog>
  );
}

/** How a message or a task is shown; what may not be read any more says nothing. */
function useShown(thing: Thing): { place: ShownPlace; text: string } {
  const found = useReminded(thing);
  const placeOf = usePlaces();
  const people = usePeople();
  const icon = <Icon of={"taskId" in thing ? SquareKanban : Timer} size={14} />;
  if (!found || found.kind === "gone") {
    const title = found ? texts.later.goneThing : texts.later.loading;
    return { place: { icon, title, to: undefined }, text: " " };
  }
  if (found.kind === "task") {
    const { task } = found;
    return { place: { icon, title: taskLabel(task), to: taskPath(task._id) }, text: task.title };
  }
  const { _id: messageId, channelId, threadId, authorId, text, files } = found.message;
  const shown = fromWire(text, (id) => people.get(id)?.name).text || files.map(({ name }) => name).join("\n");
  return {
    place: { ...placeOf(channelId, threadId), to: messagePath({ channelId, messageId }) },
    text: texts.messages.saidBy(people.nameOf(authorId), shown),
  };
}
