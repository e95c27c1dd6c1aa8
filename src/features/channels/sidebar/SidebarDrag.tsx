import { announce } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { homeOf, isBuiltIn } from "@convex/shared/chat/sidebar";
import { useEffect, useEffectEvent, type RefObject } from "react";
import { texts } from "@/texts";
import { dragged, edgeOf, edgeTarget, watchDrops, type DragData } from "@/ui/dragEdges";
import type { ChannelId } from "../channel";
import type { List } from "./SidebarMenu";
import { sectionTitle, useSectionActions } from "./useSections";

type Props = { root: RefObject<HTMLElement | null>; lists: readonly List[] };

/** Makes rows and headings of the sidebar draggable, and draws where they would drop. It shows nothing itself. */
export function SidebarDrag({ root, lists }: Props) {
  const { arrange, place, move } = useSectionActions();
  const canTake = useEffectEvent((sectionId: string, data: DragData) => {
    const row = lists.flatMap(({ rows }) => rows).find(({ channel }) => channel._id === data["channelId"]);
    return !row || !isBuiltIn(sectionId) || ["favourites", homeOf(row.channel.kind)].includes(sectionId);
  });
  const drop = useEffectEvent((from: DragData, target: DragData) => {
    const sectionId = String(target["sectionId"]);
    const list = lists.find(({ section }) => section.id === sectionId);
    if (!list) return;
    const isBelow = edgeOf(target) === "bottom";
    if (typeof from["sectionId"] === "string") {
      const others = lists.map(({ section }) => section.id).filter((id) => id !== from["sectionId"]);
      move(from["sectionId"], others[others.indexOf(sectionId) + (isBelow ? 1 : 0)]);
      return;
    }
    const channelId = from["channelId"] as ChannelId;
    const title = sectionTitle(list.section);
    const ids = list.rows.map(({ channel }) => channel._id);
    const others = ids.filter((id) => id !== channelId);
    const over = others.findIndex((id) => id === target["channelId"]);
    const at = over === -1 ? others.length : over + (isBelow ? 1 : 0);
    const name = lists.flatMap(({ rows }) => rows).find(({ channel }) => channel._id === channelId)?.title;
    const wasHere = ids.includes(channelId);
    // Into a section with an order of its own kind it goes where that puts it; within one, the person makes the order.
    if (list.section.sort === "own" || (wasHere && over !== -1))
      arrange(sectionId, others.toSpliced(at, 0, channelId));
    else if (!wasHere) void place(channelId, sectionId);
    announce(texts.sidebar.moved(name ?? "", title, at + 1, others.length + 1));
  });
  const shown = lists.map(({ section, rows }) => [section.id, ...rows.map(({ channel }) => channel._id)]);
  const key = shown.join(" ");
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const targets = [...element.querySelectorAll<HTMLElement>("[data-section]")].flatMap((section) =>
      watchSection(section, canTake),
    );
    return watchDrops(element, targets, (from, target) => drop(from, target));
  }, [root, key]);
  return null;
}

type CanTake = (sectionId: string, data: DragData) => boolean;

/** A section's heading can be dragged among headings; its rows among rows, and onto headings. */
function watchSection(section: HTMLElement, canTake: CanTake) {
  const sectionId = section.dataset["section"]!;
  const head = section.querySelector<HTMLElement>("[data-section-head]")!;
  const rows = [...section.querySelectorAll<HTMLElement>("[data-channel]")];
  const target = (element: HTMLElement, data: DragData, takes: (from: DragData) => boolean) =>
    edgeTarget(element, { data, takes, edges: ["top", "bottom"] });
  return [
    dragged(head, { sectionId }),
    target(head, { sectionId }, (from) => "sectionId" in from || canTake(sectionId, from)),
    ...rows.flatMap((row) => {
      const channelId = row.dataset["channel"]!;
      return [
        dragged(row, { channelId }),
        target(row, { sectionId, channelId }, (from) => "channelId" in from && canTake(sectionId, from)),
      ];
    }),
  ];
}
