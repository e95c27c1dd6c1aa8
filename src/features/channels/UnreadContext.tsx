import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { BEFORE_ALL, countUnread, isCut } from "@convex/shared/unread";
import { useConvex, useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { SeenReports } from "./seenReports";
import { moved, showRead } from "./showRead";

type Head = FunctionReturnType<typeof api.channels.head>;
type Position = FunctionReturnType<typeof api.channels.positions>[number];

export type Unread = Pick<Position, "channelId" | "lastReadTs" | "replies"> &
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
  reports: Pick<SeenReports, "see" | "forget">;
};

const UnreadContext = createContext<Counts>({
  known: undefined,
  awaited: new Set(),
  reports: new SeenReports(() => Promise.resolve()),
});

/** Tells the server what I have seen, and counts it as read at once. */
function useReports(): SeenReports {
  const client = useConvex();
  const [reports] = useState(
    () =>
      new SeenReports((channelId, upTo) =>
        client.mutation(api.channels.markRead, { channelId, upTo }, { optimisticUpdate: showRead }),
      ),
  );
  useEffect(() => {
    const leave = () => document.visibilityState === "hidden" && reports.flush();
    document.addEventListener("visibilitychange", leave);
    return () => document.removeEventListener("visibilitychange", leave);
  }, [reports]);
  return reports;
}

/** So many positions are asked for together: each time I read, those are sent again. */
const AT_ONCE = 5;

/** My channels in the order in which I came to them, so that a new one moves no other. */
function usePositions(): readonly Position[] | undefined {
  const channels = useQuery(api.channels.list);
  const ids = channels?.map(({ _id }) => _id).toReversed() ?? [];
  const chunks = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) =>
    ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
  const answers = useQueries(
    Object.fromEntries(
      chunks.map((channelIds, i) => [String(i), { query: api.channels.positions, args: { channelIds } }]),
    ),
  ) as Record<string, Position[] | Error | undefined>;
  const known = chunks.map((_, i) => answers[String(i)]);
  if (channels === undefined || known.some((answer) => answer === undefined)) return undefined;
  return known.flatMap((answer) => (answer === undefined || answer instanceof Error ? [] : answer));
}

/** The heads of channels by id, and of those with more unread than these tell of the full ones. */
function useHeads(positions: readonly Position[]): Record<string, Head | Error | undefined> {
  const headsOf = (of: readonly Position[], args: { isFull?: boolean }) =>
    Object.fromEntries(
      of.map(({ channelId }) => [channelId, { query: api.channels.head, args: { channelId, ...args } }]),
    );
  const heads = useQueries(headsOf(positions, {})) as Record<string, Head | Error | undefined>;
  const behind = positions.filter((position) => {
    const head = heads[position.channelId];
    return head && !(head instanceof Error) && isCut(head, position, LIMITS.unreadGlanced);
  });
  const full = useQueries(headsOf(behind, { isFull: true })) as typeof heads;
  return { ...heads, ...full };
}

/** Counts what is unread for all that show it. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const reports = useReports();
  const seen = useSyncExternalStore(reports.subscribe, reports.get);
  const positions = usePositions();
  const heads = useHeads(positions ?? []);
  const awaited = new Set<string>(
    positions?.flatMap(({ channelId }) => (heads[channelId] === undefined ? [channelId] : [])),
  );
  const known = positions && unreadIn(positions, heads, seen);
  return <UnreadContext value={{ known, awaited, reports }}>{children}</UnreadContext>;
}

/** Undefined until the first heads have come. A channel whose head is on its way, or has been taken away, is not in it. */
function unreadIn(
  positions: readonly Position[],
  heads: Record<string, Head | Error | undefined>,
  seen: ReadonlyMap<string, bigint>,
) {
  const known = positions.flatMap((stored): [string, Unread][] => {
    const head = heads[stored.channelId];
    if (head === undefined || head instanceof Error) return [];
    const position = moved(stored, head, seen.get(stored.channelId) ?? BEFORE_ALL);
    const { channelId, lastReadTs, replies } = position;
    const { lastMessageAt } = head;
    const unread = countUnread(head, position);
    const news = unread + replies.length;
    const mentions = position.mentions + replies.length;
    return [[channelId, { channelId, lastReadTs, lastMessageAt, replies, unread, news, mentions }]];
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

/** To be told what I see, and what I have marked unread. */
export const useSeenReports = () => use(UnreadContext).reports;
