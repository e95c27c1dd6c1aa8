import type { Id } from "@convex/_generated/dataModel";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useLocation } from "react-router";
import { afterEach, expect, test } from "vitest";
import { show } from "@/testing.client";
import { writeDraft } from "@/platform/drafts";
import { NO_FILTER } from "../filter/filter";
import { Tasks } from "../list/Tasks";

afterEach(() => localStorage.clear());

const channelId = "c1" as Id<"channels">;
const columns = PLAIN_COLUMNS.map((column) => ({
  ...column,
  cards: [],
  total: 0,
  hasMore: false,
  isLoading: false,
  loadMore: () => undefined,
}));
const view = (name: string, query: string, more: object = {}) => ({
  _id: name,
  name,
  query,
  isShared: true,
  isDefault: false,
  mayChange: false,
  ...more,
});
const Address = () => <p role="note">{useLocation().search}</p>;

function open(path: string, views: unknown[] | undefined) {
  const board = (
    <>
      <Tasks
        columns={columns}
        channelId={channelId}
        channelNames={new Map()}
        openTaskId={undefined}
        canWrite
      />
      <Address />
    </>
  );
  const answers = {
    ...(views && { "board/views:list": views }),
    "board/labels:list": [],
    "tasks:list": { page: [], isDone: true },
  };
  return show(board, { path, answers });
}
const address = () => screen.getByRole("note").textContent;

const urgent = view("urgent", "view=list&priority=urgent", { isDefault: true });

test("a board opens with the view that its channel has chosen, and what is open beside it stays", async () => {
  open("/?task=t1", [view("other", "view=calendar"), urgent]);
  expect(address()).toBe("?task=t1&priority=urgent&view=list");
  expect(screen.getByRole("radio", { name: "List" })).toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  expect(await screen.findByRole("menuitemcheckbox", { name: "urgent (opens first)" })).toBeChecked();
  await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "Whole board" }));
  expect(address()).toBe("?task=t1&view=board");
  expect(screen.getByRole("radio", { name: "Board" })).toBeChecked();
});

test.each([
  ["an address that says a view", "/?view=board"],
  ["an address that says a filter", "/?tag=docs"],
])("%s wins", (_name, path) => {
  open(path, [urgent]);
  expect(address()).toBe(path.slice(1));
});

test("a filter that I left here wins, and without a chosen view the board is whole", () => {
  writeDraft("ana:board:c1", { ...NO_FILTER, text: "mine" });
  const left = open("/", [urgent]);
  expect(address()).toBe("");
  expect(screen.getByRole("searchbox")).toHaveValue("mine");
  left.unmount();
  localStorage.clear();
  open("/", [view("other", "view=calendar")]);
  expect(address()).toBe("");
  expect(screen.getByRole("region", { name: "To do" })).toBeVisible();
});

test("nothing of the board is shown before it is known with what it opens", () => {
  open("/", undefined);
  expect(screen.queryByRole("region", { name: "To do" })).toBeNull();
});

test("which view the board opens with is chosen among those that are shared", async () => {
  const own = view("own", "view=list", { isShared: false, mayChange: true });
  const { calls } = open("/?view=board", [own, urgent, view("other", "view=calendar")]);
  await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Manage views…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Open the board with other" }));
  await userEvent.click(screen.getByRole("button", { name: "Open the board with urgent", pressed: true }));
  expect(screen.queryByRole("button", { name: "Open the board with own" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Delete the view urgent" })).toBeNull();
  expect(calls).toEqual([
    { name: "board/views:setDefault", args: { channelId, viewId: "other" } },
    { name: "board/views:setDefault", args: { channelId, viewId: null } },
  ]);
});
