import type { Id } from "@convex/_generated/dataModel";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { readDraft, writeDraft } from "@/platform/drafts";
import { show } from "@/testing.client";
import { Drafts } from "../drafts/Drafts";
import { scheduleMessage } from "../messageMutations";
import { Reminders } from "../reminders/Reminders";
import { askWhen } from "./asking";
import { ScheduledMessages } from "./ScheduledMessages";
import { WhenDialog } from "./WhenDialog";

const CHANNELS = [
  { _id: "c1", kind: "public", name: "launch", _creationTime: 1 },
  { _id: "d1", kind: "direct", name: "", directMemberIds: ["ana", "ben"], _creationTime: 1 },
];
const row = (text: string) => screen.getByText(text).closest("li")!;

test("drafts name their place, of a channel that was left too, and those of this browser come first", () => {
  writeDraft("ana:message:d1", { text: "Only here", marks: [] });
  writeDraft("ana:message:c1", { wire: "Hi <@ben>" });
  writeDraft("ana:message:lost", { wire: "Elsewhere" });
  writeDraft("ana:message:task:t1", { wire: "Of a task" });
  show(<Drafts />, {
    answers: {
      "channels:list": CHANNELS,
      "drafts:list": [
        { channelId: "c1", text: "Hi", changedAt: 5 },
        { channelId: "lost", text: "Elsewhere", changedAt: 4 },
        { channelId: "c1", threadId: "sent", text: "Sent a moment ago", changedAt: 3 },
        { taskId: "t1", text: "Of a task", changedAt: 2 },
      ],
    },
  });
  const rows = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(rows).toEqual([
    expect.stringMatching(/Ben Ito.*Only here/),
    expect.stringMatching(/launch.*Hi @Ben Ito/),
    expect.stringMatching(/A channel you’re not in.*Elsewhere/),
    expect.stringMatching(/A task.*Of a task/),
  ]);
  expect(within(row("Elsewhere")).queryByRole("link")).toBeNull();
});

test("a draft is deleted here, which the other devices follow", async () => {
  writeDraft("ana:message:c1", { text: "Gone", marks: [] });
  show(<Drafts />, { answers: { "channels:list": CHANNELS, "drafts:list": [] } });
  await userEvent.click(screen.getByRole("button", { name: "Delete the draft for launch" }));
  expect(readDraft("ana:message:c1")).toBeUndefined();
  expect(screen.getByText("No drafts")).toBeVisible();
});

const NOON = new Date(2026, 10, 30, 12).getTime();
const scheduled = (more: object) => ({
  _id: "s1",
  channelId: "c1",
  text: "Later",
  sendAt: NOON,
  files: [],
  ...more,
});

test("what could not be sent says why, and all that waits can be sent now and deleted", async () => {
  const { calls } = show(<ScheduledMessages />, {
    answers: {
      "channels:list": CHANNELS,
      "drafts:scheduled": [
        scheduled({ failure: "CHANNEL_ARCHIVED", text: "Refused" }),
        scheduled({ _id: "s2", files: [{ name: "plan.pdf" }] }),
      ],
    },
  });
  expect(within(row("Refused")).getByText(/^Not sent. This channel is archived/)).toBeVisible();
  const other = screen.getByText(/plan.pdf/).closest("li")!;
  await userEvent.click(within(other).getByRole("button", { name: "Send now" }));
  await userEvent.click(within(other).getByRole("button", { name: "Delete" }));
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "drafts:sendScheduled", args: { id: "s2" } },
      { name: "drafts:cancelScheduled", args: { id: "s2" } },
    ]),
  );
});

test("a scheduled message is edited, and its mentions stay", async () => {
  const { calls } = show(<ScheduledMessages />, {
    answers: { "channels:list": CHANNELS, "drafts:scheduled": [scheduled({ text: "Hi <@ben>" })] },
  });
  await userEvent.click(screen.getByRole("button", { name: "Edit" }));
  await userEvent.type(screen.getByLabelText("Message", { selector: "textarea" }), " and all");
  await userEvent.click(screen.getByRole("button", { name: "Save, keep the time" }));
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "drafts:updateScheduled", args: { id: "s1", text: "Hi <@ben> and all" } },
    ]),
  );
});

test("what stands in a composer is sent at the time that was chosen, and leaves it", async () => {
  writeDraft("ana:message:d1", { wire: "For <@ben>" });
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = zone === "Asia/Tokyo" ? "America/New_York" : "Asia/Tokyo";
  const { calls } = show(<WhenDialog />, {
    mutations: [scheduleMessage],
    answers: { "channels:list": CHANNELS, "users:timeZone": timeZone, "messages:schedule": "s1" },
  });
  act(() => askWhen({ kind: "send", channelId: "d1" as Id<"channels">, id: "d1" }));
  await userEvent.click(await screen.findByRole("button", { name: /Tomorrow morning for Ben Ito/ }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]).toMatchObject({
    name: "messages:schedule",
    args: { channelId: "d1", text: "For <@ben>" },
  });
  expect(readDraft("ana:message:d1")).toBeUndefined();
});

test("what was refused is a draft again", async () => {
  writeDraft("ana:message:c1", { text: "Mine", marks: [] });
  show(<WhenDialog />, {
    mutations: [scheduleMessage],
    answers: { "channels:list": CHANNELS },
    refuse: () => new Error("CHANNEL_ARCHIVED"),
  });
  act(() => askWhen({ kind: "send", channelId: "c1" as Id<"channels">, id: "c1" }));
  await userEvent.click(await screen.findByRole("button", { name: /^Tomorrow morning/ }));
  await waitFor(() => expect(readDraft("ana:message:c1")).toEqual({ wire: "Mine" }));
});

test("reminders that are due come first, and say nothing of what may not be read", async () => {
  const message = { _id: "m1", channelId: "c1", authorId: "ben", text: "Remember", files: [] };
  const { calls } = show(<Reminders />, {
    answers: {
      "channels:list": CHANNELS,
      "reminders:list": [{ _id: "r1", taskId: "t1", at: NOON }],
      "notices:unseen": [{ _id: "n1", kind: "reminder", messageId: "m1", postedAt: 1 }],
      "messages:get": message,
      "tasks:get": new Error("NOT_FOUND"),
    },
  });
  const [due, waiting] = screen.getAllByRole("listitem");
  expect(due).toHaveTextContent(/launchNowBen Ito: Remember/);
  expect(waiting).toBeDefined();
  await userEvent.click(within(due!).getByRole("button", { name: "Done with it" }));
  await userEvent.click(within(waiting!).getByRole("button", { name: "Delete the reminder" }));
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "notices:markSeen", args: { messageId: "m1" } },
      { name: "reminders:remove", args: { id: "r1" } },
    ]),
  );
});
