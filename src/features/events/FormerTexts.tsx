import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Popover } from "@/ui/floating/Popover";
import { LoadingLines } from "@/ui/Skeleton";
import { useHistory } from "./useEvents";

type Props = { messageId: Id<"messages">; editedAt: number };

/** "edited": opens what a message said before. */
export function FormerTexts({ messageId, editedAt }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={texts.events.earlierVersions}
      align="start"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          className="edited ml-1.5 rounded-control text-meta text-text-muted hover:underline"
          title={texts.events.editedAt(exactTime(editedAt))}
        >
          {texts.events.edited}
        </button>
      }
    >
      <Versions messageId={messageId} />
    </Popover>
  );
}

function Versions({ messageId }: Pick<Props, "messageId">) {
  const { events, loadMore } = useHistory({ messageId });
  const edits = events?.filter(({ changes }) => changes[0]?.field === "text");
  return (
    <div className="grid max-h-80 w-[min(28rem,calc(100vw-24px))] gap-3 overflow-y-auto p-3">
      <h2 className="font-semibold">{texts.events.earlierVersions}</h2>
      {!edits && <LoadingLines label={texts.events.loadingEarlierVersions} />}
      {edits?.map(({ _id, _creationTime, changes }) => (
        <article key={_id} className="grid gap-0.5 border-t pt-2">
          <p className="text-meta text-text-muted">{texts.events.until(exactTime(_creationTime))}</p>
          <p dir="auto" className="text-small [overflow-wrap:anywhere] whitespace-pre-wrap">
            {String(changes[0]?.before ?? "")}
          </p>
        </article>
      ))}
      {edits?.length === 0 && <p className="text-small text-text-muted">{texts.events.noVersions}</p>}
      {loadMore && (
        <Button size="small" look="ghost" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </div>
  );
}
