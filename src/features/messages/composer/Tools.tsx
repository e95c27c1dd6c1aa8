import { AtSign } from "lucide-react";
import type { RefObject } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { EmojiButton } from "../reactions/EmojiButton";
import { FORMATS } from "./formats";
import type { FieldHandle } from "./MessageField";

/** Formats, mentions and emoji beside the field. */
export function Tools({ field }: { field: RefObject<FieldHandle | null> }) {
  const tools = [
    ...FORMATS.map((format) => ({
      ...format,
      label: texts.messages.formats[format.name],
      run: () => field.current?.format(format),
    })),
    { label: texts.messages.keys.mention, icon: AtSign, keys: "@", run: () => field.current?.insert("@") },
  ];
  return (
    <div
      role="toolbar"
      aria-label={texts.messages.formatting}
      className="hidden @2xl:flex touch:@max-4xl:hidden"
    >
      {tools.map(({ label, keys, icon, run }) => (
        <IconButton
          key={label}
          label={label}
          keys={keys}
          onClick={run}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon of={icon} />
        </IconButton>
      ))}
      <EmojiButton label={texts.messages.addAnEmoji} onPick={(emoji) => field.current?.insert(emoji)} />
    </div>
  );
}
