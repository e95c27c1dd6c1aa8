import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { BEFORE_ALL, countUnread, isCut } from "@convex/shared/unread";
import { useConvex, useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
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
import { isPresent } from "@/platform/presence";
import { useVisit } from "@/platform/useNow";
import type { ChannelId } from "./channel";
import { moved, showRead, type Position } from "./showRead";

type Head = FunctionReturnType<typeof api.channels.head>;

export type Unread = Pick<Position, "channelId" | "lastReadTs" | "ownTimes" | "replies"> &
  Pick<Head, "lastMessageAt"> & {
    /** Others' messages after the cursor. */
    unread: number;
    /** Whether there may be more of them. */
    isMore: boolean;
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
  reports: Pick<SeenReports, "see" | "forget" | "flush">;
  attend: (end: AttendedEnd | undefined) => void;
};

/** Where I look at the end of a channel, up to its newest message. */
type AttendedEnd = { channelId: ChannelId; upTo: bigint };

const UnreadContext = createContext<Counts>({
  known: undefined,
  awaited: new Set(),
  reports: new SeenReports(() => Promise.resolve()),
  attend: () => undefined,
});

/**
 * Tells the server what I have seen, and counts it as read at once.
 *
 * @param urgent  channels where the server counts something that is meant for me
 */
function useReports(urgent: string): SeenReports {
  const client = useConvex();
  const [reports] = useState(
    () =>
      new SeenReports((channelId, upTo) =>
        client.mutation(api.channels.markRead, { channelId, upTo }, { optimisticUpdate: showRead }),
      ),
  );
  useEffect(() => {
    const leave = () => !isPresent() && reports.flush();
    addEventListener("blur", leave);
    document.addEventListener("visibilitychange", leave);
    return () => {
      removeEventListener("blur", leave);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [reports]);
  useEffect(() => reports.attend(new Set(urgent.split(","))), [reports, urgent]);
  return reports;
}

type Answers<Of> = Record<string, Of | Error | null | undefined>;

const isHere = <Of,>(answer: Of | Error | null | undefined): answer is Of =>
  answer !== undefined && answer !== null && !(answer instanceof Error);

type Place = Position & { isDirect: boolean };

/** How far I have read each of my channels, and the channels of which that is on its way; undefined while all are. */
function usePlaces() {
  const channels = useQuery(api.channels.list);
  const answers = useQueries(
    Object.fromEntries(
      (channels ?? []).map(({ _id: channelId }) => [
        channelId,
        { query: api.channels.position, args: { channelId } },
      ]),
    ),
  ) as Answers<Position>;
  return (
    channels && {
      places: channels.flatMap(({ _id, kind }): Place[] => {
        const position = answers[_id];
        return isHere(position) ? [{ ...position, isDirect: kind === "direct" }] : [];
      }),
      awaited: channels.flatMap(({ _id }) => (answers[_id] === undefined ? [_id] : [])),
    }
  );
}

type Kept = { head: Head; visit: number };

/**
 * The heads of channels by id. Some are kept as they are and no longer watched, since nothing that comes would change what
 * is shown: where more is unread than a head tells, until I read on, or come back to the window in a later hour; and where I
 * see each message as it comes, until I do no more. Conversations move with each message.
 *
 * @param attended  the channel whose end I see
 */
function useHeads(places: readonly Place[], attended: ChannelId | undefined) {
  const visit = useVisit();
  const [kept, setKept] = useState<ReadonlyMap<string, Kept>>(new Map());
  // What goes into a hook must be the same object while nothing is different; the compiler does not see to it here.
  const watched = useMemo(
    () =>
      places.filter((place) => {
        const known = kept.get(place.channelId);
        if (place.isDirect || !known) return true;
        return place.channelId !== attended && (known.visit !== visit || !isBehind(known.head, place));
      }),
    [places, kept, visit, attended],
  );
  const answers: Answers<Head> = useQueries(
    Object.fromEntries(
      watched.map(({ channelId }) => [channelId, { query: api.channels.head, args: { channelId } }]),
    ),
  );
  const enough = watched.flatMap((place): [string, Kept][] => {
    const head = answers[place.channelId];
    const isEnough = isHere(head) && (place.channelId === attended || isBehind(head, place));
    return isEnough && !place.isDirect ? [[place.channelId, { head, visit }]] : [];
  });
  if (enough.length > 0) setKept(new Map([...kept, ...enough]));
  const heads = new Map(
    places.flatMap(({ channelId }): [string, Head][] => {
      const head = answers[channelId] ?? kept.get(channelId)?.head;
      return isHere(head) ? [[channelId, head]] : [];
    }),
  );
  const awaited = places.flatMap(({ channelId }) =>
    answers[channelId] === undefined && !heads.has(channelId) ? [channelId] : [],
  );
  return { heads, awaited };
}

const isBehind = (head: Head, position: Position) => isCut(head, position, LIMITS.unreadGlanced);

const NOWHERE: Place[] = [];

/** Whether all up to an end is seen: not where something was marked unread. */
function isSeen(
  { channelId, upTo }: AttendedEnd,
  places: readonly Place[],
  seen: ReadonlyMap<string, bigint>,
): boolean {
  const readTs = places.find((place) => place.channelId === channelId)?.lastReadTs ?? BEFORE_ALL;
  return readTs >= upTo || (seen.get(channelId) ?? BEFORE_ALL) >= upTo;
}

/** Counts what is unread for all that show it. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const mine = usePlaces();
  const urgent = (mine?.places ?? []).flatMap(({ channelId, mentions }) => (mentions > 0 ? [channelId] : []));
  const reports = useReports(urgent.join());
  const seen = useSyncExternalStore(reports.subscribe, reports.get);
  const [end, attend] = useState<AttendedEnd>();
  const places = mine?.places ?? NOWHERE;
  const { heads, awaited } = useHeads(places, end && isSeen(end, places, seen) ? end.channelId : undefined);
  const known = mine && unreadIn(mine.places, heads, seen);
  const isFirst = mine !== undefined && known?.size === 0 && mine.awaited.length > 0;
  const value = {
    known: isFirst ? undefined : known,
    awaited: new Set<string>([...(mine?.awaited ?? []), ...awaited]),
    reports,
    attend,
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
    const { channelId, lastReadTs, ownTimes, replies } = position;
    const { lastMessageAt } = head;
    const unread = countUnread(head, position);
    const news = unread + replies.length;
    const mentions = position.mentions + replies.length;
    const isMore = isBehind(head, position);
    return [
      [
        channelId,
        { channelId, lastReadTs, ownTimes, lastMessageAt, replies, unread, isMore, news, mentions },
      ],
    ];
  });
  return known.length > 0 || positions.length === 0 ? new Map(known) : undefined;
}

/** Unread counts by channel, exact up to `LIMITS.unreadGlanced`. */
export const useUnread = () => use(UnreadContext).known;

/**
 * How far I have read one channel, with up to `LIMITS.unreadCounted` messages counted; nothing where I am no member. What
 * depends on it waits while it loads, and stays once it is there: of much that comes at once, fewer are counted at first.
 */
export function useReadState(channelId: ChannelId): Unread | "loading" | undefined {
  const { known, awaited } = use(UnreadContext);
  const [ready, setReady] = useState<string>();
  const glanced = known?.get(channelId);
  const full = useQuery(api.channels.head, glanced?.isMore ? { channelId, isFull: true } : "skip");
  const state = glanced && full ? { ...glanced, unread: countUnread(full, glanced) } : glanced;
  const isAwaited =
    known === undefined || awaited.has(channelId) || (glanced?.isMore === true && full === undefined);
  if (!isAwaited && state && ready !== channelId) setReady(channelId);
  return isAwaited && !(state && ready === channelId) ? "loading" : state;
}

/** Whether some of them are on their way. */
export const useIsCounting = (): boolean => use(UnreadContext).awaited.size > 0;

/** To be told what I see, and what I have marked unread. */
export const useSeenReports = () => use(UnreadContext).reports;

/** To be told of the end of a channel that I look at, with each message that comes; of none any more. */
export const useAttending = () => use(UnreadContext).attend;
