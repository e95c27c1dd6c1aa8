import type { Id } from "@convex/_generated/dataModel";
import { useState, type ComponentProps } from "react";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { PickerPopover } from "@/ui/floating/OptionPopover";
import { matching, OptionSearch, type Option } from "@/ui/form/OptionPicker";
import type { Person } from "./person";
import { useFoundPeople, type Sought } from "./useFoundPeople";

/** A person as a line of a list, told apart from those of the same name. */
export const personOption = ({ id, name, picture, note }: Person): Option => ({
  id,
  label: name,
  note,
  leading: <Avatar id={id} name={name} picture={picture} size={24} />,
});

const NONE: readonly Option[] = [];

type SearchProps = Omit<
  ComponentProps<typeof OptionSearch>,
  "text" | "onTextChange" | "hits" | "isPending" | "foot"
> & {
  /** Options before the people. */
  options?: readonly Option[];
  sought?: Sought | undefined;
  /** Said where there is nobody at all. */
  none?: string | undefined;
};

/** A search for people: the server finds them, of whom no window has all. */
export function PersonSearch({ options = NONE, sought, none, onPick, ...rest }: SearchProps) {
  const [text, setText] = useState("");
  const { people, isPending, isCut, note } = useFoundPeople(text, sought);
  const first = new Set(options.map(({ id }) => id));
  const found = people.filter(({ id }) => !first.has(id));
  const isNone = text.trim() === "" && people.length === 0 && !isPending;
  return (
    <OptionSearch
      {...rest}
      text={text}
      onTextChange={setText}
      hits={[...matching(options, text), ...found.map(personOption)]}
      isPending={isPending}
      foot={isCut ? texts.users.typeForMore : isNone ? none : undefined}
      onPick={(id) => {
        const person = people.find((candidate) => candidate.id === id);
        if (person) note(person);
        onPick(id);
      }}
    />
  );
}

type Props = {
  label: string;
  sought?: Sought;
  none?: string;
  chosen: ReadonlySet<Id<"users">>;
  onChange: (chosen: ReadonlySet<Id<"users">>) => void;
  /** Enter, once somebody is chosen and nothing is being searched. */
  onDone: () => void;
};

/** People to choose from. */
export function PersonPicker({ label, sought, none, chosen, onChange, onDone }: Props) {
  return (
    <PersonSearch
      searchLabel={label}
      listLabel={texts.users.people}
      sought={sought}
      none={none}
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

type PopoverProps = Omit<ComponentProps<typeof PickerPopover>, "children"> &
  Pick<SearchProps, "options" | "sought"> & { chosenId: string };

/** One person, or one of some other options, behind a button. */
export function PersonPopover({ options, sought, chosenId, ...rest }: PopoverProps) {
  return (
    <PickerPopover {...rest}>
      {(onPick) => (
        <PersonSearch
          searchLabel={texts.users.searchPeople}
          listLabel={rest.label}
          options={options ?? NONE}
          sought={sought}
          chosen={new Set([chosenId])}
          onPick={onPick}
        />
      )}
    </PickerPopover>
  );
}
