import { CornerUpLeft, Ellipsis, ListTodo } from "lucide-react";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import type { FeedMessage } from "../feed";
import { EmojiButton } from "../reactions/EmojiButton";
import { menuOf, MESSAGE_COMMANDS, QUICK_EMOJI, taskActionOf, type MessageActions } from "./messageActions";
import { Icon } from "@/ui/Icon";

type Props = { message: FeedMessage; actions: MessageActions };

/** The bar over the corner of the message under the mouse or in focus; it never moves the text. */
export function MessageToolbar({ message, actions }: Props) {
  const { react, openThread } = actions;
  const task = taskActionOf(message, actions);
  return (
    <div
      role="toolbar"
      aria-label={texts.messages.messageActions}
      className="anim-fade absolute -top-3.5 right-4 z-10 flex rounded-control border bg-bg-raised p-px shadow-near touch:hidden"
    >
      {react &&
        QUICK_EMOJI.slice(0, 3).map((emoji) => (
          <IconButton
            key={emoji}
            label={texts.messages.reactWith(emoji)}
            isSmall
            onClick={() => react(message, emoji)}
          >
            <span className="text-base leading-none">{emoji}</span>
          </IconButton>
        ))}
      {react && (
        <EmojiButton label={texts.messages.addAReaction} isSmall onPick={(emoji) => react(message, emoji)} />
      )}
      {openThread && (
        <IconButton
          label={texts.messages.commands.thread}
          keys={MESSAGE_COMMANDS.thread.keys}
          isSmall
          onClick={() => openThread(message)}
        >
          <Icon of={CornerUpLeft} />
        </IconButton>
      )}
      {task && (
        <IconButton label={task.label} keys={task.keys} isSmall onClick={task.run}>
          <Icon of={ListTodo} />
        </IconButton>
      )}
      <Menu
        align="end"
        trigger={
          <IconButton label={texts.messages.moreActions} isSmall>
            <Icon of={Ellipsis} />
          </IconButton>
        }
      >
        {menuOf(message, actions).map(({ label, icon, keys, isDanger, run }) => (
          <MenuItem key={label} icon={icon} keys={keys} {...(isDanger && { isDanger })} onSelect={run}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
