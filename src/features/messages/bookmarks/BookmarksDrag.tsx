import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import type { Id } from "@convex/_generated/dataModel";
import { movedBefore } from "@convex/shared/chat/bookmarks";
import { useEffect, useEffectEvent, type RefObject } from "react";
import { texts } from "@/texts";
import { dragged, edgeOf, edgeTarget, watchDrops, type DragData } from "@/ui/dragEdges";
import type { Bookmark } from "./bookmark";
import { useBookmarkActions } from "./useBookmarkActions";

type Props = {
  root: RefObject<HTMLElement | null>;
  channelId: Id<"channels">;
  bookmarks: readonly Bookmark[];
};

/** Makes bookmarks draggable among each other, and draws where they would drop. It shows nothing itself. */
export function BookmarksDrag({ root, channelId, bookmarks }: Props) {
  const { move } = useBookmarkActions(channelId);
  const drop = useEffectEvent((from: DragData, target: DragData) => {
    const [moved, over] = [from, target].map(({ bookmarkId }) =>
      bookmarks.find(({ _id }) => _id === bookmarkId),
    );
    if (!moved || !over || moved === over) return;
    const isRtl = root.current !== null && getComputedStyle(root.current).direction === "rtl";
    const isAfter = (edgeOf(target) === "right") !== isRtl;
    const others = bookmarks.filter((one) => one !== moved);
    const before = isAfter ? others[others.indexOf(over) + 1] : over;
    move(moved._id, before?._id);
    const at = movedBefore(bookmarks, moved._id, before?._id).indexOf(moved);
    announce(texts.bookmarks.moved(moved.title, at + 1, bookmarks.length));
  });
  const key = bookmarks.map(({ _id }) => _id).join(" ");
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const rows = [...element.querySelectorAll<HTMLElement>("[data-bookmark]")];
    return watchDrops(element, rows.flatMap(watch), (from, target) => drop(from, target));
  }, [root, key]);
  return null;
}

function watch(element: HTMLElement) {
  const data = { bookmarkId: element.dataset["bookmark"] };
  const takes = (from: DragData) => "bookmarkId" in from;
  return [dragged(element, data), edgeTarget(element, { data, takes, edges: ["left", "right"] })];
}
