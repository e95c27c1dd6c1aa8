import { EmojiMark } from "@/features/emoji";
import type { Person } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { BellOff } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Tooltip } from "@/ui/floating/Tooltip";

type Props = { person: Pick<Person, "status" | "pausedUntil"> | undefined };

/** What a person says of themselves, after their name: its emoji, and the words to who asks; and that they want quiet. */
export function StatusMark({ person }: Props) {
  return (
    <>
      {person?.status && <Shown status={person.status} />}
      {person?.pausedUntil !== undefined && <PauseMark until={person.pausedUntil} />}
    </>
  );
}

function PauseMark({ until }: { until: number }) {
  if (until <= useNow()) return null;
  return (
    <Tooltip label={texts.presence.isPaused}>
      <span className="shrink-0 text-text-muted">
        <Icon of={BellOff} size={12} label={texts.presence.isPaused} />
      </span>
    </Tooltip>
  );
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
