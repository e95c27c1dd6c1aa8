import { channelTitle, useChannels } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import type { Names } from "./eventText";

/** What people and channels are called now; a channel that is not the reader's is not named. */
export function useNames(): Names {
  const people = usePeople();
  const channels = useChannels();
  const myId = useMyId();
  return {
    person: people.nameOf,
    channel: (id) => {
      const channel = channels?.find(({ _id }) => _id === id);
      if (!channel) return texts.events.anotherChannel;
      const title = channelTitle(channel, people, myId);
      return channel.kind === "direct" ? texts.events.conversationWith(title) : `#${title}`;
    },
  };
}
