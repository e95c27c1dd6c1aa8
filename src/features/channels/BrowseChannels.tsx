import { channelPath } from "@convex/shared/addresses";
import type { api } from "@convex/_generated/api";
import type { FunctionReturnType } from "convex/server";
import { Archive, Hash, Waypoints } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { SearchField } from "@/ui/form/SearchField";
import { Segmented } from "@/ui/form/Segmented";
import { LoadingLines } from "@/ui/Skeleton";

import { useChannelActions } from "./useChannelActions";
import { useBrowsedChannels } from "./useBrowsedChannels";
import { Icon } from "@/ui/Icon";

/** Every public channel, to look into or to join; archived ones apart. */
export function BrowseChannels({ onCreate }: { onCreate: () => void }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState<"open" | "archived">("open");
  const { channels, loadMore } = useBrowsedChannels(text, shown === "archived");
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-180 flex-1 flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={texts.channels.searchChannels}
          className="flex-1"
          value={text}
          onChange={setText}
        />
        <Segmented
          label={texts.channels.whichChannels}
          value={shown}
          options={WHICH.map((value) => ({ value, label: texts.channels.which[value] }))}
          onChange={setShown}
        />
      </div>
      {!channels && <LoadingLines label={texts.channels.loadingChannels} />}
      {channels?.length === 0 && !loadMore && (
        <NoChannels text={text.trim()} isArchived={shown === "archived"} onCreate={onCreate} />
      )}
      {channels && channels.length > 0 && (
        <ul
          aria-label={texts.channels.channels}
          className="min-h-0 flex-1 divide-y divide-line overflow-y-auto"
        >
          {channels.map((channel) => (
            <BrowsedRow key={channel._id} channel={channel} />
          ))}
          {loadMore && (
            <li className="flex justify-center py-3">
              <Button onClick={loadMore}>{texts.ui.showMore}</Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

const WHICH = ["open", "archived"] as const;

type EmptyProps = { text: string; isArchived: boolean; onCreate: () => void };

function NoChannels({ text, isArchived, onCreate }: EmptyProps) {
  if (text === "" && isArchived) {
    return (
      <Empty icon={Archive} title={texts.channels.noArchivedChannels}>
        {texts.channels.noArchivedChannelsWhy}
      </Empty>
    );
  }
  return (
    <Empty
      icon={Waypoints}
      title={texts.ui.noMatchesFor(text)}
      action={<Button onClick={onCreate}>{texts.commands.labels.createChannel}</Button>}
    >
      {texts.channels.noMatchesNext}
    </Empty>
  );
}

type Browsed = FunctionReturnType<typeof api.channels.browse>["page"][number];

function BrowsedRow({ channel }: { channel: Browsed }) {
  const { join } = useChannelActions();
  const isArchived = channel.archivedAt !== undefined;
  return (
    <li className="relative flex items-center gap-3 rounded-control px-2 py-2.5 hover:bg-bg-hover">
      <div className="min-w-0 flex-1">
        <Link
          to={channelPath(channel._id)}
          className="flex items-center gap-1 font-medium after:absolute after:inset-0 after:content-['']"
        >
          <Icon of={isArchived ? Archive : Hash} size={14} className="text-text-muted" />
          <span className="truncate">{channel.name}</span>
        </Link>
        <p className="tabular truncate text-small text-text-muted">
          {texts.users.members(channel.memberCount)}
          {channel.description && ` · ${channel.description}`}
        </p>
      </div>
      {channel.isMember && <span className="text-small text-text-muted">{texts.channels.joined}</span>}
      {!channel.isMember && !isArchived && (
        <Button
          size="small"
          className="relative"
          aria-label={texts.channels.joinNamed(channel.name)}
          onClick={() => void reportRefusal(join(channel._id))}
        >
          {texts.channels.join}
        </Button>
      )}
    </li>
  );
}
