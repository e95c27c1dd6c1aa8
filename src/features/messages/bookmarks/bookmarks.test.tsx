import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChannelDetails } from "@/features/channels";
import { BEN, show } from "@/testing.client";
import { toast } from "@/ui/floating/toast";
import { asked } from "../later/asking";
import { WhenDialog } from "../later/WhenDialog";
import { BookmarkList } from "./BookmarkList";
import { BookmarksBar } from "./BookmarksBar";

const channel = {
  _id: "c1",
  name: "launch",
  kind: "public",
  isMember: true,
  canManage: false,
} as unknown as ChannelDetails;

const bookmarks = [
  { _id: "b1", url: "https://example.com/plan", title: "Plan", emoji: "📌" },
  { _id: "b2", url: "/board?task=abcdefgh12345678", title: "The one task" },
  { _id: "b3", url: "mailto:ana@example.com", title: "Ask Ana" },
];

/** Widths of nothing: what is folded is said by where each stands. */
let tops: number[] = [];

beforeEach(() => {
  tops = [];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, "offsetTop", "get").mockImplementation(function (this: HTMLElement) {
    return tops[[...(this.parentElement?.children ?? [])].indexOf(this)] ?? 0;
  });
  asked.set(undefined);
  // Files share one window.
  return () => vi.unstubAllGlobals();
});

function open(more: Partial<ChannelDetails> = {}, options: Parameters<typeof show>[1] = {}) {
  return show(
    <>
      <BookmarksBar channel={{ ...channel, ...more }} />
      <WhenDialog />
    </>,
    { answers: { "chat/bookmarks:list": bookmarks, "chat/bookmarks:titleOf": null }, ...options },
  );
}

const bar = () => screen.getByRole("navigation", { name: "Bookmarks" });
const menuOf = async (title: string) => {
  await userEvent.click(within(bar()).getByRole("button", { name: `Options for ${title}` }));
  return await screen.findByRole("menu");
};

test("a channel without bookmarks has no bar; with some, each is a link to its address", () => {
  const { unmount } = open({}, { answers: { "chat/bookmarks:list": [] } });
  expect(screen.queryByRole("navigation")).toBeNull();
  unmount();
  open();
  const [plan, task, mail] = within(bar()).getAllByRole("link");
  expect(plan).toHaveAttribute("href", "https://example.com/plan");
  expect(plan).toHaveAttribute("rel", "noreferrer");
  expect(plan).toHaveTextContent("📌Plan");
  expect(task).toHaveAttribute("href", "/board?task=abcdefgh12345678");
  expect(task).not.toHaveAttribute("target");
  expect(mail).toHaveAttribute("href", "mailto:ana@example.com");
});

test("what the row has no room for is counted, cannot be reached, and comes when it is asked for", async () => {
  tops = [0, 30, 30];
  open();
  const more = screen.getByRole("button", { name: "2 more" });
  expect(more).toHaveAttribute("aria-expanded", "false");
  const [plan, task] = within(bar()).getAllByRole("listitem");
  expect(plan).not.toHaveClass("invisible");
  expect(task).toHaveClass("invisible");
  await userEvent.click(more);
  expect(task).not.toHaveClass("invisible");
  await userEvent.click(screen.getByRole("button", { name: "Fewer" }));
  expect(task).toHaveClass("invisible");
});

test("its menu moves, edits and removes it; a removal can be undone, in its place", async () => {
  const undo = vi.spyOn(toast, "undoHere").mockImplementation(() => undefined);
  const tell = vi.spyOn(toast, "tell").mockImplementation(() => undefined);
  const { calls } = open();
  await userEvent.click(within(await menuOf("Plan")).getByText("Move later"));
  expect(tell).toHaveBeenLastCalledWith("Plan is now bookmark 2 of 3");
  await userEvent.click(within(await menuOf("Ask Ana")).getByText("Move earlier"));
  await userEvent.click(within(await menuOf("Plan")).getByText("Remove"));
  await waitFor(() => expect(undo).toHaveBeenCalled());
  undo.mock.lastCall![1]();
  expect(calls).toEqual([
    { name: "chat/bookmarks:move", args: { bookmarkId: "b1", beforeId: "b3" } },
    { name: "chat/bookmarks:move", args: { bookmarkId: "b3", beforeId: "b2" } },
    { name: "chat/bookmarks:remove", args: { bookmarkId: "b1" } },
    {
      name: "chat/bookmarks:add",
      args: {
        channelId: "c1",
        url: "https://example.com/plan",
        title: "Plan",
        emoji: "📌",
        beforeId: "b2",
      },
    },
  ]);
  await userEvent.click(within(await menuOf("Plan")).getByText("Edit…"));
  const name = await screen.findByRole("textbox", { name: "Name" });
  await userEvent.clear(name);
  await userEvent.type(name, "Our plan{Enter}");
  expect(calls.at(-1)).toEqual({
    name: "chat/bookmarks:update",
    args: { bookmarkId: "b1", url: "https://example.com/plan", title: "Our plan", emoji: "📌" },
  });
});

test.each([
  ["who looks in", { isMember: false }],
  ["an archived channel", { archivedAt: 1 }],
  ["a channel in which owners write", { posting: "owners" as const }],
])("%s changes none, and can copy their links", async (_who, more) => {
  open(more);
  expect(screen.queryByRole("button", { name: "Add a bookmark" })).toBeNull();
  const items = within(await menuOf("Plan")).getAllByRole("menuitem");
  expect(items.map(({ textContent }) => textContent)).toEqual(["Copy link"]);
});

test("who manages a channel in which owners write changes them", () => {
  open({ posting: "owners", canManage: true });
  expect(screen.getByRole("button", { name: "Add a bookmark" })).toBeVisible();
});

const add = async () => {
  await userEvent.click(screen.getByRole("button", { name: "Add a bookmark" }));
  return await screen.findByRole("textbox", { name: "Address" });
};

test("an address that is pasted gets the title that is known, until somebody names it", async () => {
  const answers = {
    "chat/bookmarks:list": bookmarks,
    "chat/bookmarks:titleOf": ({ url }: { url: string }) =>
      url === "https://example.com/" ? "Example" : null,
  };
  const { calls } = open({}, { answers });
  const address = await add();
  await userEvent.click(address);
  await userEvent.paste("example.com");
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Example");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect(calls).toEqual([
    {
      name: "chat/bookmarks:add",
      args: { channelId: "c1", url: "https://example.com/", title: "Example" },
    },
  ]);
  expect(screen.queryByRole("dialog")).toBeNull();
  await add();
  await userEvent.type(screen.getByRole("textbox", { name: "Address" }), `${location.origin}/my-tasks`);
  await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "Mine{Enter}");
  expect(calls.at(-1)?.args).toEqual({ channelId: "c1", url: "/my-tasks", title: "Mine" });
});

test("a page of which nothing is known is called after its host", async () => {
  const { calls } = open();
  await userEvent.type(await add(), "https://www.example.org/x{Enter}");
  expect(calls[0]?.args).toMatchObject({ url: "https://www.example.org/x", title: "example.org" });
});

test("an address that leads nowhere, and what the server refuses, is said, and what was typed stays", async () => {
  const full = new ConvexError({ code: "TOO_MANY_BOOKMARKS", message: "" });
  const { calls, unmount } = open({}, { refuse: () => full });
  await userEvent.type(await add(), "javascript:alert(1){Enter}");
  expect(screen.getByRole("alert")).toHaveTextContent("Enter a web or mail address");
  expect(calls).toEqual([]);
  await userEvent.clear(screen.getByRole("textbox", { name: "Address" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Address" }), "example.com{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("all the bookmarks it can have");
  unmount();
  asked.set(undefined);
  open();
  expect(await add()).toHaveValue("example.com");
});

test("the details have all of them, and the way to the first", async () => {
  const { unmount } = show(<BookmarkList channel={channel} />, {
    answers: { "chat/bookmarks:list": [] },
    me: BEN,
  });
  expect(screen.getByText(/stand at the top of the channel/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Add a bookmark" }));
  expect(asked.get()).toEqual({ kind: "bookmark", channelId: "c1" });
  unmount();
  const reader = { ...channel, isMember: false };
  const empty = show(<BookmarkList channel={reader} />, { answers: { "chat/bookmarks:list": [] } });
  expect(screen.queryByRole("region")).toBeNull();
  empty.unmount();
  show(<BookmarkList channel={reader} />, { answers: { "chat/bookmarks:list": bookmarks } });
  expect(screen.getAllByRole("link")).toHaveLength(3);
  expect(screen.queryByRole("button", { name: "Add a bookmark" })).toBeNull();
});
