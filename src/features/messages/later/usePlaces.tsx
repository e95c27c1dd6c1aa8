import { channelPath } from "@convex/shared/addresses";
import { Hash, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { ChannelIcon, channelTitle, useChannels } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";

export type ShownPlace = {
  icon: ReactNode;
  title: string;
  /** Its address, where I may write there. */
  to: string | undefined;
};

const GENERAL = <Icon of={Hash} size={14} />;
const THREAD = <Icon of={MessagesSquare} size={14} />;

/** How the channel or the thread of a message is shown; a channel that I have left has no name for me. */
export function usePlaces(): (channelId: string | undefined, threadId?: string) => ShownPlace {
  const channels = useChannels();
  const people = usePeople();
  const myId = useMyId();
  return (channelId, threadId) => {
    const channel = channels?.find(({ _id }) => _id === channelId);
    const isLost = channels && channelId !== undefined && !channel;
    const name = channel
      ? channelTitle(channel, people, myId)
      : isLost
        ? texts.later.lostPlace
        : texts.later.somewhere;
    const isNamed = channel !== undefined && channel.kind !== "direct";
    const isOpen = channel !== undefined && channel.archivedAt === undefined;
    const path = isOpen ? channelPath(channel._id) : undefined;
    if (threadId === undefined)
      return {
        icon: channel ? <ChannelIcon channel={channel} meId={myId} /> : GENERAL,
        title: name,
        to: path,
      };
    return {
      icon: THREAD,
      title: texts.later.threadIn(isNamed ? `#${name}` : name),
      to: path && `${path}?thread=${threadId}`,
    };
  };
}
