/**
 * What a month on Convex would cost: the calls of a workspace by its size, times what each reads and writes.
 *
 * Model    40 messages a person and workday, a tenth of the people online, channels as in growth/fill.ts: their members
 *          watch each message's head, and a third of the windows look at the channel.
 * Prices   docs.convex.dev/production/state/limits (Professional), 2026-11: 25 $ a developer, 25M calls and 50 GiB of
 *          bandwidth included, 2 $ a million calls, 0.20 $ a GiB. Subscription updates are calls, documents whole KiB.
 */
import { atMost, type Benchmark, type Row } from "../bench.ts";
import { measuredBy } from "../backend.ts";
import { round } from "../stats.ts";
import type { Bytes } from "./measure.ts";

const WORKDAYS = 22;
const MESSAGES_EACH = 40;
const ONLINE = 0.1;
const CHANNELS_EACH = 20;
/** Of the windows to which a message is news, so many show its channel. */
const LOOKING = 1 / 3;
const FOLDS = 1 / 4;
const WINDOWS_OPENED = 3;
const CHANNELS_OPENED = 20;
const TASK_CHANGES = 2;
/** Of the windows that are online, so many show a board. */
const BOARDS = 0.05;
const GIB = 1024 ** 3;

const INCLUDED = { calls: 25e6, bytes: 50 * GIB };
const PRICE = { base: 25, call: 2 / 1e6, byte: 0.2 / GIB };

/** People who are online and members of the channel of a message, on average: the n-th channel has one n-th as many. */
function watchersOf(people: number): number {
  const channels = Math.round(people / 5);
  const share = (from: number, to: number) => Math.log(to / from) / Math.log(channels + people * 10);
  const members = (people * CHANNELS_EACH) / channels;
  const all =
    share(1, 2) * people + share(2, channels) * members + share(channels, channels + people * 10) * 2;
  return all * ONLINE;
}

type Sums = { calls: number; bytes: number };

/** Calls and bytes of a month. */
function month(people: number, of: Bytes): Sums {
  const days = people * WORKDAYS;
  const messages = days * MESSAGES_EACH;
  const watchers = watchersOf(people);
  const looking = watchers * LOOKING;
  const boards = people * ONLINE * BOARDS;
  const channels = CHANNELS_EACH + 10;
  const counts: [times: number, bytes: number][] = [
    [messages, of.post],
    [messages * FOLDS, of.fold],
    [messages * watchers, of.head],
    [messages * looking, of.newest],
    [messages * looking * FOLDS, of.part + of.newest],
    [messages * looking, of.mark],
    [messages * looking, of.position],
    [days * TASK_CHANGES, of.task],
    [days * TASK_CHANGES * boards, of.column],
    [days * TASK_CHANGES * boards, of.counts],
    [days * WINDOWS_OPENED * channels, of.head],
    [days * WINDOWS_OPENED * channels, of.position],
    [days * WINDOWS_OPENED * 10, of.names],
    [days * WINDOWS_OPENED, of.list],
    [days * WINDOWS_OPENED, of.me],
    [days * CHANNELS_OPENED, of.older],
    [days * CHANNELS_OPENED, of.newest],
  ];
  return {
    calls: counts.reduce((sum, [times]) => sum + times, 0),
    bytes: counts.reduce((sum, [times, bytes]) => sum + times * bytes, 0),
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
      what: `a month of ${people} people on Convex, ${round(watchersOf(people), 1)} windows told of a message`,
      tandem: `${price} $: ${Math.round(used.calls / 1e6)}M calls, ${Math.round(used.bytes / GIB)} GiB`,
      ...atMost(price, most),
    };
  });
}

export const COST: Benchmark[] = [{ id: "cost", run: cost }];
