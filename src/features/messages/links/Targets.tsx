import type { Id } from "@convex/_generated/dataModel";
import { ChannelIcon, channelTitle, type Channel, type ChannelId } from "@/features/channels";
import { PersonSearch, useMyId, usePeople } from "@/features/users";
import type { ForwardTo } from "./useForward";

type Props = { label: string; channels: readonly Channel[]; onPick: (to: ForwardTo) => void };

/** Channels that I am in and people, found by their names. */
export function Targets({ label, channels, onPick }: Props) {
  const people = usePeople();
  const myId = useMyId();
  const options = channels
    .filter(({ kind, archivedAt }) => kind !== "direct" && archivedAt === undefined)
    .map((channel) => ({
      id: channel._id as string,
      label: channelTitle(channel, people, myId),
      leading: <ChannelIcon channel={channel} meId={myId} />,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <PersonSearch
      searchLabel={label}
      listLabel={label}
      options={options}
      chosen={new Set()}
      onPick={(id) => {
        const isChannel = options.some((option) => option.id === id);
        onPick(isChannel ? { channelId: id as ChannelId } : { userId: id as Id<"users"> });
      }}
    />
  );
}
