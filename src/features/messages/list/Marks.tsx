import type { Id } from "@convex/_generated/dataModel";
import { Bookmark, Pin, Siren, SquareKanban } from "lucide-react";
import type { FeedMessage } from "../feed";
import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Icon, type IconShape } from "@/ui/Icon";

type Props = { message: Pick<FeedMessage, "pinnedBy" | "isUrgent" | "isAutomatic">; isSaved: boolean };

/** Over a message: that an automation wrote it, that it cannot wait, who pinned it, and that one has saved it. */
export function Marks({ message: { pinnedBy, isUrgent, isAutomatic }, isSaved }: Props) {
  if (!pinnedBy && !isUrgent && !isAutomatic && !isSaved) return null;
  return (
    <p className="col-start-2 flex min-w-0 flex-wrap gap-x-3 text-meta text-text-muted">
      {isAutomatic && <Mark icon={SquareKanban} text={texts.messages.isAutomatic} />}
      {isUrgent && <Mark icon={Siren} text={texts.messages.isUrgent} />}
      {pinnedBy && <PinnedMark by={pinnedBy} />}
      {isSaved && <Mark icon={Bookmark} text={texts.messages.savedForLater} />}
    </p>
  );
}

function PinnedMark({ by }: { by: Id<"users"> }) {
  return <Mark icon={Pin} text={texts.messages.pinnedBy(usePerson(by).name)} />;
}

function Mark({ icon, text }: { icon: IconShape; text: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Icon of={icon} size={12} />
      <span dir="auto" className="truncate">
        {text}
      </span>
    </span>
  );
}
