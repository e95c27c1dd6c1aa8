import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { Observable } from "@/lib/observable";
import { toast } from "@/ui/floating/toast";
import { toFeed, toRows, type FeedMessage } from "../feed";
import type { SavedMessage } from "../message";
import { MESSAGE_MUTATIONS } from "../messageMutations";
import { forgetRemoved } from "../removed";
import { Asked } from "../list/Asked";
import { MessageRow } from "../list/MessageRow";
import { selectMessage } from "../list/selection";
import { useMessageActions } from "../useMessageActions";
import { choose, withChoice } from "./choices";
import { isChosen, type Chosen } from "./chosen";

const PLACE = { channelId: "c1" as Id<"channels"> };

const said = (n: number, authorId: string = ANA.id): FeedMessage =>
  toFeed({
    _id: `m${n}`,
    _creationTime: n,
    commitTs: BigInt(n),
    channelId: "c1",
    authorId,
    text: `Line ${n}`,
    sentAt: n * 600_000,
    mentions: [],
    replyCount: 0,
    files: [],
    linkPreviews: [],
    reactions: [],
  } as unknown as SavedMessage);

const created = vi.fn<(ids: Id<"messages">[]) => void>();
const tasks = { Chip: () => null, open: () => undefined, create: created };

function List({ messages }: { messages: readonly FeedMessage[] }) {
  const { list, asked } = useMessageActions({
    place: PLACE,
    messages,
    canAct: true,
    canWrite: true,
    tasks,
  });
  const { actions, chosen } = list;
  return (
    <main role="log">
      {toRows(messages).map((row) => (
        <MessageRow
          key={row.message.key}
          row={row}
          isActive={false}
          isEditing={false}
          isChosen={isChosen(row.message, chosen)}
          actions={actions}
          onActivate={() => undefined}
        />
      ))}
      <Asked asked={asked} messages={messages} actions={actions} />
    </main>
  );
}

beforeEach(() => {
  created.mockClear();
  vi.restoreAllMocks();
  for (let n = 1; n <= 4; n++) forgetRemoved(`m${n}` as Id<"messages">);
});

const FOUR = [said(1), said(2), said(3, BEN.id), said(4)];
const open = (list = <List messages={FOUR} />, me = ANA, refuse?: () => unknown) =>
  show(list, {
    me,
    mutations: MESSAGE_MUTATIONS,
    answers: { "messages:savedIn": [] },
    ...(refuse && { refuse }),
  });

/** Chooses the first message by its key, so that clicks choose others. */
async function begin() {
  const [first] = screen.getAllByRole("article");
  selectMessage(first);
  fireEvent.keyDown(first!, { key: "x" });
  await screen.findByRole("toolbar", { name: "Selected messages" });
}
/** What is chosen comes from a chunk of its own. */
async function click(n: number, shiftKey = false) {
  await act(async () => {
    fireEvent.click(screen.getByText(`Line ${n}`), { shiftKey });
    await import("./choices");
  });
}
const boxes = () => screen.queryAllByRole<HTMLInputElement>("checkbox").map(({ checked }) => checked);

test("a key chooses the first; clicks then choose others, with Shift all between; Escape chooses none", async () => {
  open();
  expect(boxes()).toEqual([]);
  await begin();
  expect(await screen.findByRole("status")).toHaveTextContent("1 selected");
  await click(3, true);
  expect(boxes()).toEqual([true, true, true, false]);
  await click(2);
  expect(boxes()).toEqual([true, false, true, false]);
  expect(screen.getByRole("status")).toHaveTextContent("2 selected");
  fireEvent.keyDown(screen.getAllByRole("article")[0]!, { key: "Escape" });
  expect(boxes()).toEqual([]);
  expect(screen.queryByRole("toolbar", { name: "Selected messages" })).toBeNull();
});

test.each([
  ["Stop selecting", "Line 2"],
  ["Create a task", "Line 2"],
  ["Delete", undefined],
])("%s by keys leaves the focus at the message chosen last, or in the field", async (name, at) => {
  open(
    <main>
      <List messages={FOUR} />
      <textarea data-typing aria-label="Field" />
    </main>,
  );
  await begin();
  await click(2);
  const button = screen.getByRole("button", { name });
  button.focus();
  await userEvent.keyboard("{Enter}");
  expect(screen.queryByRole("toolbar", { name: "Selected messages" })).toBeNull();
  const field = screen.getByRole("textbox", { name: "Field" });
  expect(document.activeElement).toBe(at ? screen.getByText(at).closest("article") : field);
});

test("one task is made of all, in the order of the conversation, by the bar or by its key", async () => {
  open();
  await begin();
  await click(4);
  await click(2);
  await userEvent.click(await screen.findByRole("button", { name: "Create a task" }));
  expect(created.mock.lastCall).toEqual([["m1", "m2", "m4"]]);
  expect(boxes()).toEqual([]);
  await begin();
  await click(2);
  await screen.findByRole("toolbar");
  fireEvent.keyDown(screen.getAllByRole("article")[3]!, { key: "k" });
  expect(created.mock.lastCall).toEqual([["m1", "m2"]]);
});

test("who may not delete one of them is told so, and keeps the others", async () => {
  open(undefined, BEN);
  await begin();
  await click(3);
  expect(await screen.findByText("You can delete only your own messages.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Delete" })).toBeNull();
  await click(1);
  expect(await screen.findByRole("button", { name: "Delete" })).toBeEnabled();
});

test("own messages are deleted at once, with one way back; those of others after a question that names them", async () => {
  const undo = vi.spyOn(toast, "undo").mockImplementation(() => undefined);
  const { calls } = open();
  await begin();
  await click(2);
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  expect(calls.map(({ name, args }) => [name, args])).toEqual([
    ["messages:remove", { messageId: "m1" }],
    ["messages:remove", { messageId: "m2" }],
  ]);
  await vi.waitFor(() => expect(undo).toHaveBeenCalledWith("2 messages deleted", expect.any(Function)));
  act(() => undo.mock.lastCall![1]());
  expect(calls.slice(2).map(({ name }) => name)).toEqual(["messages:restore", "messages:restore"]);
  await begin();
  await click(3);
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  const dialog = await screen.findByRole("dialog", { name: "Delete 2 messages by Ana Ruiz and Ben Ito?" });
  expect(calls).toHaveLength(4);
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete 2 messages" }));
  expect(calls).toHaveLength(6);
});

test("of several that are refused each stays where it was", async () => {
  const { calls } = open(undefined, ANA, () => new ConvexError({ code: "NOT_FOUND" }));
  await begin();
  await click(2);
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  expect(calls).toHaveLength(2);
  expect(await screen.findByText("Line 1")).toBeVisible();
  expect(screen.getByText("Line 2")).toBeVisible();
});

test("what was deleted meanwhile, or is not sent yet, is not among them", async () => {
  const unsent = { ...said(2), id: undefined, status: "sending" as const };
  function Changing() {
    const [isGone, setIsGone] = useState(false);
    return (
      <>
        <List messages={[said(1), unsent, { ...said(3), isDeleted: isGone }]} />
        <button type="button" onClick={() => setIsGone(true)}>
          Delete it
        </button>
      </>
    );
  }
  open(<Changing />);
  await begin();
  await click(2);
  await click(3);
  expect(await screen.findByRole("status")).toHaveTextContent("2 selected");
  await userEvent.click(screen.getByRole("button", { name: "Delete it" }));
  expect(screen.getByRole("status")).toHaveTextContent("1 selected");
});

test("a range goes either way and on from its last one", () => {
  const list = Array.from({ length: LIMITS.messagesChosen + 2 }, (_, i) => said(i));
  const keys = (chosen: Chosen) => [...chosen.keys()];
  const one = withChoice(new Map(), list[2]!, undefined, list);
  expect(keys(withChoice(one, list[0]!, "last", list))).toEqual(["m2", "m1", "m0"]);
  const there = withChoice(one, list[4]!, "last", list);
  expect(keys(there)).toEqual(["m2", "m3", "m4"]);
  expect(keys(withChoice(there, list[3]!, "last", list))).toEqual(["m2", "m4", "m3"]);
  expect(keys(withChoice(there, list[3]!, undefined, list))).toEqual(["m2", "m4"]);
  // Shift and an arrow begin at the message in focus, chosen or not.
  expect(keys(withChoice(one, list[5]!, list[4]!, list))).toEqual(["m2", "m4", "m5"]);
  expect(keys(withChoice(there, list[5]!, list[4]!, list))).toEqual(["m2", "m3", "m4", "m5"]);
});

test("more than can be worked on at once are refused, and said", () => {
  const error = vi.spyOn(toast, "error").mockImplementation(() => undefined);
  const list = Array.from({ length: LIMITS.messagesChosen + 1 }, (_, i) => said(i));
  const store = new Observable<Chosen>(new Map());
  choose(store, list[0]!, undefined, list);
  choose(store, list.at(-1)!, "last", list);
  expect(store.get().size).toBe(1);
  expect(error).toHaveBeenCalledWith("Select up to 30 messages.");
  choose(store, list.at(-2)!, "last", list);
  expect(store.get().size).toBe(LIMITS.messagesChosen);
});
