import { clsx } from "clsx";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import type { Person } from "@/features/users";

type Props = { id: string; hits: readonly Person[]; active: number; onPick: (person: Person) => void };

export function MentionBox({ id, hits, active, onPick }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={texts.users.people}
      className="anim-rise absolute bottom-full left-0 z-20 mb-1.5 w-full max-w-80 rounded-pane bg-bg-raised p-1 shadow-float"
    >
      {hits.map((person, i) => (
        <div
          key={person.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          className={clsx(
            "flex h-8 items-center gap-2 rounded-control px-2 touch:h-11",
            i === active && "bg-bg-active",
          )}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(person);
          }}
        >
          <Avatar id={person.id} name={person.name} picture={person.picture} size={20} />
          <span className="truncate" dir="auto">
            {person.name}
          </span>
          {person.note && <span className="shrink-0 text-meta text-text-muted">{person.note}</span>}
        </div>
      ))}
    </div>
  );
}
