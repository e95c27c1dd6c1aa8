import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { BEN, show } from "@/testing.client";
import type { ChannelDetails } from "../useChannels";
import { AccessRequests } from "./AccessRequests";
import { AskForAccess } from "./AskForAccess";

const channel = { _id: "c1", kind: "private", name: "hiring", isMember: true } as unknown as ChannelDetails;
const answers = { "channels:accessRequests": [{ userId: BEN.id, askedAt: 1 }] };

test("who asks is told the same whether there is such a channel or not", async () => {
  const { calls } = show(<AskForAccess channelId={channel._id} onLetIn={() => undefined} />, {
    answers: { "channels:list": [] },
  });
  await userEvent.click(screen.getByRole("button", { name: "Ask for access" }));
  expect(calls).toEqual([{ name: "channels:askForAccess", args: { channelId: "c1" } }]);
  expect(screen.getByRole("status")).toHaveTextContent("If it is a private channel, its people now see");
});

test("who is in the channel has nothing to ask for", () => {
  show(<AskForAccess channelId={channel._id} onLetIn={() => undefined} />, {
    answers: { "channels:list": [channel] },
  });
  expect(screen.queryByRole("button")).toBeNull();
});

test("a member sees who asks, and adds or dismisses them", async () => {
  const { calls } = show(<AccessRequests channel={channel} />, { answers });
  expect(screen.getByText("Ben Ito asks to join.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Add Ben Ito" }));
  await userEvent.click(screen.getByRole("button", { name: "Dismiss Ben Ito’s request" }));
  expect(calls.map(({ args }) => args)).toEqual([
    { channelId: "c1", userId: BEN.id, isAdded: true },
    { channelId: "c1", userId: BEN.id, isAdded: false },
  ]);
});

test.each([{ kind: "public" }, { isMember: false }, { archivedAt: 1 }] as Partial<ChannelDetails>[])(
  "with %o nobody is asked",
  (more) => {
    const { watched } = show(<AccessRequests channel={{ ...channel, ...more }} />, { answers });
    expect(watched).not.toContain("channels:accessRequests");
  },
);
