import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
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

const answers = {
  "channels:members": {
    page: [ANA, BEN].map(({ id }) => ({ userId: id, joinedAt: 1, isDeactivated: false })),
    isDone: true,
    continueCursor: "",
  },
  "channels:memberCount": 2,
  "chat/channelSettings:size": { messages: 12, tasks: 1 },
};

function open(more: Partial<ChannelDetails> = {}, options: Parameters<typeof show>[1] = {}) {
  const pane = (
    <ChannelDetailsPane
      channel={{ ...channel, ...more }}
      bookmarks={null}
      log={<p>What was done</p>}
      onClose={() => undefined}
      onLeft={() => undefined}
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
  open({ canManage: false });
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
