import { describe, expect, test } from "vitest";
import { normalChannelName } from "./chat/channelNames";
import { isEmoji } from "./emoji";
import { mentionedIds, mentionToken } from "./mentions";
import { byStatusThenRank, taskLabel, type TaskStatus } from "./tasks";
import { countUnread, isCut, timesOf, timesText } from "./unread";

test.each([
  ["General", "general"],
  ["  #Launch  day ", "launch-day"],
  ["a--b -c", "a-b-c"],
  ["Größe 東京_1", "größe-東京_1"],
  ["ﬁx", "fix"],
  ["-🚀-", ""],
  ["", ""],
])("the channel name %j becomes %j", (name, normal) => {
  expect(normalChannelName(name)).toBe(normal);
  expect(normalChannelName(normal)).toBe(normal);
});

test("mentions are found once each, in order", () => {
  const text = `${mentionToken("b")} and <@a>, <@b>; <@> <@a b> <@${"x".repeat(65)}> @a`;
  expect(mentionedIds(text)).toEqual(["b", "a"]);
});

describe("emoji", () => {
  test.each(["👍", "❤️", "👩🏽‍💻", "🏳️‍🌈", "🇩🇪", "1️⃣", "☑️"])("%s is one", (text) =>
    expect(isEmoji(text)).toBe(true),
  );
  test.each(["", "a", "1", "👍a", ":+1:", "👍 "])("%j is none", (text) => expect(isEmoji(text)).toBe(false));
});

test("the board is ordered by column, then by rank in code units", () => {
  const card = (status: TaskStatus, rank: string) => ({ status, rank });
  const cards = [card("done", "a0"), card("todo", "a0"), card("todo", "Zz"), card("in_progress", "a1")];
  expect(cards.toSorted(byStatusThenRank)).toEqual([cards[2], cards[1], cards[3], cards[0]]);
  expect(byStatusThenRank(card("todo", "a0"), card("todo", "a0"))).toBe(0);
  expect(taskLabel({ number: 42 })).toBe("T-42");
});

test("timestamps are written short and read back exactly, newest first", () => {
  const times = [1_795_307_655_212_000_001n, 1_795_307_655_212_000_000n, 1_795_307_000_000_000_000n];
  const head = { recentTimes: timesText(times) };
  expect([...timesOf(head.recentTimes)]).toEqual(times);
  expect(head.recentTimes.length).toBeLessThan(40);
  const unread = (lastReadTs: bigint, ownTimes: bigint[] = []) => countUnread(head, { lastReadTs, ownTimes });
  expect([...times, 0n].map((ts) => unread(ts))).toEqual([0, 1, 2, 3]);
  expect(unread(0n, [times[1]!])).toBe(2);
  expect(countUnread({ recentTimes: "" }, { lastReadTs: 0n, ownTimes: [] })).toBe(0);
});

test("a head that is full tells whether it reaches back to a position", () => {
  const head = { recentTimes: timesText([30n, 20n, 10n]) };
  const at = (lastReadTs: bigint, most: number) => isCut(head, { lastReadTs, ownTimes: [] }, most);
  expect([at(0n, 4), at(0n, 3), at(9n, 3), at(10n, 3), at(25n, 3)]).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(isCut({ recentTimes: "" }, { lastReadTs: 0n, ownTimes: [] }, 3)).toBe(false);
});
