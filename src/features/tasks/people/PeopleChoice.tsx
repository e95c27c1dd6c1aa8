import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import type { ChannelId } from "@/features/channels";
import { personOption, PersonSearch, useMyId, usePeople, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Popover } from "@/ui/floating/Popover";
import { Faces } from "./Faces";

type Props = {
  label: string;
  chosen: readonly Id<"users">[];
  /** Of a task in a channel: those only who can open it. */
  channelId: ChannelId | undefined;
  className: string;
  onChange: (userId: Id<"users">, isChosen: boolean) => void;
};

/** Several people: their faces as a button, and behind it those who are chosen and others to choose. */
export function PeopleChoice({ label, chosen, channelId, className, onChange }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const people = usePeople();
  const names = chosen.map((id) => people.nameOf(id));
  return (
    <Popover
      label={label}
      align="start"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className={className} aria-label={texts.facts.peopleAre(label, names)}>
          {chosen.length === 0 ? (
            <span className="text-text-muted">{texts.facts.noPeople}</span>
          ) : (
            <Faces ids={chosen} most={6} />
          )}
        </button>
      }
    >
      <Choices label={label} chosen={chosen} channelId={channelId} onChange={onChange} />
    </Popover>
  );
}

function Choices({ label, chosen, channelId, onChange }: Omit<Props, "className">) {
  const people = usePeople();
  const me = usePerson(useMyId());
  // Those who are not among the people of the channel can be taken off, too.
  const known = chosen.flatMap((id) => people.get(id) ?? []);
  const first = known.some(({ id }) => id === me.id) ? known : [me, ...known];
  return (
    <div className="w-72 max-w-[calc(100vw-16px)] p-2">
      <PersonSearch
        searchLabel={texts.users.searchPeople}
        listLabel={label}
        options={first.map((one) => ({
          ...personOption(one),
          ...(one.id === me.id && { note: texts.users.you }),
        }))}
        sought={channelId && { channelId, isMember: true }}
        chosen={new Set<string>(chosen)}
        isMultiple
        onPick={(id) => onChange(id as Id<"users">, !chosen.some((one) => one === id))}
      />
    </div>
  );
}
