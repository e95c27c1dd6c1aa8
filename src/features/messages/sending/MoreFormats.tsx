import { ListPlus, Type } from "lucide-react";
import { useState, type SyntheticEvent } from "react";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { BLOCKS, FORMATS, type Format } from "../composer/formats";

/** What becomes of lines; where the bar has no room, the marks as well. */
export function MoreFormats({ onFormat }: { onFormat: (format: Format) => void }) {
  const [hasMarks, setHasMarks] = useState(false);
  const look = ({ currentTarget }: SyntheticEvent<HTMLElement>) => {
    const bar = currentTarget.closest("form")?.querySelector("[role=toolbar]");
    setHasMarks(bar?.checkVisibility() === false);
  };
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <IconButton
          label={texts.messages.moreFormats}
          onPointerDownCapture={look}
          onKeyDownCapture={look}
          onClickCapture={look}
        >
          <Icon of={Type} className="@2xl:hidden touch:@max-4xl:block" />
          <Icon of={ListPlus} className="hidden @2xl:block touch:@max-4xl:hidden" />
        </IconButton>
      }
    >
      {[...(hasMarks ? FORMATS : []), ...BLOCKS].map((format) => (
        <MenuItem key={format.name} icon={format.icon} keys={format.keys} onSelect={() => onFormat(format)}>
          {texts.messages.formats[format.name]}
        </MenuItem>
      ))}
    </Menu>
  );
}
