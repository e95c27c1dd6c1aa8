import { clsx } from "clsx";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";

type Props = {
  ids: readonly string[];
  /** Most of them that are drawn; the others are a number. */
  most: number;
  size?: 16 | 20;
};

/** Several people as small pictures that lie over each other. Decoration: their names stand elsewhere. */
export function Faces({ ids, most, size = 20 }: Props) {
  const people = usePeople();
  const shown = ids.length > most ? ids.slice(0, most - 1) : ids;
  const more = ids.length - shown.length;
  return (
    <span aria-hidden className="flex items-center">
      {shown.map((id, i) => (
        <span key={id} className={clsx("relative flex rounded-full ring-2 ring-bg-raised", i > 0 && "-ms-1")}>
          <Avatar id={id} name={people.nameOf(id)} picture={people.get(id)?.picture} size={size} />
        </span>
      ))}
      {more > 0 && <span className="ms-1 tabular text-meta text-text-muted">{texts.facts.more(more)}</span>}
    </span>
  );
}
