import type { Id } from "@convex/_generated/dataModel";
import { Bookmark, Pin, Siren } from "lucide-react";
import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Icon, type IconShape } from "@/ui/Icon";

type Props = { pinnedBy: Id<"users"> | undefined; isSaved: boolean; isUrgent: boolean };

/** Over a message: that it cannot wait, who pinned it, and that one has saved it. */
export function Marks({ pinnedBy, isSaved, isUrgent }: Props) {
  return (
    <p className="col-start-2 flex min-w-0 flex-wrap gap-x-3 text-meta text-text-muted">
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
