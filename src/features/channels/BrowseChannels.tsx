import { Hash, Waypoints } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { fold, plural } from "@/lib/text";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { SearchField } from "@/ui/form/SearchField";
import { LoadingLines } from "@/ui/Skeleton";
import { channelPath } from "./channel";
import { useChannelActions } from "./useChannelActions";
import { useBrowsedChannels } from "./useChannels";
import { Icon } from "@/ui/Icon";

/** Every public channel, to look into or to join. */
export function BrowseChannels({ onCreate }: { onCreate: () => void }) {
  const channels = useBrowsedChannels();
  const { join } = useChannelActions();
  const [text, setText] = useState("");
  if (!channels) return <LoadingLines label="Loading channels…" />;
  const wanted = fold(text.trim());
  const hits = channels.filter((channel) => fold(`${channel.name} ${channel.description}`).includes(wanted));
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-180 flex-1 flex-col gap-3 p-4">
      <SearchField label="Search channels" value={text} onChange={setText} />
      {hits.length === 0 ? (
        <Empty
          icon={Waypoints}
          title="No channel like that"
          action={<Button onClick={onCreate}>New channel</Button>}
        >
          Try another word, or make the channel yourself.
        </Empty>
      ) : (
        <ul aria-label="Channels" className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
          {hits.map((channel) => (
            <li
              key={channel._id}
              className="relative flex items-center gap-3 rounded-control px-2 py-2.5 hover:bg-bg-hover"
            >
              <div className="min-w-0 flex-1">
                <Link
                  to={channelPath(channel._id)}
                  className="flex items-center gap-1 font-medium after:absolute after:inset-0 after:content-['']"
                >
                  <Icon of={Hash} size={14} className="text-text-muted" />
                  <span className="truncate">{channel.name}</span>
                </Link>
                <p className="tabular truncate text-small text-text-muted">
                  {plural(channel.memberCount, "member")}
                  {channel.description && ` · ${channel.description}`}
                </p>
              </div>
              {channel.isMember ? (
                <span className="text-small text-text-muted">Joined</span>
              ) : (
                <Button
                  size="small"
                  className="relative"
                  onClick={() => void reportRefusal(join(channel._id))}
                >
                  Join<span className="sr-only"> {channel.name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
