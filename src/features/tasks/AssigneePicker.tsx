import type { Id } from "@convex/_generated/dataModel";
import { useChannelMembers, type ChannelId } from "@/features/channels";
import { DeactivatedMark, personOption, useMyId, usePeople, usePeopleList } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { OptionPopover } from "@/ui/floating/OptionPopover";

type Props = {
  assigneeId: Id<"users"> | undefined;
  /** A task in a channel may be given to those only who can open it. */
  channelId: ChannelId | undefined;
  className: string;
  onChange: (assigneeId: Id<"users"> | undefined) => void;
  /** Takes a task that is nobody's; of several who try at once one succeeds. */
  onClaim?: () => void;
};

/** Who does a task: a button with their name, and everybody to choose from behind it. */
export function AssigneePicker({ channelId, ...rest }: Props) {
  return channelId ? <ChannelPicker channelId={channelId} {...rest} /> : <Picker {...rest} />;
}

type PickerProps = Omit<Props, "channelId">;

function ChannelPicker({ channelId, ...rest }: PickerProps & { channelId: ChannelId }) {
  const members = useChannelMembers(channelId);
  return <Picker {...rest} only={new Set<string>(members?.active)} />;
}

function Picker({
  assigneeId,
  className,
  onChange,
  onClaim,
  only,
}: PickerProps & { only?: ReadonlySet<string> }) {
  const people = usePeople();
  const myId = useMyId();
  const offered = usePeopleList().filter((person) => !only || only.has(person.id));
  const assignee = assigneeId && people.get(assigneeId);
  const isMe = (person: { id: string }) => person.id === myId;
  const options = [
    { id: "", label: texts.tasks.unassigned },
    ...offered.filter(isMe).map((person) => ({ ...personOption(person), note: texts.users.you })),
    ...offered.filter((person) => !isMe(person)).map(personOption),
  ];
  return (
    <OptionPopover
      label={texts.tasks.assignee}
      searchLabel={texts.users.searchPeople}
      options={options}
      chosenId={assigneeId ?? ""}
      onPick={(id) =>
        id === myId && assigneeId === undefined && onClaim
          ? onClaim()
          : onChange(offered.find((person) => person.id === id)?.id)
      }
      trigger={
        <button
          type="button"
          className={className}
          aria-label={assignee ? texts.tasks.assigneeIs(assignee.name) : texts.tasks.assigneeIsNobody}
        >
          {assignee ? (
            <>
              <Avatar id={assignee.id} name={assignee.name} imageUrl={assignee.imageUrl} size={20} />
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
