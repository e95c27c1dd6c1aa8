import { expect, test } from "vitest";
import { isSameRow, toRows, withPending, type FeedMessage } from "./feed";

const noon = new Date(2026, 10, 21, 12).getTime();
const MINUTE_MS = 60_000;

function message(
  key: string,
  authorId: string,
  minutes: number,
  more: Partial<FeedMessage> = {},
): FeedMessage {
  const at = noon + minutes * MINUTE_MS;
  return {
    key,
    id: key,
    clientId: key,
    channelId: "c1",
    authorId,
    text: key,
    at,
    commitTs: BigInt(at),
    editedAt: undefined,
    isDeleted: false,
    reactions: [],
    replyCount: 0,
    files: [],
    linkPreviews: [],
    lastReplyAt: undefined,
    status: "sent",
    errorCode: undefined,
    ...more,
  } as FeedMessage;
}

const grouped = (messages: FeedMessage[]) => toRows(messages).map((row) => row.isGrouped);

test("messages of one author within five minutes are one group", () => {
  expect(grouped([message("a", "ana", 0), message("b", "ana", 4), message("c", "ana", 9)])).toEqual([
    false,
    true,
    false,
  ]);
  expect(grouped([message("a", "ana", 0), message("b", "ben", 1), message("c", "ana", 2)])).toEqual([
    false,
    false,
    false,
  ]);
});

test("a new day breaks a group and gets a line", () => {
  const rows = toRows([message("a", "ana", 719), message("b", "ana", 721)]);
  expect(rows.map((row) => [row.startsDay, row.isGrouped])).toEqual([
    [true, false],
    [true, false],
  ]);
});

test("the first message of others after the cursor opens the new part, and breaks the group", () => {
  const messages = [
    message("a", "ben", 0),
    message("mine", "me", 1),
    message("b", "ben", 2),
    message("c", "ben", 3),
  ];
  const rows = toRows(messages, BigInt(noon), "me");
  expect(rows.map((row) => row.startsUnread)).toEqual([false, false, true, false]);
  expect(toRows(messages).some((row) => row.startsUnread)).toBe(false);
});

test("a message on its way is not shown twice once the server has it", () => {
  const saved = [message("m1", "me", 0)];
  const pending = [
    message("m1", "me", 0, { status: "sending" }),
    message("m2", "me", 1, { status: "sending" }),
  ];
  expect(withPending(saved, pending).map(({ key, status }) => [key, status])).toEqual([
    ["m1", "sent"],
    ["m2", "sending"],
  ]);
});

test("rows that look alike are not drawn again, rows that do not are", () => {
  const reactions = [{ emoji: "👍", userIds: ["ben"] }];
  const [before] = toRows([message("a", "ana", 0, { reactions })]);
  const [same] = toRows([message("a", "ana", 0, { reactions: structuredClone(reactions) })]);
  const [edited] = toRows([message("a", "ana", 0, { reactions, text: "b" })]);
  const [joined] = toRows([
    message("a", "ana", 0, { reactions: [{ emoji: "👍", userIds: ["ben", "zoe"] }] }),
  ]);
  expect([isSameRow(before!, same!), isSameRow(before!, edited!), isSameRow(before!, joined!)]).toEqual([
    true,
    false,
    false,
  ]);
});
