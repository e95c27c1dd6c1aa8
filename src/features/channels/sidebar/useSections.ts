import { api } from "@convex/_generated/api";
import {
  homeOf,
  withChoice,
  withOrder,
  withoutSection,
  withPlace,
  withSectionBefore,
  type Section,
  type SectionChoice,
} from "@convex/shared/chat/sidebar";
import { useMutation, useQuery } from "convex/react";
import type { OptimisticLocalStore } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import type { Channel, ChannelId } from "../channel";

export type Sections = readonly Section[];

/** My sections; undefined until they have come. */
export const useSections = (): Sections | undefined => useQuery(api.chat.sidebar.sections);

/** The section that a channel stands in. */
export function sectionOf(sections: Sections, { _id, kind }: Pick<Channel, "_id" | "kind">): string {
  return sections.find(({ channelIds }) => channelIds.includes(_id))?.id ?? homeOf(kind);
}

export function sectionTitle({ id, name }: Pick<Section, "id" | "name">): string {
  if (name !== undefined) return name;
  if (id === "people") return texts.users.people;
  return id === "favourites" ? texts.sidebar.favourites : texts.channels.channels;
}

type Row = { channel: Pick<Channel, "_id">; title: string };

/** The rows of a section in its order: what the person has put somewhere stands before the rest. */
export function ordered<R extends Row>(
  { sort, channelIds }: Section,
  rows: readonly R[],
  latest: (row: R) => number,
): R[] {
  const byName = (a: R, b: R) => a.title.localeCompare(b.title);
  if (sort === "name") return rows.toSorted(byName);
  if (sort === "recent") return rows.toSorted((a, b) => latest(b) - latest(a));
  const at = new Map(channelIds.map((id, i) => [id, i]));
  const place = ({ channel }: R) => at.get(channel._id) ?? channelIds.length;
  return rows.toSorted((a, b) => place(a) - place(b) || byName(a, b));
}

type Kept = FunctionReturnType<typeof api.chat.sidebar.sections>;

/** Shows a change of the sections before the server has answered. */
function show(store: OptimisticLocalStore, change: (now: Sections) => Section[]): void {
  const now = store.getQuery(api.chat.sidebar.sections, {});
  if (now) store.setQuery(api.chat.sidebar.sections, {}, change(now) as Kept);
}

/** What a person does with their sections. Each is there at once; a refusal is told. */
export function useSectionActions() {
  const add = useMutation(api.chat.sidebar.addSection);
  const choose = useMutation(api.chat.sidebar.chooseSection).withOptimisticUpdate(
    (store, { sectionId, ...choice }) => show(store, (now) => withChoice(now, sectionId, choice)),
  );
  const remove = useMutation(api.chat.sidebar.removeSection).withOptimisticUpdate((store, { sectionId }) =>
    show(store, (now) => withoutSection(now, sectionId)),
  );
  const move = useMutation(api.chat.sidebar.moveSection).withOptimisticUpdate(
    (store, { sectionId, beforeId }) => show(store, (now) => withSectionBefore(now, sectionId, beforeId)),
  );
  const place = useMutation(api.chat.sidebar.place).withOptimisticUpdate((store, { channelId, sectionId }) =>
    show(store, (now) => withPlace(now, channelId, sectionId)),
  );
  const arrange = useMutation(api.chat.sidebar.arrange).withOptimisticUpdate(
    (store, { sectionId, channelIds }) => show(store, (now) => withOrder(now, sectionId, channelIds)),
  );
  return {
    /** Both are rejected with the server's code. */
    add: (name: string) => add({ name }),
    rename: (sectionId: string, name: string) => choose({ sectionId, name }),
    choose: (sectionId: string, choice: SectionChoice) =>
      void reportRefusal(choose({ sectionId, ...choice })),
    remove: (sectionId: string) => reportRefusal(remove({ sectionId })),
    move: (sectionId: string, beforeId: string | undefined) =>
      void reportRefusal(move({ sectionId, ...(beforeId !== undefined && { beforeId }) })),
    place: (channelId: ChannelId, sectionId: string | undefined) =>
      reportRefusal(place({ channelId, ...(sectionId !== undefined && { sectionId }) })),
    arrange: (sectionId: string, channelIds: ChannelId[]) =>
      void reportRefusal(arrange({ sectionId, channelIds })),
  };
}
