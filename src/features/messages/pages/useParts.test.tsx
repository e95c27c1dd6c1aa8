import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { act, render } from "@testing-library/react";
import { ConvexProvider, type ConvexReactClient } from "convex/react";
import { getFunctionName, type FunctionReference } from "convex/server";
import { convexToJson, type Value } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { useParts } from "./useParts";

beforeEach(() => void vi.useFakeTimers());

const CHANNEL = "c1" as Id<"channels">;

type Args = {
  after?: bigint;
  upTo?: bigint;
  order?: "asc";
  paginationOpts: { numItems: number; cursor: string | null };
};

/** A server with one channel, whose messages are numbers, and a client to which answers come when the test says so. */
function makeChannel(count: number) {
  let newest = count;
  const tail = count;
  const watched = new Map<
    string,
    { name: string; args: Args; answer: unknown; listeners: Set<() => void> }
  >();

  /** As `page` with the oldest first; a cursor is where the next page begins. */
  const upwards = ({ after = 0n, upTo = BigInt(newest), paginationOpts: { cursor, numItems } }: Args) => {
    const start = cursor === null ? Number(after) + 1 : Number(cursor);
    const end = Math.min(newest, Number(upTo), start + numItems - 1);
    const ids = Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i);
    const views = ids.map((id) => ({ _id: String(id), commitTs: BigInt(id) }));
    return { page: views, isDone: end === Math.min(newest, Number(upTo)), continueCursor: String(end + 1) };
  };
  const page = ({ after = 0n, upTo = BigInt(newest), paginationOpts, order }: Args): object => {
    if (order === "asc") return upwards({ after, upTo, paginationOpts });
    const end = paginationOpts.cursor === null ? upTo : BigInt(paginationOpts.cursor);
    const size = Math.max(0, Math.min(newest, Number(end)) - Number(after));
    const ids = Array.from({ length: size }, (_, i) => Math.min(newest, Number(end)) - i);
    const some = ids.slice(0, paginationOpts.numItems);
    const isDone = some.length === ids.length;
    const views = some.map((id) => ({ _id: String(id), commitTs: BigInt(id) }));
    return { page: views, isDone, continueCursor: isDone ? "" : String(some.at(-1)! - 1) };
  };
  const ofAll = { numItems: LIMITS.pageItems, cursor: null };
  const answerTo = (name: string, args: Args) => {
    if (name === "messages:paginated") return page(args);
    if (name === "messages:newest") return page({ ...args, paginationOpts: ofAll });
    return { tailTs: BigInt(tail) };
  };

  const client = {
    watchQuery: (reference: FunctionReference<"query">, args: Args) => {
      const name = getFunctionName(reference);
      const key = `${name} ${JSON.stringify(convexToJson(args as Value))}`;
      const entry = watched.get(key) ?? { name, args, answer: undefined, listeners: new Set() };
      watched.set(key, entry);
      return {
        localQueryResult: () => entry.answer,
        onUpdate: (listener: () => void) => {
          entry.listeners.add(listener);
          return () => {
            entry.listeners.delete(listener);
            if (entry.listeners.size === 0) watched.delete(key);
          };
        },
        journal: () => undefined,
      };
    },
    logger: { warn: () => undefined },
  } as unknown as ConvexReactClient;

  return {
    client,
    newest: () => newest,
    post: (more: number) => (newest += more),
    /** The queries that somebody watches now. */
    watched: () => [...watched.values()].filter(({ listeners }) => listeners.size > 0),
    /** Everything that is asked for comes, in one transition; then what is taken up later is. */
    arrive: () => {
      act(() => {
        for (const entry of watched.values()) entry.answer = answerTo(entry.name, entry.args);
        for (const { listeners } of watched.values()) for (const listener of listeners) listener();
      });
      act(() => void vi.advanceTimersByTime(2_000));
    },
  };
}

function open(channel: ReturnType<typeof makeChannel>, at?: bigint) {
  const frames: number[][] = [];
  type View = { status: string; loadMore: (count: number) => unknown; loadNewer?: (count: number) => void };
  const view: View = { status: "", loadMore: (count) => count };
  function List() {
    const { results, status, loadMore, loadNewer } = useParts(CHANNEL, 50, at);
    frames.push(results.map(({ _id }) => Number(_id)));
    Object.assign(view, { status, loadMore, loadNewer });
    return null;
  }
  render(
    <ConvexProvider client={channel.client}>
      <List />
    </ConvexProvider>,
  );
  return { frames, view, last: () => frames.at(-1)! };
}

/** The numbers from one down to another. */
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

test("a channel opens with its newest messages and a page of older ones", () => {
  const channel = makeChannel(500);
  channel.post(3);
  const { last, view } = open(channel);
  expect(view.status).toBe("LoadingFirstPage");
  channel.arrive();
  channel.arrive();
  expect(last()).toEqual(down(503, 451));
  expect(view.status).toBe("CanLoadMore");
});

test("a new channel is whole at once", () => {
  const channel = makeChannel(0);
  channel.post(3);
  const { last, view } = open(channel);
  channel.arrive();
  channel.arrive();
  expect(last()).toEqual([3, 2, 1]);
  expect(view.status).toBe("Exhausted");
});

test("while the newest become parts, nothing is missing, twice or away for a moment", () => {
  const channel = makeChannel(500);
  const { frames, last } = open(channel);
  channel.arrive();
  channel.arrive();
  const opened = frames.length;
  for (let step = 0; step < 60; step++) {
    channel.post(step % 5);
    channel.arrive();
  }
  channel.arrive();
  for (const frame of frames.slice(opened)) expect(frame).toEqual(down(frame[0]!, 451));
  const newestOf = frames.slice(opened).map(([first]) => first!);
  expect(newestOf).toEqual(newestOf.toSorted((a, b) => a - b));
  expect(last()).toEqual(down(channel.newest(), 451));
});

test("a window that is open for long watches few parts, and the newest of them is short", () => {
  const channel = makeChannel(500);
  const { last } = open(channel);
  for (let i = 0; i < 2; i++) channel.arrive();
  for (let i = 0; i < 300; i++) {
    channel.post(1);
    channel.arrive();
  }
  channel.arrive();
  const sizes = channel.watched().flatMap(({ answer }) => {
    const { page } = answer as { page?: unknown[] };
    return page ? [page.length] : [];
  });
  expect(last()).toEqual(down(800, 451));
  expect(sizes.length).toBeLessThanOrEqual(30);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMITS.pageItems);
  const [newest] = channel.watched().filter(({ name }) => name === "messages:newest");
  expect((newest!.answer as { page: unknown[] }).page.length).toBeLessThanOrEqual(30);
});

test("a window that nobody has seen for a minute is told of messages when it is seen again", () => {
  const channel = makeChannel(500);
  const { last, frames } = open(channel);
  for (let i = 0; i < 2; i++) channel.arrive();
  const asksNewest = () => channel.watched().some(({ name }) => name === "messages:newest");
  const show = (state: DocumentVisibilityState) =>
    act(() => {
      vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
      document.dispatchEvent(new Event("visibilitychange"));
    });
  show("hidden");
  channel.post(2);
  channel.arrive();
  expect(last()).toEqual(down(502, 451));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(asksNewest()).toBe(false);
  channel.post(LIMITS.pageItems * 2);
  channel.arrive();
  expect(last()).toEqual(down(502, 451));
  const asleep = frames.length;
  show("visible");
  expect(asksNewest()).toBe(true);
  expect(last()).toEqual(down(502, 451));
  for (let i = 0; i < 6; i++) channel.arrive();
  expect(last()[0]).toBe(902);
  for (const frame of frames.slice(asleep)) expect(frame).toEqual(down(frame[0]!, frame.at(-1)!));
  vi.restoreAllMocks();
});

test("windows that were opened at different times come to ask for the same newest messages", () => {
  const channel = makeChannel(500);
  const early = open(channel);
  for (let i = 0; i < 2; i++) channel.arrive();
  for (let i = 0; i < 25; i++) {
    channel.post(1);
    channel.arrive();
  }
  const late = open(channel);
  for (let i = 0; i < 2; i++) channel.arrive();
  for (let i = 0; i < 30; i++) {
    channel.post(1);
    channel.arrive();
  }
  expect(late.last()).toEqual(down(555, 451));
  expect(early.last()).toEqual(late.last());
  const newest = channel.watched().filter(({ name }) => name === "messages:newest");
  expect(newest).toHaveLength(1);
});

test("more new messages than a page has leave no hole: what does not fit comes with the older ones", () => {
  const channel = makeChannel(500);
  const { last, view } = open(channel);
  channel.arrive();
  channel.arrive();
  channel.post(LIMITS.pageItems * 2);
  for (let i = 0; i < 5; i++) channel.arrive();
  expect(last()).toEqual(down(900, 652));
  expect(view.status).toBe("CanLoadMore");
  act(() => void view.loadMore(50));
  for (let i = 0; i < 2; i++) channel.arrive();
  expect(last()).toEqual(down(900, 602));
});

test("newest messages that are more than a page are followed by the older ones", () => {
  const channel = makeChannel(0);
  channel.post(450);
  const { last, view } = open(channel);
  for (let i = 0; i < 5; i++) channel.arrive();
  expect(last()).toEqual(down(450, 202));
  expect(view.status).toBe("CanLoadMore");
});

test("at a place far back only what is around it is asked for, and newer pages lead to the newest parts", () => {
  const channel = makeChannel(50_000);
  channel.post(3);
  const { last, view } = open(channel, BigInt(20_000));
  for (let i = 0; i < 3; i++) channel.arrive();
  expect(last()).toEqual(down(20_050, 19_951));
  expect(view.loadNewer).toBeDefined();
  act(() => view.loadNewer!(50));
  for (let i = 0; i < 3; i++) channel.arrive();
  expect(last()).toEqual(down(20_100, 19_951));
  act(() => void view.loadMore(50));
  for (let i = 0; i < 3; i++) channel.arrive();
  expect(last()).toEqual(down(20_100, 19_901));
});

test("where the newer pages reach the newest, new messages follow at once", () => {
  const channel = makeChannel(500);
  const { last, view } = open(channel, BigInt(430));
  for (let i = 0; i < 3; i++) channel.arrive();
  expect(last()).toEqual(down(480, 381));
  act(() => view.loadNewer!(50));
  for (let i = 0; i < 3; i++) channel.arrive();
  expect(view.loadNewer).toBeUndefined();
  channel.post(3);
  channel.arrive();
  expect(last()).toEqual(down(503, 381));
});
