import { channelPath } from "@convex/shared/addresses";
import { clsx } from "clsx";
import { PenLine, Plus } from "lucide-react";
import { useState, type ComponentProps, type ReactNode } from "react";
import { NavLink, useParams } from "react-router";
import { useUnseen } from "@/features/notices";
import { useDrafted, useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { Bone, Loading } from "@/ui/Skeleton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { channelTitle, type Channel } from "./channel";
import { ChannelIcon, ChannelStatus } from "./ChannelIcon";
import { useUnread } from "./UnreadContext";
import { useChannels } from "./useChannels";
import { Icon } from "@/ui/Icon";

type Props = { onNavigate?: () => void; channelMenu: ReactNode; onNewDirect: () => void };

/** My channels and conversations, with what is unread in them. */
export function ChannelSections({ onNavigate, channelMenu, onNewDirect }: Props) {
  const channels = useChannels();
  const unread = useUnread();
  const unseen = useUnseen();
  const drafted = useDrafted("message:");
  const people = usePeople();
  const meId = useMyId();
  const { channelId: openId } = useParams();
  if (!channels) return <SectionsSkeleton />;
  const open = channels.filter((channel) => channel.archivedAt === undefined);
  const titled = open.map((channel) => ({ channel, title: channelTitle(channel, people, meId) }));
  const named = titled
    .filter(({ channel }) => channel.kind !== "direct")
    .toSorted((a, b) => a.title.localeCompare(b.title));
  const latest = (channel: Channel) => unread?.get(channel._id)?.lastMessageAt || channel._creationTime;
  const direct = titled
    .filter(({ channel }) => channel.kind === "direct")
    .toSorted((a, b) => latest(b.channel) - latest(a.channel));

  const isKept = ({ channel }: (typeof titled)[number]) =>
    channel._id === openId || unseen.channelIds.has(channel._id) || (unread?.get(channel._id)?.news ?? 0) > 0;
  const row = ({ channel, title }: (typeof titled)[number]) => {
    const { news = 0, isMore = false, mentions = 0 } = unread?.get(channel._id) ?? {};
    const isDirect = channel.kind === "direct";
    return (
      <ChannelRow
        key={channel._id}
        channel={channel}
        title={title}
        meId={meId}
        isNew={unseen.channelIds.has(channel._id)}
        hasDraft={channel._id !== openId && drafted.has(channel._id)}
        news={news}
        mentions={isDirect ? news : mentions}
        isMore={isMore && (isDirect || mentions === 0)}
        {...(onNavigate && { onNavigate })}
      />
    );
  };
  return (
    <>
      <Section title={texts.channels.channels} action={channelMenu}>
        <Shortened rows={named} isKept={isKept} draw={row} />
      </Section>
      <Section
        title={texts.users.people}
        action={<AddButton label={texts.commands.labels.newDirect} onClick={onNewDirect} />}
      >
        <Shortened rows={direct} isKept={isKept} draw={row} />
        {direct.length === 0 && (
          <li>
            <button
              type="button"
              className="row-focus h-7 w-full rounded-control px-2 text-left text-small text-text-muted hover:bg-bg-hover touch:h-11"
              onClick={onNewDirect}
            >
              {texts.channels.startAConversation}
            </button>
          </li>
        )}
      </Section>
    </>
  );
}

const FEW = 25;

type ShortenedProps<Row> = {
  rows: readonly Row[];
  /** Shown however far down it is: it is open, or new. */
  isKept: (row: Row) => boolean;
  draw: (row: Row) => ReactNode;
};

/** The first of a long list, with what is new among the rest, so that the next list is not far below. */
function Shortened<Row>({ rows, isKept, draw }: ShortenedProps<Row>) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.filter((row, i) => i < FEW || isKept(row));
  return (
    <>
      {shown.map(draw)}
      {rows.length > FEW && (
        <li>
          <button
            type="button"
            aria-expanded={isWhole}
            className="row-focus h-7 w-full rounded-control px-2 text-left text-small text-text-muted hover:bg-bg-hover touch:h-11"
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole ? texts.ui.showFewer : texts.ui.showAll(rows.length)}
          </button>
        </li>
      )}
    </>
  );
}

function Section({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-4">
      <div className="flex h-7 items-center justify-between pr-1 pl-2 touch:h-11">
        <h2 className="text-meta font-medium text-text-muted">{title}</h2>
        {action}
      </div>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-px">{children}</ul>
    </section>
  );
}

export function AddButton({ label, ...rest }: { label: string } & ComponentProps<"button">) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        className="grid size-6 place-items-center rounded-control text-text-muted hover:bg-bg-hover hover:text-text touch:size-11"
        {...rest}
      >
        <Icon of={Plus} size={14} />
      </button>
    </Tooltip>
  );
}

type RowProps = {
  channel: Channel;
  title: string;
  meId: string;
  /** Somebody brought me in, and I have not opened it. */
  isNew: boolean;
  /** I have typed something there that I see nowhere now. */
  hasDraft: boolean;
  news: number;
  /** Whether there may be more than what is counted. */
  isMore: boolean;
  mentions: number;
  onNavigate?: () => void;
};

function ChannelRow(props: RowProps) {
  const { channel, title, meId, isNew, hasDraft, news, isMore, mentions, onNavigate } = props;
  return (
    <li>
      <NavLink
        to={channelPath(channel._id)}
        draggable={false}
        {...(onNavigate && { onClick: onNavigate })}
        className={({ isActive }) =>
          clsx(
            "row-focus flex h-7 items-center gap-2 rounded-control px-2 touch:h-11",
            isActive ? "bg-bg-active text-text" : "hover:bg-bg-hover",
            news > 0 || isNew ? "font-semibold text-text" : !isActive && "text-text-muted",
          )
        }
      >
        <ChannelIcon channel={channel} meId={meId} />
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <span dir="auto" className="min-w-0 truncate text-left" title={title}>
            {title}
          </span>
          <ChannelStatus channel={channel} meId={meId} />
        </span>
        {hasDraft && (
          <span className="shrink-0 text-text-muted" title={texts.channels.draft}>
            <Icon of={PenLine} size={13} />
            <span className="sr-only">{texts.channels.draft}</span>
          </span>
        )}
        {isNew && (
          <span className="shrink-0 rounded-full bg-accent px-1.5 text-meta leading-4.5 font-semibold text-on-accent">
            {texts.channels.new}
          </span>
        )}
        {news > 0 && <Count count={mentions || news} isMore={isMore} isLoud={mentions > 0} />}
        {news > 0 && (
          <span className="sr-only">
            {mentions > 0 ? texts.channels.unreadMention : texts.channels.unread}
          </span>
        )}
      </NavLink>
    </li>
  );
}

function SectionsSkeleton() {
  return (
    <Loading label={texts.channels.loadingChannels}>
      <div className="grid gap-4 px-2 pt-6">
        {["w-24", "w-32", "w-20", "w-28"].map((width) => (
          <Bone key={width} className={width} />
        ))}
      </div>
    </Loading>
  );
}
