/** The keys of a card in focus. The board, the card's menu and the sheet of shortcuts read this list. */
import { texts } from "@/texts";
export const CARD_COMMANDS = {
  open: { keys: "Enter" },
  above: { keys: "Up" },
  below: { keys: "Down" },
  left: { keys: "Left" },
  right: { keys: "Right" },
  moveUp: { keys: "Alt+Shift+Up" },
  moveDown: { keys: "Alt+Shift+Down" },
  moveLeft: { keys: "Alt+Shift+Left" },
  moveRight: { keys: "Alt+Shift+Right" },
  priority: { keys: "P" },
  claim: { keys: "I" },
  block: { keys: "W" },
  watch: { keys: "Shift+W" },
  link: { keys: "L" },
} as const;

type CommandName = keyof typeof CARD_COMMANDS;

export const cardKeys = () =>
  (Object.keys(CARD_COMMANDS) as CommandName[]).map((name) => ({
    label: texts.board.keys[name],
    keys: [CARD_COMMANDS[name].keys],
  }));
