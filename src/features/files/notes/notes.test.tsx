/** A note as it is read, written and joined: what was typed is never lost. */
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test } from "vitest";
import { forgetDrafts } from "@/platform/drafts";
import { BEN, show } from "@/testing.client";
import { ChannelFiles } from "../channel/ChannelFiles";
import { chosenText, type Conflict, type Note } from "./note";

const AT = Date.UTC(2026, 10, 28, 12);
const channelId = "c1" as never;
const page = <T,>(items: T[]) => ({ page: items, isDone: true, continueCursor: "" });

const note = (more: Partial<Note> = {}): Note =>
  ({
    _id: "n1",
    _creationTime: AT,
    channelId,
    title: "Week",
    text: "Monday **first**",
    revision: 1,
    createdBy: "ana",
    changedBy: "ana",
    changedAt: AT,
    ...more,
  }) as Note;

const CONFLICT: Conflict = {
  status: "conflict",
  revision: 2,
  changedBy: "ana" as never,
  pieces: [{ text: "Start" }, { mine: "mine", theirs: "theirs" }, { text: "End" }],
};

afterEach(() => forgetDrafts());

type Options = Parameters<typeof show>[1];
function open(more: Partial<Note> = {}, options: Options & { canWrite?: boolean; saved?: unknown } = {}) {
  const { canWrite = true, saved = { status: "saved", revision: 2 }, ...rest } = options;
  const answers = {
    "filing/folders:list": [],
    "filing/notes:list": page([note(more)]),
    "files:list": page([]),
    "filing/notes:get": note(more),
    "filing/notes:save": saved,
    "filing/notes:revisions": page([
      { revision: 2, authorId: BEN.id, at: AT, text: "Now" },
      { revision: 1, authorId: "ana", at: AT, text: "Before" },
    ]),
    ...rest.answers,
  };
  return show(<ChannelFiles channelId={channelId} canWrite={canWrite} />, {
    me: BEN,
    path: "/?note=n1",
    ...rest,
    answers,
  });
}
const field = () => screen.getByRole("textbox", { name: "Text of the note" });
const startEditing = async () => await userEvent.click(await screen.findByRole("button", { name: "Edit" }));

test("a note is read as Markdown; who may not write has no way to", async () => {
  open({}, { canWrite: false });
  expect((await screen.findByText("first")).tagName).toBe("STRONG");
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
});

test("a note that nobody has written in is open to be written", async () => {
  open({ text: "" });
  expect(await screen.findByRole("textbox", { name: "Text of the note" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("Nothing is written here yet. Choose Edit to begin.")).toBeVisible();
});

test("what was typed is saved with the revision that it was made of, and the keyboard goes back", async () => {
  const { calls } = open();
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "filing/notes:save", args: { noteId: "n1", revision: 1, text: "Monday **first**!" } },
    ]),
  );
  await waitFor(() => expect(screen.getByRole("button", { name: "Edit" })).toHaveFocus());
});

test("it survives that the note is left, and is of its old revision however often others save", async () => {
  const { unmount } = open();
  await startEditing();
  await userEvent.clear(field());
  await userEvent.type(field(), "Mine");
  await userEvent.click(screen.getByRole("link", { name: "Files" }));
  expect(screen.getByText(/^Not saved/)).toBeVisible();
  unmount();
  const { calls } = open({ revision: 3, text: "Theirs" });
  expect(await screen.findByDisplayValue("Mine")).toBeVisible();
  expect(screen.getByText(/Ana Ruiz saved this note meanwhile/)).toBeVisible();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls[0]).toMatchObject({ args: { revision: 1, text: "Mine!" } }));
});

test("what is typed after the note was left while it is saved is not dropped with what was saved", async () => {
  const { promise: saved, resolve: answer } = Promise.withResolvers<unknown>();
  const { unmount } = open({}, { saved });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(field()).toHaveAttribute("readonly");
  await userEvent.click(screen.getByRole("link", { name: "Files" }));
  await userEvent.click(screen.getByRole("link", { name: "Week" }));
  await userEvent.type(field(), "?");
  await act(async () => {
    answer({ status: "saved", revision: 2 });
    await saved;
  });
  expect(field()).toHaveValue("Monday **first**!?");
  unmount();
});

test("what is refused stays in the field", async () => {
  const refuse = () => new ConvexError({ code: "CHANNEL_ARCHIVED" });
  open({}, { refuse });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).toBeEnabled());
  expect(field()).toHaveValue("Monday **first**!");
});

test("where both changed the same lines both are shown, and what is chosen is saved", async () => {
  const { calls } = open({}, { saved: CONFLICT });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("heading", { name: "Ana Ruiz changed the same lines" })).toBeVisible();
  expect(screen.getByRole("radio", { name: "Both" })).toBeChecked();
  expect(screen.getByRole("region", { name: "Ana Ruiz changed the same lines" })).toHaveFocus();
  await userEvent.click(screen.getByRole("button", { name: "Back to my text" }));
  expect(field()).toHaveValue("Monday **first**!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("radio", { name: "Ana Ruiz’s" }));
  await userEvent.click(screen.getByRole("radio", { name: "Both" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.at(-1)).toEqual({
      name: "filing/notes:save",
      args: { noteId: "n1", revision: 2, text: "Start\ntheirs\nmine\nEnd" },
    }),
  );
});

test("what was chosen can be changed further, from the newest revision on", async () => {
  const { calls } = open({}, { saved: CONFLICT });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("radio", { name: "Mine" }));
  await userEvent.click(screen.getByRole("button", { name: "Edit further" }));
  expect(field()).toHaveValue("Start\nmine\nEnd");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls.at(-1)).toMatchObject({ args: { revision: 2 } }));
});

test("texts that fit together but are too long are in the field to be shortened", async () => {
  const long = "x".repeat(40_001);
  open({}, { saved: { ...CONFLICT, pieces: [{ text: long }] } });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("40,001 / 40,000");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
});

test("an older text becomes the newest, but not over what is not saved", async () => {
  const { calls, unmount } = open({ revision: 2, text: "Now" });
  await userEvent.click(await screen.findByRole("button", { name: "Earlier versions" }));
  const versions = within(await screen.findByRole("list", { name: "Earlier versions" }));
  expect(versions.getByText("Current")).toBeVisible();
  await userEvent.click(versions.getByRole("button", { name: "Restore version 1" }));
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "filing/notes:save", args: { noteId: "n1", revision: 2, text: "Before" } },
    ]),
  );
  unmount();
  open({ revision: 2, text: "Now" });
  await startEditing();
  await userEvent.type(field(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Earlier versions" }));
  expect(await screen.findByText("Before")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Restore version 1" })).toBeNull();
});

test("Escape leaves where nothing was typed, and nowhere else", async () => {
  open();
  await startEditing();
  await userEvent.keyboard("{Escape}");
  await startEditing();
  await userEvent.type(field(), "!{Escape}");
  expect(field()).toHaveValue("Monday **first**!");
  await userEvent.click(screen.getByRole("button", { name: "Discard changes" }));
  expect(await screen.findByText("first")).toBeVisible();
});

test("a note that was deleted gives back what was typed in it", async () => {
  const { unmount } = open();
  await startEditing();
  await userEvent.type(field(), " and more");
  unmount();
  const gone = { "filing/notes:get": new Error("gone") };
  const second = open({}, { answers: gone });
  expect(await screen.findByDisplayValue("Monday **first** and more")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByText("It was deleted, or you can’t see its channel.")).toBeVisible();
  second.unmount();
});

test("a note of another channel is not here", async () => {
  open({ channelId: "c2" as never });
  expect(await screen.findByText("This note isn’t here")).toBeVisible();
});

test("of what was chosen nothing is lost but what was not chosen, and no blank line comes in", () => {
  const { pieces } = CONFLICT;
  expect(chosenText(pieces, [])).toBe("Start\ntheirs\nmine\nEnd");
  expect(chosenText(pieces, [undefined, "mine"])).toBe("Start\nmine\nEnd");
  expect(chosenText(pieces, [undefined, "theirs"])).toBe("Start\ntheirs\nEnd");
  const taken = [{ text: "a" }, { mine: "", theirs: "kept" }, { text: "b" }];
  expect([chosenText(taken, []), chosenText(taken, [undefined, "mine"])]).toEqual(["a\nkept\nb", "a\nb"]);
});
