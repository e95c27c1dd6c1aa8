import { clsx } from "clsx";
import { EmojiMark } from "@/features/emoji";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Tooltip } from "@/ui/floating/Tooltip";
import type { FeedMessage, Reaction } from "../feed";
import type { MessageActions } from "../list/messageActions";
import { EmojiButton } from "./EmojiButton";

type Props = { message: FeedMessage; actions: MessageActions };

/** The reactions to a message, with who reacted, and a button for one more. */
export function Reactions({ message, actions }: Props) {
  const { react, myId } = actions;
  return (
    <ul aria-label={texts.messages.reactions} className="flex flex-wrap gap-1 pt-1 pb-0.5">
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <ReactionChip
            reaction={reaction}
            isMine={reaction.userIds.includes(myId)}
            onToggle={react && (() => react(message, reaction.emoji))}
          />
        </li>
      ))}
      {react && (
        <li>
          <EmojiButton
            label={texts.messages.addAReaction}
            className="!h-6 !w-8 rounded-full opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 relative finger touch:!h-8 touch:!w-9 touch:opacity-100"
            onPick={(emoji) => react(message, emoji)}
          />
        </li>
      )}
    </ul>
  );
}

type ChipProps = { reaction: Reaction; isMine: boolean; onToggle: (() => void) | undefined };

function ReactionChip({ reaction, isMine, onToggle }: ChipProps) {
  const people = usePeople();
  const names = reaction.userIds.map(people.nameOf);
  const who = texts.messages.reacted(names, reaction.emoji);
  return (
    <Tooltip label={who}>
      <button
        type="button"
        aria-pressed={isMine}
        aria-label={texts.messages.reactionCount(reaction.emoji, reaction.userIds.length, who)}
        disabled={!onToggle}
        className={clsx(
          "tabular flex h-6 items-center gap-1 rounded-full border px-2 text-meta font-medium transition-colors relative finger touch:h-8 touch:px-3",
          isMine
            ? "border-accent-line bg-accent-soft text-accent-text"
            : "border-line bg-bg-hover text-text-muted hover:border-line-strong",
        )}
        onClick={onToggle}
      >
        <span className="text-base leading-none">
          <EmojiMark emoji={reaction.emoji} />
        </span>
        {reaction.userIds.length}
      </button>
    </Tooltip>
  );
}
