import { channelPath } from "@convex/shared/addresses";
import { Link, useNavigate } from "react-router";
import { ChannelIcon, useChannelActions } from "@/features/channels";
import { useMyId } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import type { Names } from "./useSearch";

const ROW =
  "relative flex min-h-11 w-full items-center gap-2.5 border-b px-4 py-1.5 text-left hover:bg-bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent-text";

/** People, each the way to a conversation with them. */
export function PersonRows({ people }: { people: Names["people"] }) {
  const { openDirect } = useChannelActions();
  const navigate = useNavigate();
  return people.map(({ _id, name, picture }) => (
    <button
      key={_id}
      type="button"
      className={ROW}
      onClick={() =>
        void reportRefusal(openDirect([_id]).then((channelId) => navigate(channelPath(channelId))))
      }
    >
      <Avatar id={_id} name={name} picture={picture} size={24} />
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {name}
      </span>
      <span className="text-meta text-text-muted">{texts.commands.directMessage}</span>
    </button>
  ));
}

export function ChannelRows({ channels }: { channels: Names["channels"] }) {
  const meId = useMyId();
  return channels.map((channel) => (
    <Link key={channel._id} to={channelPath(channel._id)} className={ROW}>
      <ChannelIcon channel={channel} meId={meId} size={20} />
      <span dir="auto" className="shrink-0 font-medium">
        {channel.name}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-small text-text-muted">
        {channel.description}
      </span>
      {channel.archivedAt !== undefined && (
        <span className="text-meta text-text-muted">{texts.commands.archived}</span>
      )}
    </Link>
  ));
}
