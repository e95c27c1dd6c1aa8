import { channelPath } from "@convex/shared/addresses";
import { clsx } from "clsx";
import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { Link, NavLink, useMatch } from "react-router";
import { DeactivatedMark, useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { BackLink } from "@/ui/BackLink";
import { IconButton } from "@/ui/IconButton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { channelTitle, isDeserted, type Channel } from "./channel";
import { ChannelIcon, ChannelStatus } from "./ChannelIcon";
import { useMemberCount } from "./useChannels";
import { Icon } from "@/ui/Icon";

type Props = { channel: Channel; isPaneOpen: boolean; onTogglePane: () => void; children?: ReactNode };

/** The strip above a channel: its name and topic, its tabs, who is in it. */
export function ChannelHeader({ channel, isPaneOpen, onTogglePane, children }: Props) {
  const people = usePeople();
  const meId = useMyId();
  const title = channelTitle(channel, people, meId);
  const about = channel.topic ?? channel.description;
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4 pr-2 max-wide:gap-1 max-wide:px-1">
      <BackLink label={texts.channels.backToChats} />
      <ChannelIcon channel={channel} meId={meId} size={20} />
      <h1 dir="auto" className="min-w-0 shrink truncate text-title font-semibold" title={title}>
        {title}
      </h1>
      <ChannelStatus channel={channel} meId={meId} hasLastSeen />
      <DeactivatedMark person={{ isActive: !isDeserted(channel, people, meId) }} />
      <Tabs channelId={channel._id} hasBoard={channel.kind !== "direct"} />
      {about !== "" && (
        <Tooltip label={about} side="bottom">
          <p
            dir="auto"
            className="min-w-0 flex-1 basis-0 truncate text-small text-text-muted max-roomy:hidden"
          >
            {about}
          </p>
        </Tooltip>
      )}
      <span className="flex-1 roomy:hidden" />
      <div className="ml-auto flex items-center gap-1">
        {children}
        <MembersButton channel={channel} isPaneOpen={isPaneOpen} onToggle={onTogglePane} />
      </div>
    </header>
  );
}

function Tabs({ channelId, hasBoard }: { channelId: string; hasBoard: boolean }) {
  // A message and a day have addresses below the channel's; board and files are other views.
  const view = useMatch("/c/:channelId/:view/*")?.params.view;
  const isMessages = view !== "board" && view !== "files";
  const tab = ({ isActive }: { isActive: boolean }) =>
    clsx(
      "flex h-7 items-center rounded-control px-2.5 text-small font-medium max-wide:px-1.5 touch:h-11",
      isActive ? "bg-bg-active text-text" : "text-text-muted hover:bg-bg-hover hover:text-text",
    );
  return (
    <nav aria-label={texts.channels.viewsOfThisChannel} className="flex shrink-0 gap-0.5 pl-2 pr-1">
      <Link
        to={channelPath(channelId)}
        className={tab({ isActive: isMessages })}
        {...(isMessages && { "aria-current": "page" })}
      >
        {texts.channels.messages}
      </Link>
      {hasBoard && (
        <NavLink to={`${channelPath(channelId)}/board`} className={tab}>
          {texts.commands.labels.board}
        </NavLink>
      )}
      <NavLink to={`${channelPath(channelId)}/files`} className={tab}>
        {texts.files.files}
      </NavLink>
    </nav>
  );
}

function MembersButton({
  channel,
  isPaneOpen,
  onToggle,
}: {
  channel: Channel;
  isPaneOpen: boolean;
  onToggle: () => void;
}) {
  const count = useMemberCount(channel._id);
  return (
    <IconButton
      label={count === undefined ? texts.channels.details : texts.channels.detailsAndMembers(count)}
      keys="Mod+."
      side="bottom"
      aria-pressed={isPaneOpen}
      className="tabular !flex !w-auto min-w-13 gap-1.5 px-2 max-wide:min-w-11 max-wide:justify-center text-small font-medium"
      onClick={onToggle}
    >
      <Icon of={Users} />
      {count !== undefined && <span className="max-wide:hidden">{number(count)}</span>}
    </IconButton>
  );
}
