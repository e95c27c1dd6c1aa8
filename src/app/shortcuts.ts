/** Every shortcut, as the sheet under `?` shows it. */
export const SHORTCUTS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: "Everywhere",
    keys: [
      ["Mod+K", "Jump to a channel, person, task or action"],
      ["?", "This sheet"],
      ["Alt+Up", "Previous channel"],
      ["Alt+Down", "Next channel"],
      ["Alt+Shift+Up", "Previous unread channel"],
      ["Alt+Shift+Down", "Next unread channel"],
      ["B", "Workspace board"],
      ["M", "My tasks"],
      ["N", "New task"],
      ["Mod+.", "Channel details"],
      ["Mod+,", "Settings"],
      ["Esc", "Close what is open"],
    ],
  },
  {
    title: "Writing",
    keys: [
      ["Enter", "Send"],
      ["Shift+Enter", "New line"],
      ["Up", "Edit your last message (in an empty field)"],
      ["@", "Mention somebody"],
      ["Mod+B", "Bold"],
      ["Mod+I", "Italic"],
      ["Mod+E", "Code"],
      ["Mod+Shift+X", "Strikethrough"],
    ],
  },
  {
    title: "On a message (arrow keys move between them)",
    keys: [
      ["T", "Reply in thread"],
      ["E", "Edit"],
      ["K", "Create a task"],
      ["C", "Copy text"],
      ["U", "Mark unread from here"],
      ["Del", "Delete"],
    ],
  },
  {
    title: "On a card of the board",
    keys: [
      ["Enter", "Open"],
      ["Up", "Card above"],
      ["Down", "Card below"],
      ["Left", "Column to the left"],
      ["Right", "Column to the right"],
      ["Alt+Shift+Up", "Move up"],
      ["Alt+Shift+Down", "Move down"],
      ["Alt+Shift+Left", "Move to the left column"],
      ["Alt+Shift+Right", "Move to the right column"],
      ["W", "Blocked: it waits for something, or no longer"],
    ],
  },
];
