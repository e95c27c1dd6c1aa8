import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { BEFORE_ALL, countUnread, isCut } from "@convex/shared/unread";
import { useConvex, useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { Value } from "convex/values";
import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { SeenReports } from "./seenReports";
import { moved, showRead, type Position } from "./showRead";

type Head = FunctionReturnType<typeof api.channels.head>;

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

type Answers<Of> = Record<string, Of | Error | null | undefined>;

const isHere = <Of,>(answer: Of | Error | null | undefined): answer is Of =>
  answer !== undefined && answer !== null && !(answer instanceof Error);

/** How far I have read each of my channels, and the channels of which that is on its way; undefined while all are. */
function usePositions() {
  const channels = useQuery(api.channels.list);
  const answers = useQueries(
    Object.fromEntries(
      (channels ?? []).map(({ _id: channelId }) => [
        channelId,
        { query: api.channels.position, args: { channelId } },
      ]),
    ),
  ) as Answers<Position>;
  const ids = channels?.map(({ _id }) => _id);
  return (
    ids && {
      positions: ids.map((id) => answers[id]).filter(isHere),
      awaited: ids.filter((id) => answers[id] === undefined),
    }
  );
}

/** The heads of channels, small or full. */
function useHeadsOf(positions: readonly Position[], more: { isFull?: true }): Answers<Head> {
  return useQueries(
    Object.fromEntries(
      positions.map(({ channelId }) => [
        channelId,
        { query: api.channels.head, args: { channelId, ...more } as Record<string, Value> },
      ]),
    ),
  );
}

const SMALL = {};
const FULL = { isFull: true } as const;

/** The heads of channels by id; where more is unread than these tell, the full ones as soon as they have come. */
function useHeads(positions: readonly Position[]) {
  const small = useHeadsOf(positions, SMALL);
  // What goes into a hook must be the same object while nothing is different; the compiler does not see to it here.
  const behind = useMemo(
    () =>
      positions.filter((position) => {
        const head = small[position.channelId];
        return isHere(head) && isCut(head, position, LIMITS.unreadGlanced);
      }),
    [positions, small],
  );
  const full = useHeadsOf(behind, FULL);
  const missing = [
    ...positions.filter(({ channelId }) => small[channelId] === undefined),
    ...behind.filter(({ channelId }) => full[channelId] === undefined),
  ];
  const heads = new Map(
    positions.flatMap(({ channelId }): [string, Head][] => {
      const head = full[channelId] ?? small[channelId];
      return isHere(head) ? [[channelId, head]] : [];
    }),
  );
  return { heads, awaited: missing.map(({ channelId }) => channelId) };
}

/** Counts what is unread for all that show it. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const reports = useReports();
  const seen = useSyncExternalStore(reports.subscribe, reports.get);
  const mine = usePositions();
  const { heads, awaited } = useHeads(mine?.positions ?? []);
  const known = mine && unreadIn(mine.positions, heads, seen);
  const isFirst = mine !== undefined && known?.size === 0 && mine.awaited.length > 0;
  const value = {
    known: isFirst ? undefined : known,
    awaited: new Set<string>([...(mine?.awaited ?? []), ...awaited]),
    reports,
  };
  return <UnreadContext value={value}>{children}</UnreadContext>;
}

/** Undefined until the first heads have come. A channel whose head is on its way, or has been taken away, is not in it. */
function unreadIn(
  positions: readonly Position[],
  heads: ReadonlyMap<string, Head>,
  seen: ReadonlyMap<string, bigint>,
) {
  const known = positions.flatMap((stored): [string, Unread][] => {
    const head = heads.get(stored.channelId);
    if (!head) return [];
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

/**
 * How far I have read one channel; nothing where I am no member. What depends on it waits while it loads, and stays once
 * it is there: of much that comes at once, fewer are counted at first.
 */
export function useReadState(channelId: string): Unread | "loading" | undefined {
  const { known, awaited } = use(UnreadContext);
  const [ready, setReady] = useState<string>();
  const state = known?.get(channelId);
  const isAwaited = known === undefined || awaited.has(channelId);
  if (!isAwaited && state && ready !== channelId) setReady(channelId);
  return isAwaited && !(state && ready === channelId) ? "loading" : state;
}

/** To be told what I see, and what I have marked unread. */
export const useSeenReports = () => use(UnreadContext).reports;
