/** The keys of messages, for the sheet of shortcuts. */
import { texts } from "@/texts";
import { BLOCKS, FORMATS } from "./composer/formats";
import { COMMAND_NAMES, MESSAGE_COMMANDS } from "./list/messageActions";

export const writingKeys = () => [
  { label: texts.messages.keys.send, keys: ["Enter"] },
  { label: texts.later.sendAsTask, keys: ["Mod+Shift+Enter"] },
  { label: texts.messages.keys.newLine, keys: ["Shift+Enter"] },
  { label: texts.messages.keys.editLast, keys: ["Up"] },
  { label: texts.messages.keys.mention, keys: ["@"] },
  ...[...FORMATS, ...BLOCKS].map(({ name, keys }) => ({ label: texts.messages.formats[name], keys: [keys] })),
  { label: texts.messages.keys.leave, keys: ["Escape"] },
];

export const messageKeys = () =>
  COMMAND_NAMES.map((name) => ({
    label: texts.messages.commands[name],
    keys: [MESSAGE_COMMANDS[name].keys],
  }));
