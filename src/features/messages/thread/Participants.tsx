import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";

/** Pictures that stand beside each other; of more people the names alone are said. */
const SHOWN = 5;

/** Those who took part in a thread, as far as it is loaded. */
export function Participants({ ids }: { ids: readonly string[] }) {
  const people = usePeople();
  const label = texts.threads.participants(ids.map(people.nameOf));
  return (
    <span role="img" aria-label={label} title={label} className="flex shrink-0 -space-x-1">
      {ids.slice(0, SHOWN).map((id) => (
        <span key={id} className="rounded-full ring-2 ring-bg">
          <Avatar id={id} name={people.nameOf(id)} picture={people.get(id)?.picture} size={20} />
        </span>
      ))}
    </span>
  );
}
