import type { Id } from "@convex/_generated/dataModel";
import type { ChannelId } from "@/features/channels";
import {
  DeactivatedMark,
  personOption,
  PersonPopover,
  useMyId,
  usePeople,
  usePerson,
} from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";

type Props = {
  assigneeId: Id<"users"> | undefined;
  /** A task in a channel may be given to those only who can open it. */
  channelId: ChannelId | undefined;
  className: string;
  onChange: (assigneeId: Id<"users"> | undefined) => void;
  /** Takes a task that is nobody's; of several who try at once one succeeds. */
  onClaim?: () => void;
};

/** Who does a task: a button with their name, and behind it people to choose from. */
export function AssigneePicker({ assigneeId, channelId, className, onChange, onClaim }: Props) {
  const people = usePeople();
  const myId = useMyId();
  const me = usePerson(myId);
  const assignee = assigneeId && people.get(assigneeId);
  return (
    <PersonPopover
      label={texts.tasks.assignee}
      options={[
        { id: "", label: texts.tasks.unassigned },
        { ...personOption(me), note: texts.users.you },
      ]}
      {...(channelId && { sought: { channelId, isMember: true } })}
      chosenId={assigneeId ?? ""}
      onPick={(id) =>
        id === myId && assigneeId === undefined && onClaim
          ? onClaim()
          : onChange(id === "" ? undefined : (id as Id<"users">))
      }
      trigger={
        <button
          type="button"
          className={className}
          aria-label={assignee ? texts.tasks.assigneeIs(assignee.name) : texts.tasks.assigneeIsNobody}
        >
          {assignee ? (
            <>
              <Avatar id={assignee.id} name={assignee.name} picture={assignee.picture} size={20} />
              <span className="truncate" dir="auto">
                {assignee.name}
              </span>
              <DeactivatedMark person={assignee} />
            </>
          ) : (
            <span className="text-text-muted">{texts.tasks.unassigned}</span>
          )}
        </button>
      }
    />
  );
}
