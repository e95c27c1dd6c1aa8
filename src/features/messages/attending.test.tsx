import { timesText } from "@convex/shared/unread";
import { act, screen } from "@testing-library/react";
import { useEffect, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UnreadProvider, useReadState, useUnread, type ChannelId } from "@/features/channels";
import { BEN, show } from "@/testing.client";
import type { SavedMessage } from "./message";
import { useMarkRead } from "./useMarkRead";
import { useMessages } from "./useMessages";

const CHANNEL = "c1" as ChannelId;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const messageOf = (n: number) => ({
  _id: `m${n}` as SavedMessage["_id"],
  _creationTime: n,
  commitTs: BigInt(n),
  channelId: CHANNEL,
  authorId: BEN.id,
  text: `Message ${n}`,
  sentAt: n,
  mentions: [],
  replyCount: 0,
  reactions: [],
  files: [],
  linkPreviews: [],
});

function Badge() {
  const { unread = 0, mentions = 0 } = useUnread()?.get(CHANNEL) ?? {};
  return <output>{`${unread} unread, ${mentions} mentions`}</output>;
}

type Place = "at the end" | "scrolled up" | "elsewhere";
const PLACES: readonly Place[] = ["at the end", "scrolled up", "elsewhere"];

function Reader({ isAtEnd }: { isAtEnd: boolean }) {
  const { messages } = useMessages(CHANNEL, 0);
  const read = useReadState(CHANNEL);
  const seeEnd = useMarkRead(CHANNEL, messages, read === "loading" ? undefined : read?.lastReadTs);
  useEffect(() => seeEnd(isAtEnd), [seeEnd, isAtEnd]);
  return <p>{messages.map(({ text }) => text).join()}</p>;
}

function Window() {
  const [place, setPlace] = useState<Place>("at the end");
  return (
    <UnreadProvider>
      <Badge />
      {place !== "elsewhere" && <Reader isAtEnd={place === "at the end"} />}
      {PLACES.map((name) => (
        <button key={name} onClick={() => setPlace(name)}>
          {name}
        </button>
      ))}
    </UnreadProvider>
  );
}

/** A window at the end of a channel that is read, and a server that says what the test wants. */
function openWindow() {
  const answers: Record<string, unknown> = {
    "channels:list": [{ _id: CHANNEL, kind: "public", name: "launch", _creationTime: 1 }],
  };
  let newest = 3;
  const setPosition = (position: object) => {
    answers["channels:position"] = {
      channelId: CHANNEL,
      ownTimes: [],
      replies: [],
      mentions: 0,
      ...position,
    };
  };
  const post = (count: number) => {
    newest += count;
    const times = Array.from({ length: newest }, (_, i) => BigInt(newest - i));
    const tailTs = BigInt(0);
    answers["channels:head"] = { lastMessageAt: newest, recentTimes: timesText(times.slice(0, 9)), tailTs };
    answers["messages:newest"] = { page: times.map((ts) => messageOf(Number(ts))), isDone: true };
  };
  setPosition({ lastReadTs: BigInt(newest) });
  post(0);
  const { calls, watched, tell } = show(<Window />, { answers });
  return {
    post: (count: number) => {
      post(count);
      tell();
    },
    /** What the server says of how far I have read: after a mark of this window, or of another device. */
    position: (lastReadTs: number, more: object = {}) => {
      setPosition({ lastReadTs: BigInt(lastReadTs), ...more });
      tell();
    },
    go: (place: Place) => act(() => screen.getByRole("button", { name: place }).click()),
    leave: (isGone: boolean) => {
      vi.spyOn(document, "hasFocus").mockReturnValue(!isGone);
      act(() => void dispatchEvent(new Event(isGone ? "blur" : "focus")));
    },
    pass: async (ms: number) => await act(async () => await vi.advanceTimersByTimeAsync(ms)),
    marks: () =>
      calls.flatMap(({ name, args }) =>
        name === "channels:markRead" ? [Number((args as { upTo: bigint }).upTo)] : [],
      ),
    heads: () => watched.filter((name) => name === "channels:head").length,
    badge: () => screen.getByRole("status").textContent,
  };
}

const NOTHING = "0 unread, 0 mentions";

test("who sees each message as it comes does not watch the head of the channel, and has nothing unread", () => {
  const { post, heads, badge, marks } = openWindow();
  expect(heads()).toBe(0);
  for (let i = 0; i < 20; i++) {
    post(1);
    expect([heads(), badge()]).toEqual([0, NOTHING]);
  }
  expect(screen.getByText(/Message 23$/)).toBeVisible();
  expect(marks()).toEqual([4]);
});

test("where the end is out of sight the badge counts what comes, and no more once it is seen again", async () => {
  const { post, position, go, heads, badge, marks, pass } = openWindow();
  post(2);
  await pass(2_000);
  expect(marks()).toEqual([5]);
  position(5);
  go("scrolled up");
  expect([heads(), badge()]).toEqual([1, NOTHING]);
  post(2);
  expect([heads(), badge()]).toEqual([1, "2 unread, 0 mentions"]);
  go("at the end");
  expect([heads(), badge()]).toEqual([0, NOTHING]);
});

test("after the channel is left its badge counts from what was seen last", () => {
  const { post, go, heads, badge, marks } = openWindow();
  post(3);
  go("elsewhere");
  expect(marks().at(-1)).toBe(6);
  expect([heads(), badge()]).toEqual([1, NOTHING]);
  post(4);
  expect(badge()).toBe("4 unread, 0 mentions");
});

test("while the window is left, what comes is counted", () => {
  const { post, leave, heads, badge } = openWindow();
  post(1);
  leave(true);
  post(3);
  expect([heads(), badge()]).toEqual([1, "3 unread, 0 mentions"]);
  leave(false);
  expect([heads(), badge()]).toEqual([0, NOTHING]);
});

test("what is marked unread while one looks is counted, here and where another device did it, until something newer comes", async () => {
  const { post, position, heads, badge, pass } = openWindow();
  post(2);
  await pass(20_000);
  position(5);
  expect([heads(), badge()]).toEqual([0, NOTHING]);
  position(1);
  expect([heads(), badge()]).toEqual([1, "4 unread, 0 mentions"]);
  post(1);
  expect([heads(), badge()]).toEqual([0, NOTHING]);
});

test("what mentions me while I look is told to the server within two seconds", async () => {
  const { post, position, pass, marks, badge } = openWindow();
  for (let i = 0; i < 16; i++) {
    post(1);
    await pass(1_000);
  }
  const before = marks().length;
  const seen = 19;
  position(marks().at(-1)!, { mentions: 1 });
  post(1);
  await pass(2_000);
  expect(marks().length).toBeGreaterThan(before);
  expect(marks().at(-1)).toBe(seen + 1);
  expect(badge()).toBe(NOTHING);
});
