import type { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { isId } from "@convex/shared/addresses";
import type { FunctionReturnType } from "convex/server";
import type { People } from "@/features/users";
import { texts } from "@/texts";

export type ChannelId = Id<"channels">;
export type Channel = FunctionReturnType<typeof api.channels.list>[number];

/** What is no id leads nowhere and is not worth asking about. */
export const toChannelId = (text: string | undefined): ChannelId | undefined =>
  text !== undefined && isId(text) ? (text as ChannelId) : undefined;

/** The others of a direct conversation; nobody when it is one's own notes. */
export function othersIn(channel: Pick<Channel, "directMemberIds">, meId: string): Id<"users">[] {
  return (channel.directMemberIds ?? []).filter((id) => id !== meId);
}

/** What a channel is called on screen: its name, or the people of a direct conversation. */
export function channelTitle(
  channel: Pick<Channel, "kind" | "name" | "directMemberIds">,
  people: Pick<People, "nameOf">,
  meId: string,
): string {
  if (channel.kind !== "direct") return channel.name;
  const others = othersIn(channel, meId);
  if (others.length === 0) return texts.channels.ownNotes(people.nameOf(meId));
  return texts.channels.conversation(others.map((id) => people.nameOf(id)));
}

/** Whether its members may reply in threads. */
export const takesReplies = ({ archivedAt, posting }: Pick<Channel, "archivedAt" | "posting">): boolean =>
  archivedAt === undefined && posting !== "nobody";

/** Whether nobody is left on the other side of a direct conversation. */
export function isDeserted(
  channel: Pick<Channel, "directMemberIds">,
  people: Pick<People, "get">,
  meId: string,
): boolean {
  const others = othersIn(channel, meId);
  return others.length > 0 && others.every((id) => people.get(id)?.isActive === false);
}
