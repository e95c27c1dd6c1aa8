import type { Id } from "@convex/_generated/dataModel";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Tooltip } from "@/ui/floating/Tooltip";
import { useOnlookers } from "./useOnlookers";

const FEW = 3;

/** The faces of the others who look at a card. */
export function Onlookers({ taskId }: { taskId: Id<"tasks"> }) {
  const ids = useOnlookers(taskId);
  const people = usePeople();
  const label = ids.length === 0 ? "" : texts.presence.onlookers(ids.map((id) => people.nameOf(id)));
  const faces = (
    <span className="flex -space-x-1.5">
      {ids.slice(0, FEW).map((id) => (
        <Avatar key={id} id={id} name={people.nameOf(id)} picture={people.get(id)?.picture} size={20} />
      ))}
    </span>
  );
  return (
    <span role="status" aria-label={texts.presence.looking} className="flex items-center">
      {ids.length > 0 && <Tooltip label={label}>{faces}</Tooltip>}
      <span className="sr-only">{label}</span>
    </span>
  );
}
