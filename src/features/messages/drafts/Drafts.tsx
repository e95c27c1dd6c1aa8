import { taskPath } from "@convex/shared/addresses";
import { PenLine, SquareKanban, Trash2 } from "lucide-react";
import { useChannels } from "@/features/channels";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { fromWire } from "../mentions";
import { LaterRow } from "../later/LaterRow";
import { usePlaces, type ShownPlace } from "../later/usePlaces";
import { useDrafts, useRemoveDraft, type Draft } from "./useDrafts";

/** What I have typed and not sent, on any of my devices. */
export function Drafts() {
  const drafts = useDrafts();
  if (drafts.length === 0) {
    return (
      <Empty icon={PenLine} title={texts.later.noDrafts}>
        {texts.later.noDraftsWhy}
      </Empty>
    );
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto pb-6">
      {drafts.map((draft) => (
        <DraftRow key={draft.id} draft={draft} />
      ))}
    </ul>
  );
}

function DraftRow({ draft }: { draft: Draft }) {
  const people = usePeople();
  const now = useNow();
  const remove = useRemoveDraft();
  const place = useShownPlace(draft);
  return (
    <LaterRow
      place={place}
      when={
        draft.changedAt !== undefined && (
          <time dateTime={new Date(draft.changedAt).toISOString()} title={exactTime(draft.changedAt)}>
            {shortAgo(draft.changedAt, now)}
          </time>
        )
      }
      text={fromWire(draft.text, (id) => people.get(id)?.name).text}
      actions={
        <IconButton label={texts.later.removeDraft(place.title)} onClick={() => remove(draft)}>
          <Icon of={Trash2} />
        </IconButton>
      }
    />
  );
}

/** Where a draft is of; one that this browser has not sent yet is known by its channel only. */
function useShownPlace({ id, channelId, threadId, taskId }: Draft): ShownPlace {
  const placeOf = usePlaces();
  const isChannel = useChannels()?.some(({ _id }) => _id === id) === true;
  if (taskId)
    return { icon: <Icon of={SquareKanban} size={14} />, title: texts.later.taskDraft, to: taskPath(taskId) };
  return placeOf(channelId ?? (isChannel ? id : undefined), threadId);
}
