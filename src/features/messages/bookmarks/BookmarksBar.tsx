import { clsx } from "clsx";
import { Plus } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import type { ChannelDetails } from "@/features/channels";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { askWhen } from "../later/asking";
import { mayBookmark, type Bookmark } from "./bookmark";
import { BookmarkItem } from "./BookmarkItem";
import { useBookmarks } from "./useBookmarks";
import { useFoldedCount } from "./useFoldedCount";

const BookmarkMenu = lazy(
  retryImport(async () => ({ default: (await import("./BookmarkMenu")).BookmarkMenu })),
);
const BookmarksDrag = lazy(
  retryImport(async () => ({ default: (await import("./BookmarksDrag")).BookmarksDrag })),
);

/** The menu of a bookmark of a channel, while it is open. */
export function useBookmarkMenu(channel: ChannelDetails, bookmarks: readonly Bookmark[]) {
  const [menu, setMenu] = useState<{ bookmark: Bookmark; opener: HTMLElement }>();
  return {
    onMenu: (bookmark: Bookmark, opener: HTMLElement) => setMenu({ bookmark, opener }),
    menu: menu && (
      <Suspense fallback={null}>
        <BookmarkMenu
          key={menu.bookmark._id}
          {...menu}
          channelId={channel._id}
          bookmarks={bookmarks}
          mayChange={mayBookmark(channel)}
          onClose={() => setMenu(undefined)}
        />
      </Suspense>
    ),
  };
}

type Props = { channel: ChannelDetails };

/** The links of a channel in one row below its header; those without room come when they are asked for. On a phone the row is pushed. */
export function BookmarksBar({ channel }: Props) {
  const bookmarks = useBookmarks(channel._id) ?? [];
  const [isWhole, setIsWhole] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const folded = useFoldedCount(list, bookmarks, isWhole);
  const { menu, onMenu } = useBookmarkMenu(channel, bookmarks);
  if (bookmarks.length === 0) return null;
  return (
    <nav
      aria-label={texts.bookmarks.bookmarks}
      className="flex shrink-0 items-start gap-1 border-b px-2 py-1 touch:py-0"
    >
      <ul
        ref={list}
        className={clsx(
          "relative flex min-w-0 flex-1 flex-wrap gap-0.5 max-wide:flex-nowrap max-wide:overflow-x-auto max-wide:[scrollbar-width:none]",
          isWhole ? "max-h-40 overflow-y-auto" : "h-7 overflow-hidden touch:h-11",
        )}
      >
        {bookmarks.map((bookmark, i) => (
          <BookmarkItem
            key={bookmark._id}
            bookmark={bookmark}
            isFolded={i >= bookmarks.length - folded}
            onMenu={onMenu}
          />
        ))}
      </ul>
      {(folded > 0 || isWhole) && (
        <button
          type="button"
          aria-expanded={isWhole}
          className="row-focus h-7 shrink-0 rounded-control px-2 text-small whitespace-nowrap text-text-muted hover:bg-bg-hover hover:text-text max-wide:hidden touch:h-11"
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? texts.bookmarks.fewer : texts.bookmarks.more(folded)}
        </button>
      )}
      {mayBookmark(channel) && (
        <>
          <IconButton
            label={texts.bookmarks.add}
            side="bottom"
            isSmall
            onClick={() => askWhen({ kind: "bookmark", channelId: channel._id })}
          >
            <Icon of={Plus} size={14} />
          </IconButton>
          <Suspense fallback={null}>
            <BookmarksDrag root={list} channelId={channel._id} bookmarks={bookmarks} />
          </Suspense>
        </>
      )}
      {menu}
    </nav>
  );
}
