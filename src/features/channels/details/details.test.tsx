import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { ANA, BEN, ZOE, show } from "@/testing.client";
import type { ChannelDetails } from "../useChannels";
import { ChannelDetailsPane } from "./ChannelDetailsPane";

const channel = {
  _id: "c1",
  _creationTime: 1,
  name: "launch",
  kind: "public",
  description: "The importer goes live",
  createdBy: BEN.id,
  isDefault: false,
  isMember: true,
  canManage: true,
  ownerIds: [BEN.id],
  isForNewcomers: false,
} as unknown as ChannelDetails;

beforeEach(() => onLeft.mockClear());

const answers = {
  "channels:members": {
    page: [ANA, BEN].map(({ id }) => ({ userId: id, joinedAt: 1, isDeactivated: false })),
    isDone: true,
    continueCursor: "",
  },
  "channels:memberCount": 2,
  "chat/channelSettings:size": { messages: 12, tasks: 1 },
  "chat/channelSettings:content": { messages: 12, tasks: 2, files: 101, notes: 1 },
};

const onLeft = vi.fn<() => void>();

function open(more: Partial<ChannelDetails> = {}, options: Parameters<typeof show>[1] = {}) {
  const pane = (
    <ChannelDetailsPane
      channel={{ ...channel, ...more }}
      bookmarks={null}
      log={<p>What was done</p>}
      onClose={() => undefined}
      onLeft={onLeft}
    />
  );
  return show(pane, { answers, ...options });
}

test("who manages a channel decides who can write, and makes owners", async () => {
  const { calls } = open();
  const members = screen.getByRole("region", { name: "Members" });
  expect(within(members).getByText("owner")).toBeVisible();
  await userEvent.click(within(members).getByRole("button", { name: "Make Ana Ruiz an owner" }));
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  await userEvent.click(screen.getByRole("radio", { name: "Owners only" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Add everyone who joins the workspace" }));
  expect(calls).toEqual([
    { name: "chat/channelSettings:setOwner", args: { channelId: "c1", userId: ANA.id, isOwner: true } },
    { name: "chat/channelSettings:setPosting", args: { channelId: "c1", posting: "owners" } },
    { name: "chat/channelSettings:setForNewcomers", args: { channelId: "c1", isForNewcomers: true } },
  ]);
});

test("what becoming public or private means is said before it is done", async () => {
  const { calls, unmount } = open({ kind: "private" });
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  await userEvent.click(screen.getByRole("button", { name: "Make public…" }));
  expect(screen.getByText(/12 messages with their replies and files, and 1 task\./)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Make public" }));
  expect(calls).toEqual([
    { name: "chat/channelSettings:convert", args: { channelId: "c1", kind: "public" } },
  ]);
  unmount();
  open();
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  await userEvent.click(screen.getByRole("button", { name: "Make private…" }));
  expect(screen.getByText(/Only its 2 members will be able to see it/)).toBeVisible();
});

test("a conversation of three becomes a channel, one of two does not", async () => {
  const direct = { kind: "direct" as const, name: "", directMemberIds: [ANA.id, BEN.id, ZOE.id] };
  const { calls, unmount } = open(direct);
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  await userEvent.click(screen.getByRole("button", { name: "Turn into a channel…" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "Keepers{Enter}");
  expect(calls).toEqual([
    { name: "chat/channelSettings:nameConversation", args: { channelId: "c1", name: "Keepers" } },
  ]);
  unmount();
  open({ ...direct, directMemberIds: [ANA.id, BEN.id] });
  expect(screen.queryByRole("radio")).toBeNull();
});

test("who does not manage it sees no settings, and its log", async () => {
  open({ canManage: false }, { me: BEN });
  expect(screen.queryByRole("radio", { name: "Settings" })).toBeNull();
  expect(screen.queryByRole("button", { name: /an owner/ })).toBeNull();
  await userEvent.click(screen.getByRole("radio", { name: "Log" }));
  expect(screen.getByText("What was done")).toBeVisible();
});

test("topic and description are saved together, and what was typed waits", async () => {
  const first = open();
  await userEvent.type(screen.getByRole("textbox", { name: "Topic" }), "Friday");
  first.unmount();
  const { calls } = open();
  expect(screen.getByRole("textbox", { name: "Topic" })).toHaveValue("Friday");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(calls).toEqual([
    {
      name: "channels:update",
      args: { channelId: "c1", topic: "Friday", description: "The importer goes live" },
    },
  ]);
});

const askToDelete = async () => {
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  await userEvent.click(screen.getByRole("button", { name: "Delete…" }));
  return within(await screen.findByRole("dialog"));
};

test("an admin deletes a channel for good by its name, and is told before what is lost", async () => {
  const { calls } = open();
  const dialog = await askToDelete();
  expect(dialog.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "12 messages with their replies and reactions",
    "More than 100 files",
    "1 note",
    "Its bookmarks, what people have scheduled, drafted and saved in it, and its history",
    "2 tasks are not lost: they stay on the workspace’s board, without a channel",
  ]);
  const now = dialog.getByRole("button", { name: "Delete for good" });
  const name = dialog.getByRole("textbox", { name: "Type launch to confirm" });
  await userEvent.type(name, "launc{Enter}");
  expect(now).toBeDisabled();
  expect(calls).toEqual([]);
  await userEvent.clear(name);
  await userEvent.type(name, "#Launch{Enter}");
  expect(calls).toEqual([
    { name: "chat/channelSettings:remove", args: { channelId: "c1", name: "#Launch" } },
  ]);
  expect(onLeft).toHaveBeenCalled();
});

test("tasks of a private channel are lost with it; a refusal is said, and nobody leaves", async () => {
  const refused = new ConvexError({ code: "CHANNEL_CONVERTING", message: "" });
  open({ kind: "private" }, { refuse: () => refused });
  const dialog = await askToDelete();
  expect(dialog.getByText("2 tasks with all they hold")).toBeVisible();
  await userEvent.type(dialog.getByRole("textbox"), "launch{Enter}");
  expect(await dialog.findByText(/becoming public or private/)).toBeVisible();
  expect(onLeft).not.toHaveBeenCalled();
});

test("owners who are no admins, and who looks at the channel of everybody, find no way to its end", async () => {
  const first = open({}, { me: BEN });
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  expect(screen.queryByRole("button", { name: "Delete…" })).toBeNull();
  first.unmount();
  const second = open({ isDefault: true });
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  expect(screen.queryByRole("button", { name: "Delete…" })).toBeNull();
  second.unmount();
  open({ archivedAt: 1, isMember: false });
  await userEvent.click(screen.getByRole("radio", { name: "Settings" }));
  expect(screen.getByRole("button", { name: "Delete…" })).toBeVisible();
  expect(screen.queryByRole("radio", { name: "Owners only" })).toBeNull();
});
