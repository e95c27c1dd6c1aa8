import type { ReactNode } from "react";
import { useMyId, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { channelTitle } from "./channel";
import { useChannelActions } from "./useChannelActions";
import type { ChannelDetails } from "./useChannels";

/** What stands in the composer's place for those who cannot write: join, or why not. */
export function ChannelBar({ channel }: { channel: ChannelDetails }) {
  const { join, unarchive } = useChannelActions();
  if (channel.kind === "direct") return <DesertedBar channel={channel} />;
  if (channel.archivedAt !== undefined)
    return (
      <Bar
        action={
          channel.canManage && (
            <Button onClick={() => void reportRefusal(unarchive(channel._id))}>
              {texts.channels.unarchiveChannel}
            </Button>
          )
        }
      >
        {texts.channels.isArchived}
      </Bar>
    );
  if (channel.isMember && channel.posting !== undefined)
    return (
      <Bar>
        {channel.posting === "owners" ? texts.channelSettings.ownersPost : texts.channelSettings.nobodyPosts}
      </Bar>
    );
  return (
    <Bar
      action={
        <Button look="primary" onClick={() => void reportRefusal(join(channel._id))}>
          {texts.channels.joinChannel}
        </Button>
      }
    >
      {texts.channels.previewing(<strong className="font-semibold text-text">#{channel.name}</strong>)}
    </Bar>
  );
}

function DesertedBar({ channel }: { channel: ChannelDetails }) {
  const title = channelTitle(channel, usePeople(), useMyId());
  return <Bar>{texts.channels.deserted(title)}</Bar>;
}

function Bar({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-4 mb-4 flex shrink-0 flex-wrap items-center justify-between gap-3 rounded-pane border bg-bg-sunken px-4 py-2.5 max-wide:mx-2">
      <p className="text-text-muted">{children}</p>
      {action}
    </div>
  );
}
