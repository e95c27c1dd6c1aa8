import type { Id } from "@convex/_generated/dataModel";
import { Bell, BellOff } from "lucide-react";
import { texts } from "@/texts";
import { Menu } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import ChannelRingItems, { muteText, useChannelRing } from "./ChannelRingItems";

type Props = {
  channelId: Id<"channels">;
  /** Said in words, in the details of a channel. */
  isRow?: boolean;
};

/** A bell in the head of a channel: of what it rings, and how long it is muted. */
export default function ChannelRing({ channelId, isRow = false }: Props) {
  const { usual, level, mutedUntil } = useChannelRing(channelId);
  const isSilent = mutedUntil !== undefined || (level ?? usual) === "nothing";
  const shown = level ?? usual;
  return (
    <Menu
      align={isRow ? "start" : "end"}
      trigger={
        isRow ? (
          <button
            type="button"
            className="mx-2 flex h-8 w-[calc(100%-16px)] items-center gap-2 rounded-control px-2 text-left text-small font-medium hover:bg-bg-hover touch:h-11"
          >
            <Icon of={isSilent ? BellOff : Bell} size={14} />
            <span className="flex-1">{texts.ringing.notifications}</span>
            <span className="truncate font-normal text-text-muted">
              {mutedUntil === undefined ? shown && texts.ringing.levels[shown] : muteText(mutedUntil)}
            </span>
          </button>
        ) : (
          <IconButton label={texts.ringing.ringForChannel} side="bottom">
            <Icon of={isSilent ? BellOff : Bell} />
          </IconButton>
        )
      }
    >
      <ChannelRingItems channelId={channelId} />
    </Menu>
  );
}
