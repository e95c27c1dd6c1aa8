import { describe, expect, test } from "vitest";
import { normalChannelName } from "./channelNames";
import { isEmoji } from "./emoji";
import { ERROR_TEXT, isErrorData } from "./errors";
import { mentionedIds, mentionToken } from "./mentions";
import { byStatusThenRank, taskLabel, type TaskStatus } from "./tasks";
import { addTime, countUnread, timesText } from "./unread";

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

test("error data is told from other data", () => {
  expect(isErrorData({ code: "NOT_FOUND", message: ERROR_TEXT.NOT_FOUND })).toBe(true);
  for (const other of [null, "NOT_FOUND", {}, { code: "toString" }]) expect(isErrorData(other)).toBe(false);
});

test("the times of messages keep their fractions, and the oldest go", () => {
  const times = [1_795_307_655_211.0051, 1_795_307_655_211.75, 1_795_307_655_212];
  const text = times.reduce((known, time) => addTime(known, time, 2), "");
  expect(text).toBe(timesText(times.slice(1)));
  const unread = (lastReadAt: number, ownTimes: number[] = []) =>
    countUnread({ recentTimes: timesText(times) }, { lastReadAt, ownTimes });
  expect([0, ...times].map((time) => unread(time))).toEqual([3, 2, 1, 0]);
  expect(unread(times[0]!, [times[1]!])).toBe(1);
  expect(countUnread({ recentTimes: "" }, { lastReadAt: 0, ownTimes: [] })).toBe(0);
});
