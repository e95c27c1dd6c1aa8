/**
 * What a month on Convex would cost: the calls of a workspace by its size, times what each reads and writes.
 *
 * Model    40 messages a person and workday, a tenth of the people online, channels as in growth/fill.ts: the n-th has one
 *          n-th of the first one's messages, the first has everybody. A window shows one channel: a third of them the
 *          first, the others one of their own, the more often the more is said there.
 * Prices   docs.convex.dev/production/state/limits (Professional), 2026-11: 25 $ a developer, 25M calls and 50 GiB of
 *          bandwidth included, 2 $ a million calls, 0.20 $ a GiB. Subscription updates are calls, documents whole KiB.
 */
import { LIMITS } from "../../convex/shared/limits.ts";
import { seededRandom } from "../../engine/lib/world.ts";
import { atMost, type Benchmark, type Row } from "../bench.ts";
import { measuredBy } from "../backend.ts";
import type { Bytes } from "./measure.ts";

const WORKDAYS = 22;
const DAY_S = 8 * 60 * 60;
const MESSAGES_EACH = 40;
const ONLINE = 0.1;
const CHANNELS_EACH = 20;
const DIRECTS_EACH = 10;
/** Of all windows, so many show the channel of everybody. */
const AT_FIRST = 1 / 3;
/** Messages that become part of the last part together, as in model/chat/heads.ts. */
const TAIL = 8;
/** A day: windows that a person opens, channels that they look into, hours after which a full badge is looked up again. */
const WINDOWS_OPENED = 3;
const CHANNELS_OPENED = 20;
const HOURS = 8;
const TASK_CHANGES = 2;
/** Of the windows that are online, so many show a board. */
const BOARDS = 0.05;
const GIB = 1024 ** 3;

const INCLUDED = { calls: 25e6, bytes: 50 * GIB };
const PRICE = { base: 25, call: 2 / 1e6, byte: 0.2 / GIB };

/** With the share of its members' windows that show it. */
type Channel = { messagesADay: number; members: number; looking: number };

/** The channels of a workspace, those with two people counted together. */
function channelsOf(people: number): (Channel & { count: number })[] {
  const channels = Math.round(people / 5);
  const directs = (people * DIRECTS_EACH) / 2;
  const all = Math.log(channels + directs);
  const share = (from: number, to: number) => Math.log(to / from) / all;
  const messages = people * MESSAGES_EACH;
  const members = (people * CHANNELS_EACH) / channels;
  const direct = (messages * share(channels + 1, channels + directs)) / directs;
  // What is said a day in the channels of one person, but for the first.
  const own = (CHANNELS_EACH * messages * share(2, channels)) / channels + DIRECTS_EACH * direct;
  const lookingAt = (messagesADay: number) => ((1 - AT_FIRST) * messagesADay) / (messagesADay + own);
  const ranked = Array.from({ length: channels }, (_, i) => {
    const messagesADay = messages * share(i + 1, i + 2);
    const looking = i === 0 ? AT_FIRST : lookingAt(messagesADay);
    return { count: 1, messagesADay, members: i === 0 ? people : members, looking };
  });
  return [...ranked, { count: directs, messagesADay: direct, members: 2, looking: lookingAt(direct) }];
}

/** Of so many messages a second, how many windows are told of alone: one after a quiet second, else one a second. */
function foldsEach(perSecond: number): number {
  const quiet = Math.exp(-perSecond);
  return quiet + (1 - quiet) * Math.min(1, 1 / perSecond);
}

/** Marks for each message that somebody reads as it comes, as seenReports.ts tells them. */
function marksEach(perSecond: number): number {
  const random = seededRandom(1);
  const messages = 20_000;
  let [marks, now, wait, until] = [0, 0, 2, 0];
  for (let i = 0; i < messages; i++) {
    now += -Math.log(1 - random()) / perSecond;
    if (now < until) continue;
    // What came meanwhile was told when the wait was over; a wait without news ends the line.
    const isLine = now - until < wait;
    wait = isLine ? Math.min(2 * wait, 16) : 2;
    until = Math.max(until, now) + wait;
    marks += 1;
  }
  return marks / messages;
}

type Sums = { calls: number; bytes: number };
type Counted = [times: number, bytes: number];

/** What a day in one channel comes to: the calls of those who write, look at it, or see its badge. */
function channelDay({ messagesADay, members, looking: share }: Channel, of: Bytes): Counted[] {
  const perSecond = messagesADay / DAY_S;
  const folds = messagesADay * foldsEach(perSecond);
  const online = members * ONLINE;
  const looking = online * share;
  const tails = messagesADay / Math.max(TAIL, perSecond);
  const marks = messagesADay * marksEach(perSecond);
  // A badge is full after so many, until its person looks into the channel, opens a window, or an hour is over.
  const visits = CHANNELS_OPENED / CHANNELS_EACH + WINDOWS_OPENED;
  const told = members > 2 ? Math.min(folds, visits * LIMITS.unreadGlanced + HOURS) : folds;
  return [
    [messagesADay, of.post],
    [folds, of.fold],
    [folds * looking + told * (online - looking), of.head],
    [messagesADay * looking, of.newest],
    [tails * looking, of.part + of.newest],
    [tails * looking, 0],
    [marks * looking, of.mark],
    [marks * looking, of.position],
  ];
}

/** Calls and bytes of a month. */
function month(people: number, of: Bytes): Sums {
  const boards = people * ONLINE * BOARDS;
  const channels = CHANNELS_EACH + DIRECTS_EACH;
  const each: Counted[] = [
    [TASK_CHANGES, of.task],
    [TASK_CHANGES * boards, of.column],
    [TASK_CHANGES * boards, of.counts],
    [WINDOWS_OPENED * channels, of.head],
    [WINDOWS_OPENED * channels, of.position],
    [WINDOWS_OPENED * 10, of.names],
    [WINDOWS_OPENED, of.list],
    [WINDOWS_OPENED, of.me],
    [CHANNELS_OPENED, of.older],
    [CHANNELS_OPENED, of.newest],
    [CHANNELS_OPENED, of.mark],
    [CHANNELS_OPENED, of.position],
  ];
  const day: Counted[] = [
    ...channelsOf(people).flatMap(({ count, ...channel }) =>
      channelDay(channel, of).map(([times, bytes]): Counted => [times * count, bytes]),
    ),
    ...each.map(([times, bytes]): Counted => [times * people, bytes]),
  ];
  return {
    calls: WORKDAYS * day.reduce((sum, [times]) => sum + times, 0),
    bytes: WORKDAYS * day.reduce((sum, [times, bytes]) => sum + times * bytes, 0),
  };
}

function dollars({ calls, bytes }: Sums): number {
  const beyond = (used: number, included: number) => Math.max(0, used - included);
  return PRICE.base + beyond(calls, INCLUDED.calls) * PRICE.call + beyond(bytes, INCLUDED.bytes) * PRICE.byte;
}

const MOST = new Map([
  [300, 25],
  [3_000, 150],
  [30_000, 5_000],
]);

async function cost(): Promise<Row[]> {
  const bytes = await measuredBy<Bytes>("cost/measure.ts");
  return [...MOST].map(([people, most]) => {
    const used = month(people, bytes);
    const price = Math.round(dollars(used));
    return {
      id: "cost",
      what: `a month of ${people} people on Convex`,
      tandem: `${price} $: ${Math.round(used.calls / 1e6)}M calls, ${Math.round(used.bytes / GIB)} GiB`,
      ...atMost(price, most),
    };
  });
}

export const COST: Benchmark[] = [{ id: "cost", run: cost }];
