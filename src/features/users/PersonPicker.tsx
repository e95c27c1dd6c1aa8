import { Check } from "lucide-react";
import { useState } from "react";
import { fold } from "@/lib/text";
import { Avatar } from "@/ui/Avatar";
import { SearchField } from "@/ui/form/SearchField";
import type { Person } from "./PeopleContext";
import { focusOnMount } from "@/lib/focusOnMount";
import { Icon } from "@/ui/Icon";

type Props = {
  label: string;
  people: readonly Person[];
  chosen: ReadonlySet<string>;
  onToggle: (person: Person) => void;
};

const MOST_SHOWN = 100;

/** A list of people to choose from, with a field to narrow it down. */
export function PersonPicker({ label, people, chosen, onToggle }: Props) {
  const [text, setText] = useState("");
  const wanted = fold(text.trim());
  const hits = people.filter((person) => fold(person.name).includes(wanted)).slice(0, MOST_SHOWN);
  return (
    <div className="grid gap-2">
      <SearchField label={label} value={text} ref={focusOnMount} onChange={setText} />
      <ul aria-label="People" className="-mx-1 grid max-h-64 content-start overflow-y-auto px-1 py-0.5">
        {hits.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              aria-pressed={chosen.has(person.id)}
              className="flex h-9 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-bg-hover touch:h-11"
              onClick={() => onToggle(person)}
            >
              <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={24} />
              <span className="min-w-0 flex-1 truncate">{person.name}</span>
              {chosen.has(person.id) && <Icon of={Check} className="text-accent-text" />}
            </button>
          </li>
        ))}
        {hits.length === 0 && <li className="px-2 py-3 text-text-muted">Nobody by that name</li>}
      </ul>
    </div>
  );
}
