import { clsx } from "clsx";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import type { FeedMessage } from "../feed";
import { EmojiButton } from "../reactions/EmojiButton";
import { menuOf, QUICK_EMOJI, type MessageActions } from "./messageActions";
import { Icon } from "@/ui/Icon";

type Props = { message: FeedMessage; actions: MessageActions; onClose: () => void };

/** The message's menu on a phone: a sheet from below. */
export function MessageSheet({ message, actions, onClose }: Props) {
  const then = (run: () => void) => () => {
    onClose();
    run();
  };
  const { react } = actions;
  return (
    <Dialog title={texts.messages.message} onClose={onClose}>
      {react && (
        <div className="mb-2 flex gap-2">
          {QUICK_EMOJI.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={texts.messages.reactWith(emoji)}
              className="grid size-12 place-items-center rounded-full bg-bg-active text-[22px]"
              onClick={then(() => react(message, emoji))}
            >
              {emoji}
            </button>
          ))}
          <EmojiButton
            label={texts.messages.moreReactions}
            className="!size-12 rounded-full bg-bg-active"
            onPick={(emoji) => then(() => react(message, emoji))()}
          />
        </div>
      )}
      <ul>
        {menuOf(message, actions).map(({ label, icon, isDanger, run }) => (
          <li key={label}>
            <button
              type="button"
              className={clsx(
                "flex h-12 w-full items-center gap-3 rounded-control px-2 text-message",
                isDanger && "text-danger",
              )}
              onClick={then(run)}
            >
              <Icon of={icon} size={18} />
              {label}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
