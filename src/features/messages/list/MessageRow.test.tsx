import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { useState } from "react";
import { beforeEach, expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { toFeed, toRows } from "../feed";
import type { SavedMessage } from "../message";
import { MESSAGE_MUTATIONS } from "../messageMutations";
import { forgetRemoved, useRemoved, withRemoved } from "../removed";
import { useMessageActions } from "../useMessageActions";
import { MessageRow } from "./MessageRow";
import { Asked } from "./Asked";
import { selectMessage } from "./selection";

const saved = {
  _id: "m1",
  _creationTime: 1,
  channelId: "c1",
  authorId: ANA.id,
  text: "We ship on Friday",
  sentAt: 1,
  mentions: [],
  replyCount: 0,
  files: [],
  linkPreviews: [],
  reactions: [],
} as unknown as SavedMessage;

const PLACE = { channelId: saved.channelId };

function List({ message }: { message: SavedMessage }) {
  const place = { channelId: message.channelId };
  const { list, asked } = useMessageActions({
    place,
    messages: [],
    canAct: true,
    canWrite: true,
  });
  const feed = withRemoved([toFeed(message)], useRemoved(place), { isFromStart: true, isToEnd: true });
  return (
    <main>
      <div role="log">
        {toRows(feed).map((row) => (
          <MessageRow
            key={row.message.key}
            row={row}
            isActive={false}
            isEditing={row.message.key === list.editingKey}
            actions={list.actions}
            onActivate={() => undefined}
          />
        ))}
      </div>
      <Asked asked={asked} messages={feed} actions={list.actions} />
    </main>
  );
}

const open = (changes: Partial<SavedMessage> = {}, refuse?: () => unknown, savedIds: string[] = []) =>
  show(<List message={{ ...saved, ...changes }} />, {
    mutations: MESSAGE_MUTATIONS,
    answers: { "messages:savedIn": savedIds },
    ...(refuse && { refuse }),
  });
const row = () => screen.getByRole("article");
const editor = () => screen.findByRole("textbox", { name: "Edit message" });

async function edit(text: string) {
  selectMessage(row());
  await userEvent.keyboard("e");
  await userEvent.clear(await editor());
  await userEvent.type(await editor(), text);
}

beforeEach(() => forgetRemoved(saved._id));

test("a click on a message gives it no focus, so that keys typed after it delete nothing", async () => {
  const { calls } = open();
  await userEvent.click(screen.getByText("We ship on Friday"));
  expect(row()).not.toHaveFocus();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "Backspace" });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "Delete" });
  expect(calls).toEqual([]);
});

test("my message, selected by keyboard, is deleted and stays in its place to be brought back", async () => {
  const { calls } = open();
  selectMessage(row());
  await userEvent.keyboard("{Delete}");
  expect(await screen.findByText("You deleted this message.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("We ship on Friday")).toBeVisible();
  expect(calls.map(({ name }) => name)).toEqual(["messages:remove", "messages:restore"]);
});

test("a message of somebody else is deleted by an admin after a question only", async () => {
  const { calls } = open({ authorId: BEN.id });
  selectMessage(row());
  await userEvent.keyboard("{Delete}");
  await screen.findByRole("dialog", { name: "Delete Ben Ito’s message?" });
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(calls).toEqual([]);
  selectMessage(row());
  await userEvent.keyboard("{Delete}");
  await userEvent.click(await screen.findByRole("button", { name: "Delete message" }));
  expect(calls).toEqual([{ name: "messages:remove", args: { messageId: "m1" } }]);
});

test("a deletion that is refused leaves the message as it was", async () => {
  open({}, () => new ConvexError({ code: "NOT_A_MEMBER" }));
  selectMessage(row());
  await userEvent.keyboard("{Delete}");
  expect(await screen.findByText("We ship on Friday")).toBeVisible();
});

test("an edit that was stopped is kept, and taken up again", async () => {
  const first = open();
  await edit("We ship on Monday");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("Unsaved edit")).toBeVisible();
  first.unmount();
  open();
  await userEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(await editor()).toHaveValue("We ship on Monday");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(screen.queryByText("Unsaved edit")).toBeNull();
});

test("an edit that is refused opens again with its text", async () => {
  const { calls } = open({}, () => new ConvexError({ code: "TEXT_TOO_LONG" }));
  await edit("We ship on Monday, and here is why");
  await userEvent.keyboard("{Enter}");
  expect(calls).toHaveLength(1);
  expect(await editor()).toHaveValue("We ship on Monday, and here is why");
});

test("an edit that is accepted leaves nothing behind", async () => {
  const { calls } = open();
  await edit("We ship on Monday");
  await userEvent.keyboard("{Enter}");
  expect(calls).toEqual([{ name: "messages:update", args: { messageId: "m1", text: "We ship on Monday" } }]);
  expect(screen.queryByText("Unsaved edit")).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test("what can be done with messages stays the same object, so that rows are not drawn again", async () => {
  const seen = new Set<unknown>();
  function Probe() {
    const [count, setCount] = useState(0);
    const messages = Array.from({ length: count }, () => toFeed(saved));
    const { list } = useMessageActions({ messages, place: PLACE, canAct: true, canWrite: true });
    seen.add(list.actions);
    return (
      <button type="button" onClick={() => setCount(count + 1)}>
        drawn {count}
      </button>
    );
  }
  show(<Probe />, { mutations: MESSAGE_MUTATIONS });
  await userEvent.click(screen.getByRole("button", { name: "drawn 0" }));
  expect(screen.getByText("drawn 1")).toBeVisible();
  expect(seen.size).toBe(1);
});

test("a message is saved and pinned by a key, says so over it, and lets both go again", async () => {
  const view = open();
  selectMessage(row());
  await userEvent.keyboard("s");
  await userEvent.keyboard("p");
  expect(view.calls.map(({ name }) => name)).toEqual(["messages:save", "messages:pin"]);
  expect(screen.queryByText("Saved for later")).toBeNull();
  view.unmount();

  const marked = open({ pinnedBy: BEN.id }, undefined, ["m1"]);
  expect(screen.getByText("Pinned by Ben Ito")).toBeVisible();
  expect(screen.getByText("Saved for later")).toBeVisible();
  selectMessage(row());
  await userEvent.keyboard("s");
  await userEvent.keyboard("p");
  expect(marked.calls.map(({ name }) => name)).toEqual(["messages:unsave", "messages:unpin"]);
});

test("a focused message is read aloud with its text", () => {
  open();
  expect(row()).toHaveAccessibleDescription(/We ship on Friday/);
});

test("a long message shows its beginning until one asks for the rest", async () => {
  open({ text: Array.from({ length: 60 }, (_, i) => `line ${i}`).join("\n") });
  const more = screen.getByRole("button", { name: "Show more" });
  expect(more).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(more);
  expect(screen.getByRole("button", { name: "Show less" })).toBeVisible();
});
