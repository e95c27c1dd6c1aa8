import { messagePath } from "@convex/shared/addresses";
import type { Id } from "@convex/_generated/dataModel";
import type { Call } from "@convex/shared/mentions";
import type { Bookmark } from "../bookmarks/bookmark";
import { Observable } from "@/lib/observable";

/** What is asked for beside the page: a time, or what a command needs. */
export type Asked =
  | { kind: "remind"; messageId: Id<"messages"> }
  | { kind: "remind"; taskId: Id<"tasks"> }
  /** `id`: of the channel, or of the first message of the thread, whose composer it is. */
  | { kind: "send"; channelId: Id<"channels">; id: string }
  | (Typed & { kind: "command" })
  /** One to change, or a new one, possibly of something that has an address. */
  | { kind: "bookmark"; channelId: Id<"channels">; bookmark?: Bookmark; url?: string }
  /** A message that calls many, before it is sent. */
  | {
      kind: "call";
      channelId: Id<"channels">;
      call?: Call | undefined;
      groupIds: readonly string[];
      send: () => void;
    };

/** What was typed behind a slash there, how it is sent as text, and what follows once it is done. */
type Typed = {
  channelId: Id<"channels">;
  id: string;
  text: string;
  send: (text: string) => void;
  done: () => void;
};

export const asked = new Observable<Asked | undefined>(undefined);

/** The dialog comes by itself, with the rest of what waits for its time. */
export const askWhen = (what: Asked): void => asked.set(what);

type Said = { channelId: Id<"channels">; id: Id<"messages"> | undefined };

/** A bookmark of a message in its channel. */
export const askForBookmark = ({ channelId, id }: Said): void => {
  if (id) askWhen({ kind: "bookmark", channelId, url: messagePath({ channelId, messageId: id }) });
};
