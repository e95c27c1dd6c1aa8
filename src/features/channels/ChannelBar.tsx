import { tell } from "@/platform/tell";
import { Button } from "@/ui/Button";
import { useChannelActions } from "./useChannelActions";
import type { ChannelDetails } from "./useChannels";

/** In the composer's place for those who cannot write: join, or why not. */
export function ChannelBar({ channel }: { channel: ChannelDetails }) {
  const { join, unarchive } = useChannelActions();
  const isArchived = channel.archivedAt !== undefined;
  return (
    <div className="mx-4 mb-4 flex shrink-0 flex-wrap items-center justify-between gap-3 rounded-pane border bg-bg-sunken px-4 py-2.5 max-wide:mx-2">
      <p className="text-text-muted">
        {isArchived ? (
          "This channel is archived. It can be read, not changed."
        ) : (
          <>
            You are looking at <strong className="font-semibold text-text">#{channel.name}</strong>.
          </>
        )}
      </p>
      {isArchived ? (
        channel.canManage && <Button onClick={() => void tell(unarchive(channel._id))}>Reopen channel</Button>
      ) : (
        <Button look="primary" onClick={() => void tell(join(channel._id))}>
          Join channel
        </Button>
      )}
    </div>
  );
}
