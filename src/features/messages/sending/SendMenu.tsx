import type { Id } from "@convex/_generated/dataModel";
import { ChevronDown, ListTodo, Timer } from "lucide-react";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { askWhen, idOf } from "../later/asking";

type Props = {
  channelId: Id<"channels">;
  /** Where the draft is kept. */
  place: string;
  disabled: boolean;
  onSendTask: () => void;
};

/** Other ways to send what stands in a composer: as a task, or at a time. */
export default function SendMenu({ channelId, place, disabled, onSendTask }: Props) {
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <IconButton label={texts.messages.keys.moreWays} disabled={disabled}>
          <Icon of={ChevronDown} />
        </IconButton>
      }
    >
      <MenuItem icon={ListTodo} keys="Mod+Shift+Enter" onSelect={onSendTask}>
        {texts.messages.keys.sendAsTask}
      </MenuItem>
      <MenuItem icon={Timer} onSelect={() => askWhen({ kind: "send", channelId, id: idOf(place) })}>
        {texts.messages.keys.sendLater}
      </MenuItem>
    </Menu>
  );
}
