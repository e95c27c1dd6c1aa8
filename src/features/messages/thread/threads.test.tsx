import type { Id } from "@convex/_generated/dataModel";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { MESSAGE_MUTATIONS } from "../messageMutations";
import { Participants } from "./Participants";
import { ThreadPane } from "./ThreadPane";

const saved = (id: string, more: object = {}) => ({
  _id: id,
  _creationTime: 1,
  commitTs: 1n,
  channelId: "c1",
  authorId: BEN.id,
  text: "Question",
  sentAt: 1,
  mentions: [],
  replyCount: 0,
  files: [],
  linkPreviews: [],
  reactions: [],
  ...more,
});
const channel = { _id: "c1", name: "launch", kind: "public", description: "", isDefault: false };

const open = (mine: object, head: object = {}) =>
  show(
    <ThreadPane
      messageId={"m1" as Id<"messages">}
      canWrite
      tasks={{ Chip: () => null, open: () => undefined, create: () => undefined }}
      onClose={() => undefined}
    />,
    {
      mutations: MESSAGE_MUTATIONS,
      answers: {
        "channels:list": [channel],
        "inbox/threads:mine": mine,
        "messages:get": saved("m1", { replyCount: 1, ...head }),
        "messages:thread": {
          page: [saved("m2", { text: "Answer", authorId: ANA.id, threadId: "m1", commitTs: 2n })],
          isDone: true,
          continueCursor: "",
        },
      },
    },
  );

test("a thread is followed or left, resolved or reopened, in the head of its pane", async () => {
  const { calls, unmount } = open({ isFollowing: true, unread: 0 });
  await userEvent.click(screen.getByRole("button", { name: "Unfollow thread" }));
  await userEvent.click(screen.getByRole("button", { name: "Resolve" }));
  unmount();
  const other = open({ isFollowing: false, unread: 0 }, { resolvedBy: ANA.id });
  await userEvent.click(screen.getByRole("button", { name: "Follow thread" }));
  await userEvent.click(screen.getByRole("button", { name: "Reopen" }));
  const messageId = "m1";
  expect([...calls, ...other.calls]).toEqual([
    { name: "inbox/threads:unfollow", args: { messageId } },
    { name: "inbox/threads:resolve", args: { messageId } },
    { name: "inbox/threads:follow", args: { messageId } },
    { name: "inbox/threads:reopen", args: { messageId } },
  ]);
});

test("who took part is named, and a thread without replies cannot be resolved", () => {
  show(<Participants ids={[BEN.id, ANA.id]} />);
  expect(screen.getByRole("img", { name: "Ben Ito and Ana Ruiz took part" })).toBeVisible();
  open({ isFollowing: true, unread: 0 }, { replyCount: 0 });
  expect(screen.getByRole("button", { name: "Unfollow thread" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Resolve" })).toBeNull();
});

test("a reply goes to the channel too where that was chosen, for this one alone", async () => {
  const { calls } = open({ isFollowing: true, unread: 0 });
  const form = screen.getByRole("form", { name: "Reply" });
  const choice = within(form).getByRole("checkbox", { name: "Also send to #launch" });
  await userEvent.click(choice);
  await userEvent.type(within(form).getByRole("textbox"), "For all{Enter}");
  expect(choice).not.toBeChecked();
  await userEvent.type(within(form).getByRole("textbox"), "For us{Enter}");
  const sent = calls.filter(({ name }) => name === "messages:create").map(({ args }) => args);
  expect(sent).toMatchObject([{ text: "For all", threadId: "m1", alsoInChannel: true }, { text: "For us" }]);
  expect(sent[1]).not.toHaveProperty("alsoInChannel");
});
