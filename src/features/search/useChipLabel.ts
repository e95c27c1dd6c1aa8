import type { Operator } from "@convex/shared/search/query";
import { channelTitle, toChannelId, useChannels } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";

/** What an operator asks for, with the names of people and channels in the place of their ids. */
export function useChipLabel({ name, value, isNot }: Operator): string {
  const people = usePeople();
  const channels = useChannels();
  const meId = useMyId();
  const isId = toChannelId(value) !== undefined && value.length > 24;
  const channel = name === "in" && isId ? channels?.find(({ _id }) => _id === value) : undefined;
  const shown = channel
    ? channelTitle(channel, people, meId)
    : isId && name !== "in"
      ? people.nameOf(value)
      : value;
  const label = `${name}: ${shown}`;
  return isNot ? texts.search.not(label) : label;
}
