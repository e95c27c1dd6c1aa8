import { attachClosestEdge, extractClosestEdge } from "@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge";
import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Id } from "@convex/_generated/dataModel";
import { movedBefore } from "@convex/shared/chat/bookmarks";
import { useEffect, useEffectEvent, type RefObject } from "react";
import { texts } from "@/texts";
import type { Bookmark } from "./bookmark";
import { useBookmarkActions } from "./useBookmarks";

type Data = Record<string | symbol, unknown>;
type Props = {
  root: RefObject<HTMLElement | null>;
  channelId: Id<"channels">;
  bookmarks: readonly Bookmark[];
};

/** Makes bookmarks draggable among each other, and draws where they would drop. It shows nothing itself. */
export function BookmarksDrag({ root, channelId, bookmarks }: Props) {
  const { move } = useBookmarkActions(channelId);
  const drop = useEffectEvent((dragged: Data, target: Data) => {
    const [from, over] = [dragged, target].map(({ bookmarkId }) =>
      bookmarks.find(({ _id }) => _id === bookmarkId),
    );
    if (!from || !over || from === over) return;
    const isRtl = root.current !== null && getComputedStyle(root.current).direction === "rtl";
    const isAfter = (extractClosestEdge(target) === "right") !== isRtl;
    const others = bookmarks.filter((one) => one !== from);
    const before = isAfter ? others[others.indexOf(over) + 1] : over;
    move(from._id, before?._id);
    const at = movedBefore(bookmarks, from._id, before?._id).indexOf(from);
    announce(texts.bookmarks.moved(from.title, at + 1, bookmarks.length));
  });
  const key = bookmarks.map(({ _id }) => _id).join(" ");
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const rows = [...element.querySelectorAll<HTMLElement>("[data-bookmark]")];
    return combine(
      ...rows.flatMap((row) => watch(row)),
      monitorForElements({
        canMonitor: ({ source }) => element.contains(source.element),
        onDrop: ({ source, location }) => {
          const [target] = location.current.dropTargets;
          if (target) drop(source.data, target.data);
        },
      }),
    );
  }, [root, key]);
  return null;
}

function watch(element: HTMLElement) {
  const data = { bookmarkId: element.dataset["bookmark"] };
  const clear = () => delete element.dataset["edge"];
  return [
    draggable({ element, getInitialData: () => data }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => "bookmarkId" in source.data,
      getData: ({ input }) => attachClosestEdge(data, { element, input, allowedEdges: ["left", "right"] }),
      onDrag: ({ self, source }) => {
        const edge = source.element === element ? null : extractClosestEdge(self.data);
        if (edge) element.dataset["edge"] = edge;
        else clear();
      },
      onDragLeave: clear,
      onDrop: clear,
    }),
  ];
}
