import { isOwnAddress } from "@convex/shared/chat/bookmarks";
import { clsx } from "clsx";
import { Ellipsis } from "lucide-react";
import type { MouseEvent } from "react";
import { Link } from "react-router";
import { EmojiMark } from "@/features/emoji";
import { safeUrl } from "@/lib/safeUrl";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { useLongPress } from "@/ui/useLongPress";
import { iconOf, type Bookmark } from "./bookmark";

/** Opens its menu below what was pressed. */
export type AskForMenu = (bookmark: Bookmark, opener: HTMLElement) => void;

type Props = {
  bookmark: Bookmark;
  /** There is no room for it in the row. */
  isFolded?: boolean;
  /** In a list below each other. */
  isRow?: boolean;
  onMenu: AskForMenu;
};

/** One link. Its menu opens by the button, the other mouse button, a long press, or the menu key. */
export function BookmarkItem({ bookmark, isFolded = false, isRow = false, onMenu }: Props) {
  const { _id, url, title, emoji } = bookmark;
  function askForMenu(event: MouseEvent<HTMLElement>) {
    if (event.type === "contextmenu") event.preventDefault();
    onMenu(bookmark, event.currentTarget);
  }
  const longPress = useLongPress(askForMenu);
  const look = {
    ...longPress,
    onContextMenu: askForMenu,
    draggable: false,
    title: isOwnAddress(url) ? title : `${title}\n${url}`,
    className: clsx(
      "row-focus flex h-7 items-center gap-1.5 rounded-control px-2 text-small [-webkit-touch-callout:none] hover:bg-bg-hover touch:h-11",
      isRow ? "font-medium touch:pr-11" : "max-w-52 text-text-muted hover:text-text",
    ),
  };
  const said = (
    <>
      <span className="grid w-4.5 shrink-0 place-items-center">
        {emoji === undefined ? <Icon of={iconOf(url)} size={14} /> : <EmojiMark emoji={emoji} />}
      </span>
      <span dir="auto" className="min-w-0 truncate">
        {title}
      </span>
    </>
  );
  return (
    <li
      data-bookmark={_id}
      className={clsx(
        "group/bookmark relative min-w-0 shrink-0 rounded-control data-[edge=left]:shadow-[-2px_0_0_var(--accent-line)] data-[edge=right]:shadow-[2px_0_0_var(--accent-line)]",
        isFolded && "invisible",
      )}
    >
      {isOwnAddress(url) ? (
        <Link to={url} {...look}>
          {said}
        </Link>
      ) : (
        <a href={safeUrl(url)} target="_blank" rel="noreferrer" {...look}>
          {said}
        </a>
      )}
      <button
        type="button"
        aria-label={texts.bookmarks.optionsOf(title)}
        aria-haspopup="menu"
        className={clsx(
          "absolute end-0.5 top-0.5 grid size-6 place-items-center rounded-control bg-bg-active text-text-muted opacity-0 group-hover/bookmark:opacity-100 hover:text-text focus-visible:opacity-100",
          isRow
            ? "touch:end-0 touch:top-0 touch:size-11 touch:bg-transparent touch:opacity-100"
            : "touch:hidden",
        )}
        onClick={askForMenu}
      >
        <Icon of={Ellipsis} size={14} />
      </button>
    </li>
  );
}
