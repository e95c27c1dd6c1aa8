import { CornerUpLeft, Ellipsis, ListTodo } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/Menu";
import type { FeedMessage } from "../feed";
import { EmojiButton } from "../reactions/EmojiButton";
import { menuOf, QUICK_EMOJI, type MessageActions } from "./messageActions";

type Props = { message: FeedMessage; actions: MessageActions };

/** The bar over the corner of the message under the mouse or in focus; it never moves the text. */
export function MessageToolbar({ message, actions }: Props) {
  const { react, openThread, createTask } = actions;
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      className="anim-fade absolute -top-3.5 right-4 z-10 flex rounded-control border bg-bg-raised p-px shadow-near touch:hidden"
    >
      {react &&
        QUICK_EMOJI.slice(0, 3).map((emoji) => (
          <IconButton key={emoji} label={`React with ${emoji}`} isSmall onClick={() => react(message, emoji)}>
            <span className="text-base leading-none">{emoji}</span>
          </IconButton>
        ))}
      {react && <EmojiButton label="Add a reaction" isSmall onPick={(emoji) => react(message, emoji)} />}
      {openThread && (
        <IconButton label="Reply in thread" keys="T" isSmall onClick={() => openThread(message)}>
          <CornerUpLeft size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
      {createTask && (
        <IconButton label="Create a task" keys="K" isSmall onClick={() => createTask(message)}>
          <ListTodo size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
      <Menu
        align="end"
        trigger={
          <IconButton label="More actions" isSmall>
            <Ellipsis size={16} strokeWidth={1.75} aria-hidden />
          </IconButton>
        }
      >
        {menuOf(message, actions).map(({ label, icon, keys, isDanger, run }) => (
          <MenuItem
            key={label}
            icon={icon}
            {...(keys && { keys })}
            {...(isDanger && { isDanger })}
            onSelect={run}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
