/** The keys of a card in focus. The board, the card's menu and the sheet of shortcuts read this list. */
export const CARD_COMMANDS = {
  open: { label: "Open", keys: "Enter" },
  above: { label: "Card above", keys: "Up" },
  below: { label: "Card below", keys: "Down" },
  left: { label: "Column to the left", keys: "Left" },
  right: { label: "Column to the right", keys: "Right" },
  moveUp: { label: "Move up", keys: "Alt+Shift+Up" },
  moveDown: { label: "Move down", keys: "Alt+Shift+Down" },
  moveLeft: { label: "Move to the left column", keys: "Alt+Shift+Left" },
  moveRight: { label: "Move to the right column", keys: "Alt+Shift+Right" },
  block: { label: "Mark as blocked, or unblock", keys: "W" },
} as const;

export const CARD_KEYS = Object.values(CARD_COMMANDS).map(({ label, keys }) => ({ label, keys: [keys] }));
