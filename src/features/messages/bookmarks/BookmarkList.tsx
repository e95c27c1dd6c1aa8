import { Plus } from "lucide-react";
import type { ChannelDetails } from "@/features/channels";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { askWhen } from "../later/asking";
import { mayBookmark } from "./bookmark";
import { BookmarkItem } from "./BookmarkItem";
import { useBookmarkMenu } from "./BookmarksBar";
import { useBookmarks } from "./useBookmarks";

/** The links of a channel among its details: all of them, and the way to the first. */
export function BookmarkList({ channel }: { channel: ChannelDetails }) {
  const bookmarks = useBookmarks(channel._id);
  const { menu, onMenu } = useBookmarkMenu(channel, bookmarks ?? []);
  const mayChange = mayBookmark(channel);
  if (!bookmarks || (bookmarks.length === 0 && !mayChange)) return null;
  return (
    <section aria-label={texts.bookmarks.bookmarks} className="px-2 pt-3">
      <div className="flex items-center justify-between pl-2">
        <h3 className="text-meta font-medium text-text-muted">{texts.bookmarks.bookmarks}</h3>
        {mayChange && (
          <Button
            size="small"
            look="ghost"
            onClick={() => askWhen({ kind: "bookmark", channelId: channel._id })}
          >
            <Icon of={Plus} size={14} />
            {texts.bookmarks.add}
          </Button>
        )}
      </div>
      {bookmarks.length === 0 ? (
        <p className="px-2 pb-1 text-small text-text-muted">{texts.bookmarks.none}</p>
      ) : (
        <ul className="grid">
          {bookmarks.map((bookmark) => (
            <BookmarkItem key={bookmark._id} bookmark={bookmark} isRow onMenu={onMenu} />
          ))}
        </ul>
      )}
      {menu}
    </section>
  );
}
