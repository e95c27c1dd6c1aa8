import type { Id } from "@convex/_generated/dataModel";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { OptionPicker, type Option } from "@/ui/form/OptionPicker";
import type { Person } from "./PeopleContext";

/** A person as a line of a list, told apart from those of the same name. */
export const personOption = ({ id, name, imageUrl, note }: Person): Option => ({
  id,
  label: name,
  note,
  leading: <Avatar id={id} name={name} imageUrl={imageUrl} size={24} />,
});

type Props = {
  label: string;
  people: readonly Person[];
  chosen: ReadonlySet<Id<"users">>;
  onChange: (chosen: ReadonlySet<Id<"users">>) => void;
  /** Enter, once somebody is chosen and nothing is being searched. */
  onDone: () => void;
};

/** People to choose from. */
export function PersonPicker({ label, people, chosen, onChange, onDone }: Props) {
  return (
    <OptionPicker
      searchLabel={label}
      listLabel={texts.users.people}
      options={people.map(personOption)}
      chosen={chosen}
      isMultiple
      onPick={(id) => {
        const next = new Set(chosen);
        const userId = id as Id<"users">;
        if (!next.delete(userId)) next.add(userId);
        onChange(next);
      }}
      onDone={onDone}
    />
  );
}
