/** The keys of messages, for the sheet of shortcuts. */
import { FORMATS } from "./composer/formats";
import { MESSAGE_COMMANDS } from "./list/messageActions";

export const WRITING_KEYS = [
  { label: "Send", keys: ["Enter"] },
  { label: "New line", keys: ["Shift+Enter"] },
  { label: "Edit your last message (in an empty field)", keys: ["Up"] },
  { label: "Mention someone", keys: ["@"] },
  ...FORMATS.map(({ label, keys }) => ({ label, keys: [keys] })),
  { label: "Leave the field, to use single keys", keys: ["Escape"] },
];

export const MESSAGE_KEYS = Object.values(MESSAGE_COMMANDS).map(({ label, keys }) => ({
  label,
  keys: [keys],
}));
