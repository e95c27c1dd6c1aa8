import { AtSign, ListPlus, Type } from "lucide-react";
import type { RefObject } from "react";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { EmojiButton } from "../reactions/EmojiButton";
import { BLOCKS, FORMATS, type Format } from "./formats";
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
    <div role="toolbar" aria-label={texts.messages.formatting} className="hidden @sm:flex">
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

/** What becomes of lines; on a phone, where the bar has no room, the marks as well. */
export function MoreFormats({ onFormat }: { onFormat: (format: Format) => void }) {
  const isPhone = useIsPhone();
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <IconButton label={texts.messages.moreFormats}>
          <Icon of={isPhone ? Type : ListPlus} />
        </IconButton>
      }
    >
      {[...(isPhone ? FORMATS : []), ...BLOCKS].map((format) => (
        <MenuItem key={format.name} icon={format.icon} keys={format.keys} onSelect={() => onFormat(format)}>
          {texts.messages.formats[format.name]}
        </MenuItem>
      ))}
    </Menu>
  );
}
