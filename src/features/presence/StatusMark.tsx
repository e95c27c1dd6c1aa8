import { EmojiMark } from "@/features/emoji";
import type { Person } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { Tooltip } from "@/ui/floating/Tooltip";

/** What a person says of themselves, after their name: its emoji, and the words to who asks. */
export function StatusMark({ person }: { person: Pick<Person, "status"> | undefined }) {
  return person?.status ? <Shown status={person.status} /> : null;
}

function Shown({ status }: { status: NonNullable<Person["status"]> }) {
  const now = useNow();
  const { emoji, text, until } = status;
  if (until !== undefined && until <= now) return null;
  const mark = (
    <span className="shrink-0 text-small leading-none font-normal">
      <span aria-hidden={text !== ""}>
        <EmojiMark emoji={emoji} />
      </span>
      {text !== "" && <span className="sr-only">{text}</span>}
    </span>
  );
  return text === "" ? mark : <Tooltip label={text}>{mark}</Tooltip>;
}
