import type { Id } from "@convex/_generated/dataModel";
import { ArrowLeft, ArrowRight, Link2, Pencil, Trash2 } from "lucide-react";
import { texts } from "@/texts";
import { useState } from "react";
import { copyLink } from "@/ui/floating/copyLink";
import { MenuItem, MenuLine } from "@/ui/floating/Menu";
import OpenMenu from "@/ui/floating/OpenMenu";
import { toast } from "@/ui/floating/toast";
import { askWhen } from "../later/asking";
import type { Bookmark } from "./bookmark";
import { useBookmarkActions } from "./useBookmarkActions";

type Props = {
  channelId: Id<"channels">;
  bookmark: Bookmark;
  bookmarks: readonly Bookmark[];
  mayChange: boolean;
  opener: HTMLElement;
  onClose: () => void;
};

/** What can be done with one bookmark. */
export function BookmarkMenu({ channelId, bookmark, bookmarks, mayChange, opener, onClose }: Props) {
  const [{ left, bottom }] = useState(() => opener.getBoundingClientRect());
  function close() {
    opener.focus();
    onClose();
  }
  return (
    <OpenMenu
      align="start"
      side="bottom"
      isOpen
      onOpenChange={(next) => !next && close()}
      trigger={<span aria-hidden className="fixed" style={{ left, top: bottom }} />}
    >
      <MenuItem icon={Link2} onSelect={() => void copyLink(bookmark.url)}>
        {texts.ui.copyLink}
      </MenuItem>
      {mayChange && <Changes channelId={channelId} bookmark={bookmark} bookmarks={bookmarks} />}
    </OpenMenu>
  );
}

type ChangesProps = Pick<Props, "channelId" | "bookmark" | "bookmarks">;

function Changes({ channelId, bookmark, bookmarks }: ChangesProps) {
  const { remove, putBack, move } = useBookmarkActions(channelId);
  const { _id, title } = bookmark;
  const at = bookmarks.findIndex((one) => one._id === _id);
  const to = (next: number, beforeId: Bookmark["_id"] | undefined) => () => {
    move(_id, beforeId);
    toast.tell(texts.bookmarks.moved(title, next + 1, bookmarks.length));
  };
  async function handleRemove() {
    if (await remove(_id))
      toast.undoHere(texts.bookmarks.removed(title), () => putBack(bookmark, bookmarks[at + 1]?._id));
  }
  return (
    <>
      <MenuItem
        icon={Pencil}
        // The menu gives the keyboard back first.
        onSelect={() => setTimeout(() => askWhen({ kind: "bookmark", channelId, bookmark }))}
      >
        {texts.bookmarks.edit}
      </MenuItem>
      {bookmarks.length > 1 && (
        <>
          <MenuItem icon={ArrowLeft} isDisabled={at === 0} onSelect={to(at - 1, bookmarks[at - 1]?._id)}>
            {texts.bookmarks.moveEarlier}
          </MenuItem>
          <MenuItem
            icon={ArrowRight}
            isDisabled={at === bookmarks.length - 1}
            onSelect={to(at + 1, bookmarks[at + 2]?._id)}
          >
            {texts.bookmarks.moveLater}
          </MenuItem>
        </>
      )}
      <MenuLine />
      <MenuItem icon={Trash2} isDanger onSelect={() => void handleRemove()}>
        {texts.bookmarks.remove}
      </MenuItem>
    </>
  );
}
