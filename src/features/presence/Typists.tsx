import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { useTypists } from "./useTypists";
import type { Conversation } from "./useTypingSigns";

/** Who is typing: below the line where I type, on a phone above it. It moves nothing. */
export function Typists(conversation: Conversation) {
  const people = usePeople();
  // What is read aloud is read once, so it waits for the names.
  const names = useTypists(conversation).flatMap((id) => people.get(id)?.name ?? []);
  return (
    <p
      role="status"
      aria-label={texts.presence.typing}
      className="pointer-events-none min-w-0 flex-1 truncate max-wide:absolute max-wide:inset-x-3 max-wide:-top-3.5"
    >
      {names.length > 0 && (
        <span dir="auto" className="max-wide:rounded-mark max-wide:bg-bg max-wide:px-1">
          {texts.presence.typists(names)}
        </span>
      )}
    </p>
  );
}
