import type { Id } from "@convex/_generated/dataModel";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { DeactivatedMark, useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/IconButton";
import { Icon } from "@/ui/Icon";

type Props = {
  memberIds: readonly Id<"users">[];
  /** Listed after the others, and not counted. */
  deactivatedIds: readonly Id<"users">[];
  onRemove?: (userId: Id<"users">) => void;
  action: ReactNode;
};

export function MemberList({ memberIds, deactivatedIds, onRemove, action }: Props) {
  const people = usePeople();
  const nameOf = (id: string) => people.get(id)?.name ?? "";
  const byName = (ids: readonly Id<"users">[]) => ids.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return (
    <section aria-label={texts.channels.members} className="p-2">
      <div className="flex h-8 items-center justify-between pl-2">
        <h3 className="text-small font-medium">
          {texts.channels.members} <span className="tabular text-text-muted">{memberIds.length || ""}</span>
        </h3>
        {action}
      </div>
      <ul>
        {[...byName(memberIds), ...byName(deactivatedIds)].map((id) => (
          <Member key={id} id={id} {...(onRemove && { onRemove })} />
        ))}
      </ul>
    </section>
  );
}

function Member({ id, onRemove }: { id: Id<"users"> } & Pick<Props, "onRemove">) {
  const person = usePeople().get(id);
  const meId = useMyId();
  return (
    <li className="group flex h-9 items-center gap-2 rounded-control px-2 hover:bg-bg-hover touch:h-11">
      <Avatar id={id} name={person?.name ?? "?"} imageUrl={person?.imageUrl} size={24} />
      <span className="min-w-0 truncate">{person?.name ?? texts.users.someone}</span>
      {id === meId && <span className="text-meta text-text-muted">{texts.users.you}</span>}
      <DeactivatedMark person={person} />
      {person?.isActive && person.isAdmin && (
        <span className="text-meta text-text-muted">{texts.users.adminMark}</span>
      )}
      {onRemove && id !== meId && (
        <IconButton
          label={texts.channels.removeMember(person?.name)}
          isSmall
          className="ml-auto opacity-0 group-hover:opacity-100 focus-visible:opacity-100 touch:opacity-100"
          onClick={() => onRemove(id)}
        >
          <Icon of={X} size={14} />
        </IconButton>
      )}
    </li>
  );
}
