import { channelPath } from "@convex/shared/addresses";
import { clsx } from "clsx";
import { BellOff, Ellipsis, PenLine } from "lucide-react";
import type { MouseEvent } from "react";
import { NavLink } from "react-router";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { Icon } from "@/ui/Icon";
import type { Channel } from "../channel";
import { ChannelIcon, ChannelStatus } from "../ChannelIcon";
import { useLongPress } from "@/ui/useLongPress";
import { menuPlace, type AskForMenu } from "./menuPlace";

type Props = {
  channel: Channel;
  title: string;
  meId: string;
  /** Somebody brought me in, and I have not opened it. */
  isNew: boolean;
  isMuted: boolean;
  /** I have typed something there that I see nowhere now. */
  hasDraft: boolean;
  news: number;
  /** Whether there may be more than what is counted. */
  isMore: boolean;
  mentions: number;
  onNavigate?: () => void;
  onMenu: AskForMenu;
};

/** One line of the sidebar. Its menu opens by the button, the other mouse button, a long press, or the menu key. */
export function ChannelRow(props: Props) {
  const { channel, title, meId, isNew, isMuted, hasDraft, news, isMore, mentions, onNavigate, onMenu } =
    props;
  const askForMenu = (event: MouseEvent<HTMLElement>) => onMenu({ channelId: channel._id }, menuPlace(event));
  const longPress = useLongPress(askForMenu);
  return (
    <li
      data-channel={channel._id}
      className="group/row relative data-[edge=bottom]:shadow-[0_2px_0_var(--accent-line)] data-[edge=top]:shadow-[0_-2px_0_var(--accent-line)]"
    >
      <NavLink
        to={channelPath(channel._id)}
        draggable={false}
        {...(onNavigate && { onClick: onNavigate })}
        {...longPress}
        onContextMenu={askForMenu}
        className={({ isActive }) =>
          clsx(
            "row-focus flex h-7 items-center gap-2 rounded-control px-2 [-webkit-touch-callout:none] touch:h-11",
            isActive ? "bg-bg-active text-text" : "hover:bg-bg-hover",
            news > 0 || isNew ? "font-semibold text-text" : !isActive && "text-text-muted",
            isMuted && news === 0 && "[&>:first-child]:opacity-50",
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
        <span className="flex shrink-0 items-center gap-2 mouse:group-hover/row:opacity-0">
          {isMuted && (
            <span className="shrink-0 text-text-muted" title={texts.channels.muted}>
              <Icon of={BellOff} size={12} />
              <span className="sr-only">{texts.channels.muted}</span>
            </span>
          )}
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
        </span>
      </NavLink>
      <button
        type="button"
        tabIndex={-1}
        aria-label={texts.sidebar.optionsOf(title)}
        aria-haspopup="menu"
        className="absolute top-0.5 right-0.5 hidden size-6 place-items-center rounded-control text-text-muted hover:bg-bg-active hover:text-text mouse:group-hover/row:grid"
        onClick={askForMenu}
      >
        <Icon of={Ellipsis} size={15} />
      </button>
    </li>
  );
}
