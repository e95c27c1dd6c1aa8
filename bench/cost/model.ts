/**
 * The calls of a workspace by its size, times what each reads and writes, by what they are for.
 *
 * Model    40 messages a person and workday, a tenth of the people online, channels as in growth/fill.ts: the n-th has one
 *          n-th of the first one's messages, the first has everybody. A window shows one channel: a third of them the
 *          first, the others one of their own, the more often the more is said there; it sees each message as it comes.
 */
import { LIMITS } from "../../convex/shared/limits.ts";
import {
  HOUR_MS,
  LEFT_PAGE_MS,
  MINUTE_MS,
  SIGNAL_RENEWED_MS,
  WINDOW_BEAT_MS,
} from "../../convex/shared/time.ts";
import { seededRandom } from "../../engine/lib/world.ts";
import type { Bytes } from "./measure.ts";

const WORKDAYS = 22;
const DAY_S = 8 * 60 * 60;
const MESSAGES_EACH = 40;
const ONLINE = 0.1;
const CHANNELS_EACH = 20;
const DIRECTS_EACH = 10;
/** Of all windows, so many show the channel of everybody. */
const AT_FIRST = 1 / 3;
/** Messages of a stretch, and of a part, on average: see shared/chat/tails.ts. */
const STRETCH = { few: 8, crowd: 16 };
const PART = 48;
/** So long somebody writes a message on average, with one rest in which the draft is saved. */
const WRITING_MS = 10_000;
/** A day: windows that a person opens, channels that they look into, hours after which a full badge is looked up again. */
const WINDOWS_OPENED = 3;
const CHANNELS_OPENED = 20;
const HOURS = 8;
/** Part of the day in which a window is told of a channel that it has left as well. */
const LEFT = (CHANNELS_OPENED * LEFT_PAGE_MS) / (HOURS * HOUR_MS);
/** What a window asks for once, besides names, positions and heads; and what a channel does that is not said below. */
const ASKED_ONCE = 16;
const ASKED_BY_CHANNEL = 3;
/** A day, how often somebody is seen to come, to go, or to be away. */
const SEEN_TO_CHANGE = 2 * WINDOWS_OPENED + 4;
/** Tasks that a person changes a day, those of them that change their column, and that are finished. */
const TASK_CHANGES = 2;
const MOVED = 0.75;
const FINISHED = 0.25;
/** Tasks in each open column for each person, and those of them that a board shows. */
const OPEN_TASKS = 10 / 6;
const CARDS = 50;
/** Of the windows that are online, so many show a board. */
const BOARDS = 0.05;

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

/** Messages of which chance tells how they come. */
const SIMULATED = 20_000;
/** Messages in one fold after which a crowd is told once a second, as in model/chat/heads.ts. */
const MANY = 3;

/** How often those who look at a crowded channel are told something, for each message. */
function crowdToldEach(perSecond: number): number {
  const random = seededRandom(1);
  let [told, now, last, foldAt, taken, isHeld] = [0, 0, -10, Infinity, 0, false];
  const fold = () => {
    const goesOn = foldAt - last <= 2;
    // The row comes, moves or goes.
    if (isHeld ? taken > 0 || !goesOn : goesOn && taken >= MANY) told += 1;
    isHeld = goesOn && (isHeld || taken >= MANY);
    taken = 0;
    foldAt = goesOn ? foldAt + 1 : Infinity;
  };
  for (let i = 0; i < SIMULATED; i++) {
    now += -Math.log(1 - random()) / perSecond;
    while (foldAt <= now) fold();
    const isQuiet = now - last > 1;
    if (isQuiet || !isHeld) told += 1;
    if (!isQuiet && foldAt === Infinity) foldAt = now + 1;
    taken = isQuiet ? 0 : taken + 1;
    last = now;
  }
  return told / SIMULATED;
}

/** Marks for each message that somebody reads as it comes, as seenReports.ts tells them. */
function marksEach(perSecond: number): number {
  const random = seededRandom(1);
  let [marks, now, wait, until] = [0, 0, 2, 0];
  for (let i = 0; i < SIMULATED; i++) {
    now += -Math.log(1 - random()) / perSecond;
    if (now < until) continue;
    // What came meanwhile was told when the wait was over; a wait without news ends the line.
    const isLine = now - until < wait;
    wait = isLine ? Math.min(2 * wait, 16) : 2;
    until = Math.max(until, now) + wait;
    marks += 1;
  }
  return marks / SIMULATED;
}

export type Sums = { calls: number; bytes: number };
type Counted = [name: string, times: number, bytes: number];

const EVERYBODYS = "messages of the channel of everybody, to those who look at it";

/** What a day in one channel comes to: the calls of those who write, look at it, or see its badge. */
function channelDay(
  { messagesADay, members, looking: share }: Channel,
  inSight: number,
  of: Bytes,
): Counted[] {
  const perSecond = messagesADay / DAY_S;
  const folds = messagesADay * foldsEach(perSecond);
  const online = members * ONLINE;
  const looking = online * share * inSight;
  const subscribed = looking * (1 + LEFT);
  const isCrowd = members >= LIMITS.crowd;
  const told = messagesADay * (isCrowd ? crowdToldEach(perSecond) : 1);
  // Where a crowd is told of each, since few write, it takes each end.
  const isBusy = isCrowd && perSecond > 1;
  const stretches = messagesADay / (isBusy ? STRETCH.crowd : STRETCH.few);
  const marks = messagesADay * marksEach(perSecond);
  // A badge is full after so many, until its person looks into the channel, opens a window, or an hour is over.
  const visits = CHANNELS_OPENED / CHANNELS_EACH + WINDOWS_OPENED;
  const badges = members > 2 ? Math.min(folds, visits * LIMITS.unreadGlanced + HOURS) : folds;
  // Some write longer and some shorter: the first sign comes with the first letter, each other one if it goes on.
  const signs = members <= LIMITS.typingMembers ? 1 / (1 - Math.exp(-SIGNAL_RENEWED_MS / WRITING_MS)) : 0;
  const newest = isCrowd || share === AT_FIRST ? EVERYBODYS : "messages of the others, likewise";
  return [
    ["posting and folding", messagesADay, of.post],
    ["posting and folding", folds, of.fold],
    ["posting and folding", messagesADay, of.position],
    ["drafts", messagesADay, of.draft],
    ["drafts", 2 * messagesADay, of.drafts],
    ["typing", messagesADay * signs, of.type],
    ["typing", messagesADay * (signs && signs + 1) * looking, of.typists],
    [newest, told * subscribed, isBusy ? of.newestOfCrowd : of.newest],
    ["stretches and parts", stretches * subscribed, isBusy ? of.stretchOfCrowd : of.stretch],
    ["stretches and parts", stretches * subscribed, of.newest],
    ["stretches and parts", (messagesADay / PART) * subscribed, of.part],
    ["badges", badges * (online - looking) + (members > 2 ? 0 : folds * looking), of.head],
    ["what was seen", marks * looking, of.mark],
    ["what was seen", marks * looking, of.position],
  ];
}

/** What a day of one person comes to, apart from messages. */
function personDay(people: number, of: Bytes): Counted[] {
  const boards = people * ONLINE * BOARDS;
  const channels = CHANNELS_EACH + DIRECTS_EACH;
  const isShown = Math.min(1, CARDS / (people * OPEN_TASKS));
  return [
    ["boards", TASK_CHANGES, of.task],
    ["boards", TASK_CHANGES * (FINISHED + (1 - FINISHED) * isShown) * boards, of.column],
    // One change of a count in four is folded, which is told as well.
    ["boards", TASK_CHANGES * MOVED * 1.25 * boards, of.counts],
    ["opening a window", WINDOWS_OPENED * channels, of.head],
    ["opening a window", WINDOWS_OPENED * channels, of.position],
    ["opening a window", WINDOWS_OPENED * 10, of.names],
    ["opening a window", WINDOWS_OPENED * DIRECTS_EACH, of.availability],
    ["opening a window", WINDOWS_OPENED, of.list],
    ["opening a window", WINDOWS_OPENED * (ASKED_ONCE - 1), of.me],
    ["looking into a channel", CHANNELS_OPENED, of.older],
    ["looking into a channel", CHANNELS_OPENED, of.newest],
    ["looking into a channel", CHANNELS_OPENED, of.mark],
    ["looking into a channel", CHANNELS_OPENED, of.position],
    ["looking into a channel", CHANNELS_OPENED, of.head],
    ["looking into a channel", CHANNELS_OPENED, of.typists],
    ["looking into a channel", CHANNELS_OPENED * ASKED_BY_CHANNEL, of.channel],
    ["presence", (ONLINE * HOURS * 60 * MINUTE_MS) / WINDOW_BEAT_MS, of.beat],
    ["presence", SEEN_TO_CHANGE * DIRECTS_EACH * ONLINE, of.availability],
  ];
}

/**
 * Calls and bytes of a month, by what they are for.
 *
 * @param inSight  of the windows, so many can be seen by their people: the others are not told of messages
 */
export function month(people: number, inSight: number, of: Bytes): Map<string, Sums> {
  const lines = new Map<string, Sums>();
  const add = ([name, times, bytes]: Counted, count: number) => {
    const { calls, bytes: known } = lines.get(name) ?? { calls: 0, bytes: 0 };
    const all = WORKDAYS * times * count;
    lines.set(name, { calls: calls + all, bytes: known + all * bytes });
  };
  for (const { count, ...channel } of channelsOf(people))
    for (const counted of channelDay(channel, inSight, of)) add(counted, count);
  for (const counted of personDay(people, of)) add(counted, people);
  return lines;
}
