import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { channelTitle, useChannels } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import type { Names } from "./eventText";

/**
 * What people and channels are called now; a channel that is not the reader's is not named.
 *
 * @param boardOf  the channel whose columns are named
 */
export function useNames(boardOf?: Id<"channels">): Names {
  const columns = useQuery(api.board.columns.list, boardOf ? { channelId: boardOf } : "skip");
  const people = usePeople();
  const channels = useChannels();
  const myId = useMyId();
  return {
    person: people.nameOf,
    column: (key) => columns?.find((column) => column.key === key)?.name,
    channel: (id) => {
      const channel = channels?.find(({ _id }) => _id === id);
      if (!channel) return texts.events.anotherChannel;
      const title = channelTitle(channel, people, myId);
      return channel.kind === "direct" ? texts.events.conversationWith(title) : `#${title}`;
    },
  };
}
