import { ListPlus, Type } from "lucide-react";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { BLOCKS, FORMATS, type Format } from "../composer/formats";

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
