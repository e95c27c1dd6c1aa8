import { CalendarClock, Copy, Pencil, SendHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { usePeople } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { errorText } from "@/platform/errorText";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Empty } from "@/ui/Empty";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { fromWire } from "../mentions";
import { EditScheduled } from "./EditScheduled";
import { LaterRow } from "./LaterRow";
import { whenName } from "./TimeChoice";
import { usePlaces } from "./usePlaces";
import { useScheduled, useScheduledActions, type Scheduled } from "./useScheduling";

/** My messages that are sent at a time of their own, to change, to send now and to take back. */
export function ScheduledMessages() {
  const scheduled = useScheduled();
  if (!scheduled) return <LoadingLines label={texts.later.loading} />;
  if (scheduled.length === 0) {
    return (
      <Empty icon={CalendarClock} title={texts.later.nothingScheduled}>
        {texts.later.nothingScheduledWhy}
      </Empty>
    );
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto pb-6">
      {scheduled.map((message) => (
        <ScheduledRow key={message._id} message={message} />
      ))}
    </ul>
  );
}

function ScheduledRow({ message }: { message: Scheduled }) {
  const now = useNow();
  const people = usePeople();
  const placeOf = usePlaces();
  const [isEditing, setIsEditing] = useState(false);
  const { sendNow, cancel, again } = useScheduledActions();
  const { _id, channelId, threadId, sendAt, failure, files } = message;
  const text = fromWire(message.text, (id) => people.get(id)?.name).text;
  async function remove() {
    if (!(await reportRefusal(cancel(_id)))) return;
    if (failure === undefined)
      toast.undoHere(texts.later.wontBeSent, () => void reportRefusal(again(message)));
  }
  return (
    <LaterRow
      place={placeOf(channelId, threadId)}
      when={
        <time dateTime={new Date(sendAt).toISOString()} title={exactTime(sendAt)}>
          {whenName(sendAt, now)}
        </time>
      }
      text={[text, ...files.map(({ name }) => name)].filter((line) => line !== "").join("\n")}
      problem={failure === undefined ? undefined : texts.messages.notSent(errorText(failure))}
      actions={
        <>
          {failure !== undefined && (
            <IconButton
              label={texts.messages.commands.copy}
              onClick={() =>
                void copyText(text).then((isDone) => isDone && toast.tell(texts.messages.textCopied))
              }
            >
              <Icon of={Copy} />
            </IconButton>
          )}
          <IconButton label={texts.later.sendNow} onClick={() => void reportRefusal(sendNow(_id))}>
            <Icon of={SendHorizontal} />
          </IconButton>
          <IconButton label={texts.messages.commands.edit} onClick={() => setIsEditing(true)}>
            <Icon of={Pencil} />
          </IconButton>
          <IconButton label={texts.messages.commands.remove} onClick={() => void remove()}>
            <Icon of={Trash2} />
          </IconButton>
          {isEditing && <EditScheduled message={message} onClose={() => setIsEditing(false)} />}
        </>
      }
    />
  );
}
