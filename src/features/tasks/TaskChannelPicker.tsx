import { Waypoints } from "lucide-react";
import { ChannelIcon, channelTitle, useChannels, type ChannelId } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import { Icon } from "@/ui/Icon";

type Props = {
  channelId: ChannelId | undefined;
  className: string;
  onChange: (channelId: ChannelId | undefined) => void;
};

/** The channel whose board a task is on; none means that everybody in the workspace sees it. */
export function TaskChannelPicker({ channelId, className, onChange }: Props) {
  const channels = useChannels() ?? [];
  const people = usePeople();
  const myId = useMyId();
  const chosen = channels.find(({ _id }) => _id === channelId);
  const titled = channels
    .filter(({ archivedAt, _id }) => archivedAt === undefined || _id === channelId)
    .map((channel) => ({
      id: channel._id,
      label: channelTitle(channel, people, myId),
      leading: <ChannelIcon channel={channel} meId={myId} />,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const title = channelId ? titled.find(({ id }) => id === channelId)?.label : texts.tasks.wholeWorkspace;
  return (
    <OptionPopover
      label={texts.tasks.channel}
      searchLabel={texts.channels.searchChannels}
      options={[
        { id: "", label: texts.tasks.wholeWorkspace, leading: <Icon of={Waypoints} size={15} /> },
        ...titled,
      ]}
      chosenId={channelId ?? ""}
      onPick={(id) => onChange(channels.find(({ _id }) => _id === id)?._id)}
      trigger={
        <button
          type="button"
          className={className}
          aria-label={title === undefined ? texts.tasks.channelIsAnother : texts.tasks.channelIs(title)}
        >
          {chosen ? (
            <ChannelIcon channel={chosen} meId={myId} />
          ) : (
            <Icon of={Waypoints} size={15} className="text-text-muted" />
          )}
          <span className="truncate" dir="auto">
            {title ?? texts.tasks.anotherChannel}
          </span>
        </button>
      }
    />
  );
}
