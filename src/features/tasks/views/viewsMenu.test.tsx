import type { Id } from "@convex/_generated/dataModel";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { useLocation } from "react-router";
import { afterEach, expect, test } from "vitest";
import { refusals } from "@/platform/reportRefusal";
import { show } from "@/testing.client";
import { TASK_MUTATIONS } from "../taskMutations";
import { ViewsMenu } from "./ViewsMenu";

afterEach(() => localStorage.clear());

const channelId = "c1" as Id<"channels">;
const view = (name: string, query: string, more: object = {}) => ({
  _id: name,
  name,
  query,
  isShared: false,
  isDefault: false,
  mayChange: true,
  ...more,
});
const Address = () => <p role="note">{useLocation().search}</p>;
const address = () => screen.getByRole("note").textContent;

type Options = {
  path?: string;
  canShare?: boolean;
  answers?: object;
  place?: Id<"channels"> | undefined;
  refuse?: () => unknown;
};

async function open(
  views: unknown[],
  { path = "/", canShare = true, answers = {}, place = channelId, refuse }: Options = {},
) {
  const shown = show(
    <>
      <ViewsMenu channelId={place} view="list" canShare={canShare} />
      <Address />
    </>,
    {
      path,
      mutations: TASK_MUTATIONS,
      answers: { ...answers, "board/views:list": views },
      ...(refuse && { refuse }),
    },
  );
  await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  return shown;
}
const choose = async (name: string) => await userEvent.click(await screen.findByRole("menuitem", { name }));
const items = () => screen.queryAllByRole("menuitemcheckbox").map((item) => item.textContent);
const name = () => screen.findByRole("textbox", { name: "Name" });
const save = () => screen.getByRole("button", { name: "Save" });

test("where nothing is kept there is nothing to choose or manage, but what is on screen to keep", async () => {
  const { calls } = await open([], { path: "/?view=list&tag=docs&task=t1" });
  expect(items()).toEqual([]);
  expect(screen.queryByRole("menuitem", { name: "Manage views…" })).toBeNull();
  await choose("Save this view…");
  await userEvent.type(await name(), "  ");
  expect(save()).toBeDisabled();
  await userEvent.type(await name(), "Docs");
  await userEvent.click(screen.getByRole("checkbox", { name: "For everyone who sees this board" }));
  await userEvent.click(save());
  const args = { channelId, name: "  Docs", query: "view=list&tag=docs", isShared: true };
  expect(calls).toEqual([{ name: "board/views:save", args }]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("who may not share keeps for themselves, manages their own, and says of a name that it is taken", async () => {
  const shared = view("All", "view=board&due=week", { isShared: true, mayChange: false });
  const { calls } = await open([view("Mine", "view=list&due=today"), shared], { canShare: false });
  await choose("Save this view…");
  await userEvent.type(await name(), "Mine");
  expect(screen.getByText("Replaces the view of this name")).toBeVisible();
  expect(screen.queryByRole("checkbox")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  await choose("Manage views…");
  expect(screen.queryByRole("button", { name: /^Open the board with/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Delete the view All" })).toBeNull();
  await userEvent.click(await screen.findByRole("button", { name: "Delete the view Mine" }));
  expect(calls).toEqual([{ name: "board/views:remove", args: { viewId: "Mine" } }]);
});

test("the one on screen is ticked, and another is a click; what is open beside the board stays", async () => {
  await open([view("Docs", "view=list&tag=docs"), view("Soon", "view=calendar&due=week&month=2026-12")], {
    path: "/?view=list&tag=docs&task=t1",
  });
  expect(items()).toEqual(["Whole board", "Docs", "Soon"]);
  expect(screen.getByRole("menuitemcheckbox", { name: "Docs" })).toBeChecked();
  expect(screen.getByRole("menuitemcheckbox", { name: "Soon" })).not.toBeChecked();
  await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "Soon" }));
  const params = new URLSearchParams(address() ?? "");
  expect(Object.fromEntries(params)).toEqual({ task: "t1", view: "calendar", due: "week", month: "2026-12" });
});

test("a view that is on its way can be chosen already, in the place of the one of its name, and not be managed", async () => {
  await open([view("Docs", "view=list&tag=docs")], {
    path: "/?view=list&tag=faq",
    answers: { "board/views:save": () => new Promise(() => undefined) },
  });
  for (const typed of ["Docs", "More"]) {
    await choose("Save this view…");
    await userEvent.type(await name(), typed);
    await userEvent.click(save());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), { timeout: 5_000 });
    await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  }
  expect(items()).toEqual(["Whole board", "Docs", "More"]);
  expect(screen.getByRole("menuitemcheckbox", { name: "Docs" })).toBeChecked();
  await choose("Manage views…");
  expect(screen.queryByRole("button", { name: "Delete the view More" })).toBeNull();
});

test("what the server refuses is said, the name is still there, and it is not among the views", async () => {
  await open([], { place: undefined, refuse: () => new ConvexError({ code: "TOO_MANY_VIEWS" }) });
  await choose("Save this view…");
  await userEvent.type(await name(), "One more");
  await userEvent.click(save());
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(await name()).toHaveValue("One more");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
  expect(items()).toEqual([]);
});

test("what is refused once its dialog is gone is told with its name", async () => {
  let refuse = (_error: unknown): void => undefined;
  const answer = new Promise((_resolve, reject) => (refuse = reject));
  await open([], { place: undefined, answers: { "board/views:save": () => answer } });
  await choose("Save this view…");
  await userEvent.type(await name(), "One more");
  await userEvent.click(save());
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), { timeout: 5_000 });
  refuse(new ConvexError({ code: "TOO_MANY_VIEWS" }));
  await waitFor(() => expect(refusals.get()?.text).toMatch(/^The view “One more” was not saved\. ./));
});
