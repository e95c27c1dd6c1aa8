import { api } from "@convex/_generated/api";
import { countUnread } from "@convex/shared/unread";
import { useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { createContext, use, type ReactNode } from "react";

type Head = FunctionReturnType<typeof api.channels.head>;
type Position = FunctionReturnType<typeof api.channels.positions>[number];

export type Unread = Pick<Position, "channelId" | "lastReadAt" | "replies"> &
  Pick<Head, "lastMessageAt"> & {
    /** Others' messages after the cursor; `LIMITS.unreadCounted` means that many or more. */
    unread: number;
    /** Those, and the unread replies that mention me: what a badge counts. */
    news: number;
    /** How many of these mention me. */
    mentions: number;
  };

type Counts = {
  /** Unread counts by channel; undefined until the first have come. */
  known: ReadonlyMap<string, Unread> | undefined;
  /** Channels whose counts are on their way. */
  awaited: ReadonlySet<string>;
};

const UnreadContext = createContext<Counts>({ known: undefined, awaited: new Set() });

/** Counts what is unread for all that show it. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const positions = useQuery(api.channels.positions);
  const heads = useQueries(
    Object.fromEntries(
      (positions ?? []).map(({ channelId }) => [
        channelId,
        { query: api.channels.head, args: { channelId } },
      ]),
    ),
  ) as Record<string, Head | Error | undefined>;
  const awaited = new Set<string>(
    positions?.flatMap(({ channelId }) => (heads[channelId] === undefined ? [channelId] : [])),
  );
  const known = positions && unreadIn(positions, heads);
  return <UnreadContext value={{ known, awaited }}>{children}</UnreadContext>;
}

/** Undefined until the first heads have come. A channel whose head is on its way, or has been taken away, is not in it. */
function unreadIn(positions: readonly Position[], heads: Record<string, Head | Error | undefined>) {
  const known = positions.flatMap((position): [string, Unread][] => {
    const head = heads[position.channelId];
    if (head === undefined || head instanceof Error) return [];
    const { channelId, lastReadAt, replies } = position;
    const { lastMessageAt } = head;
    const unread = countUnread(head, position);
    const news = unread + replies.length;
    const mentions = position.mentions + replies.length;
    return [[channelId, { channelId, lastReadAt, lastMessageAt, replies, unread, news, mentions }]];
  });
  return known.length > 0 || positions.length === 0 ? new Map(known) : undefined;
}

/** Exact unread counts by channel. */
export const useUnread = () => use(UnreadContext).known;

/** How far I have read one channel; nothing where I am no member. What depends on it waits while it loads. */
export function useReadState(channelId: string): Unread | "loading" | undefined {
  const { known, awaited } = use(UnreadContext);
  if (awaited.has(channelId)) return "loading";
  return known ? known.get(channelId) : "loading";
}
