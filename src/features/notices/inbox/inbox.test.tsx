import { FOR_GOOD } from "@convex/shared/ringing/levels";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { Inbox } from "./Inbox";
import { noticeText } from "./noticeText";
import { timeOf } from "./snoozeTimes";
import type { Notice } from "./useInbox";

const notice = (id: string, more: object = {}) =>
  ({
    _id: id,
    kind: "mention",
    at: 1,
    channelId: "c1",
    messageId: "m1",
    actorId: BEN.id,
    isUnread: true,
    isDone: false,
    channelName: "launch",
    text: "Look",
    ...more,
  }) as Notice;
const TWO = [notice("n1", { text: "First" }), notice("n2", { text: "Second" })];

const open = (unread: readonly Notice[] | undefined, more: object = {}) => {
  const onOpen = vi.fn<(notice: Notice) => void>();
  const answers = { ...(unread && { "notices:unread": unread }), ...more };
  const shown = show(<Inbox shown="unread" onShow={() => undefined} onOpen={onOpen} />, { answers });
  return { ...shown, onOpen };
};
const rows = () => within(screen.getByRole("list", { name: "Notices" })).getAllByRole("listitem");

test("what is on its way is announced, not shown as empty; nothing says what comes here", () => {
  open(undefined);
  expect(screen.getByRole("status")).toHaveTextContent("Loading what concerns you…");
  open([]);
  expect(screen.getByText("Nothing waits for you")).toBeVisible();
});

test("a row says who did what, where, and what was said", () => {
  open([notice("n1", { text: `Look <@${BEN.id}>` })]);
  expect(rows()[0]).toHaveTextContent("Ben Ito mentioned you, unread");
  expect(rows()[0]).toHaveTextContent("Look @Ben Ito");
  expect(rows()[0]).toHaveTextContent("#launch");
});

test("an automation that was refused is named, with the reason", () => {
  const refusal = {
    when: { kind: "moved", status: "done" },
    column: { status: "done" },
    code: "COLUMN_FULL",
  };
  open([notice("n1", { kind: "refused", messageId: undefined, text: undefined, refusal })]);
  expect(rows()[0]).toHaveTextContent("An automation of yours didn’t run for Ben Ito, unread");
  expect(rows()[0]).toHaveTextContent(/When a card comes into Done: .+full/u);
});

test("keys go through the list: next, done, unread, open", async () => {
  const { calls, onOpen } = open(TWO);
  await userEvent.keyboard("jj");
  expect(rows()[1]).toHaveAttribute("aria-current", "true");
  await userEvent.keyboard("k{Enter}");
  expect(onOpen).toHaveBeenCalledWith(TWO[0]);
  await userEvent.keyboard("e");
  await userEvent.keyboard("ju");
  expect(calls).toEqual([
    { name: "notices:setRead", args: { noticeIds: ["n1"], isRead: true } },
    { name: "notices:setDone", args: { noticeIds: ["n1"], isDone: true } },
    { name: "notices:setRead", args: { noticeIds: ["n2"], isRead: true } },
  ]);
});

test("h offers when a notice comes back, and putting it off says until when", async () => {
  const { calls } = open(TWO);
  await userEvent.keyboard("jh");
  await userEvent.click(await screen.findByRole("menuitem", { name: /In an hour/ }));
  expect(calls).toMatchObject([{ name: "notices:snooze", args: { noticeIds: ["n1"] } }]);
});

test("all that is shown can be done at once", async () => {
  const { calls } = open(TWO);
  await userEvent.click(screen.getByRole("button", { name: "All done" }));
  expect(calls).toEqual([{ name: "notices:setDone", args: { noticeIds: ["n1", "n2"], isDone: true } }]);
});

test("why a notice is there is said by its rule and position", async () => {
  const ring = { rings: false, rule: "muted", hasRung: false, isSince: false, mutedUntil: FOR_GOOD };
  const why = { rule: "mention", tells: true, isRead: false, isMember: true, ring };
  open(TWO, { "notices:why": why });
  await userEvent.click(within(rows()[0]!).getByRole("button", { name: "Why?" }));
  expect(await screen.findByText("It mentions you.")).toBeVisible();
  expect(screen.getByText("You have not read up to it, so it is unread.")).toBeVisible();
  expect(screen.getByText("It did not ring.")).toBeVisible();
  expect(screen.getByText("You muted the channel.")).toBeVisible();
});

const other = (number: number) => ({ number, isDeleted: false, left: 0 });

test.each<[object, string]>([
  [{ kind: "reply", unread: 3 }, "Ben replied in a thread, with 2 more new replies"],
  [{ kind: "reply", unread: 0 }, "Ben replied in a thread"],
  [{ kind: "reply", unread: 3, isUnread: false }, "Ben replied in a thread"],
  [
    { kind: "reaction", reactions: [{ emoji: "🎉", userIds: ["a", "b"] }] },
    "Ben and Ben reacted to your message",
  ],
  [{ kind: "assignment", taskNumber: 7 }, "Ben assigned T-7 to you"],
  [
    { kind: "assignment", taskNumber: 7, changes: ["status", "title"] },
    "Ben changed the status and title of T-7",
  ],
  [{ kind: "assignment", taskNumber: 7, changes: ["deletedAt"] }, "Ben deleted T-7"],
  [{ kind: "waiting", taskNumber: 9, other: other(12) }, "Ben: T-12 waits for T-9"],
  [{ kind: "unblocked", taskNumber: 12, other: other(9) }, "T-9 is done: T-12 can go on"],
  [
    { kind: "unblocked", taskNumber: 12, other: { ...other(9), isDeleted: true, left: 2 } },
    "T-9 was deleted: T-12 waits for 2 more",
  ],
  [{ kind: "membership" }, "Ben added you to this channel"],
  [{ kind: "request" }, "Ben asks to be let into this channel"],
  [{ kind: "refused" }, "An automation of yours didn’t run for Ben"],
  [{ kind: "refused", actorId: undefined }, "An automation of yours didn’t run"],
])("%o: %s", (more, text) => {
  expect(noticeText(notice("n1", more), { nameOf: () => "Ben" })).toBe(text);
});

test("what is put off comes back in the morning, and next week on a Monday", () => {
  const now = new Date(2026, 10, 29, 22, 30).getTime();
  const at = (snooze: "tomorrow" | "week") => new Date(timeOf(snooze, now));
  expect([at("tomorrow").getDate(), at("tomorrow").getHours()]).toEqual([30, 9]);
  expect([at("week").getDay(), at("week").getHours()]).toEqual([1, 9]);
  const monday = new Date(2026, 10, 30, 8).getTime();
  expect(new Date(timeOf("week", monday)).getDate()).toBe(7);
  expect(timeOf("hour", now) - now).toBe(3_600_000);
});
