/** Folders among the files of a channel, as they are drawn and changed. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import type { FileInfo } from "../file";
import { ChannelFiles } from "./ChannelFiles";
import { Folders, type Filed, type Folder } from "./folder";

const AT = Date.UTC(2026, 10, 28, 12);
const channelId = "c1" as never;
const page = <T,>(items: T[]) => ({ page: items, isDone: true, continueCursor: "" });

const folder = (id: string, parentId?: string, more: Partial<Folder> = {}): Folder =>
  ({
    _id: id,
    _creationTime: AT,
    channelId,
    name: id,
    createdBy: BEN.id,
    ...(parentId && { parentId }),
    ...more,
  }) as Folder;

const file = (id: string, folderId?: string): FileInfo =>
  ({
    _id: id,
    _creationTime: AT,
    uploaderId: BEN.id,
    name: `${id}.txt`,
    type: "text/plain",
    size: 1,
    hasPreview: false,
    state: "shown",
    ...(folderId && { folderId }),
  }) as FileInfo;

const note = (id: string, folderId?: string) => ({
  _id: id,
  _creationTime: AT,
  channelId,
  title: id,
  revision: 1,
  createdBy: BEN.id,
  changedBy: BEN.id,
  changedAt: AT,
  ...(folderId && { folderId }),
});

type Asked = { folderId?: string | null; name?: string; title?: string };
/** What lies in a folder; all of it where none is asked for. */
const filed =
  <T extends { folderId?: string | undefined }>(all: T[]) =>
  ({ folderId }: Asked) =>
    page(all.filter((one) => folderId === undefined || one.folderId === (folderId ?? undefined)));

const FOLDERS = [
  folder("Plans"),
  folder("Drafts", "Plans"),
  folder("Photos", undefined, { createdBy: ANA.id }),
];
const answers = {
  "filing/folders:list": FOLDERS,
  "filing/notes:list": filed([note("Week"), note("Retro", "Drafts")]),
  "files:list": filed([file("loose"), file("inner", "Drafts"), file("lost", "gone")]),
  "filing/folders:deleted": page([folder("Old", undefined, { deletedAt: AT })]),
  "filing/notes:deleted": page([{ ...note("Former"), deletedAt: AT + 1 }]),
};
const list = () => screen.getByRole("list", { name: "Files" });
const names = () =>
  within(list())
    .queryAllByRole("listitem")
    .map((item) => item.querySelector("a, button")?.textContent);
const files = (canWrite = true) => <ChannelFiles channelId={channelId} canWrite={canWrite} />;

test("a folder shows the folders, notes and files in it, and the way back up", async () => {
  show(files(), { me: BEN, answers });
  await waitFor(() => expect(names()).toEqual(["Photos", "Plans", "Week", "loose.txt"]));
  await userEvent.click(screen.getByRole("link", { name: "Plans" }));
  expect(names()).toEqual(["Drafts"]);
  await userEvent.click(screen.getByRole("link", { name: "Drafts" }));
  expect(names()).toEqual(["Retro", "inner.txt"]);
  const path = screen.getByRole("navigation", { name: "Path" });
  expect(
    within(path)
      .getAllByRole("link")
      .map(({ textContent }) => textContent),
  ).toEqual(["Files", "Plans", "Drafts"]);
  expect(within(path).getByRole("link", { name: "Drafts" })).toHaveAttribute("aria-current", "page");
  await userEvent.click(within(path).getByRole("link", { name: "Files" }));
  expect(names()).toEqual(["Photos", "Plans", "Week", "loose.txt"]);
});

test("keys go on inside of a folder that was opened by keys", async () => {
  show(files(), { me: BEN, answers });
  (await screen.findByRole("link", { name: "Plans" })).focus();
  await userEvent.keyboard("{Enter}");
  expect(names()).toEqual(["Drafts"]);
  await userEvent.tab();
  expect(screen.getByRole("link", { name: "Drafts" })).toHaveFocus();
});

test("a filter looks through all folders, and says where each hit lies", async () => {
  show(files(), { me: BEN, answers });
  await userEvent.type(await screen.findByRole("searchbox", { name: "Find by name" }), "dra");
  await waitFor(() => expect(names()).toContain("inner.txt"));
  const row = (name: string) =>
    within(list())
      .getAllByRole("listitem")
      .find(({ textContent }) => textContent?.includes(name))!;
  expect(names()[0]).toBe("Drafts");
  expect(
    within(row("inner.txt")).getByRole("link", { name: "Open the folder Plans / Drafts" }),
  ).toBeVisible();
  expect(within(row("lost.txt")).getByText("In a deleted folder")).toBeVisible();
  expect(within(row("loose.txt")).queryByText(/^In /)).toBeNull();
});

test("a thing is moved by its menu: not to where it is, and no folder into itself", async () => {
  const { calls } = show(files(), { me: BEN, answers });
  await userEvent.click(await screen.findByRole("button", { name: "Actions for Plans" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Move to…" }));
  const options = () => screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(options()).toEqual(["Photos"]);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Actions for loose.txt" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Move to…" }));
  expect(options()).toEqual(["Photos", "Plans", "Plans / Drafts"]);
  await userEvent.type(screen.getByRole("combobox", { name: "Find a folder" }), "drafts{Enter}");
  await waitFor(() =>
    expect(calls).toEqual([{ name: "files:move", args: { fileId: "loose", folderId: "Drafts" } }]),
  );
});

test("a thing is moved into a folder that is made for it", async () => {
  const { calls } = show(files(), {
    me: BEN,
    answers: { ...answers, "filing/folders:create": "fresh" },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Actions for Week" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Move to…" }));
  await userEvent.click(screen.getByRole("button", { name: "New folder" }));
  await userEvent.type(screen.getByLabelText("Folder name"), "Weeks{Enter}");
  await waitFor(() =>
    expect(calls).toEqual([
      { name: "filing/folders:create", args: { channelId, parentId: null, name: "Weeks" } },
      { name: "filing/notes:move", args: { noteId: "Week", folderId: "fresh" } },
    ]),
  );
});

test("a name that is refused is said, and stays typed until it is discarded", async () => {
  const refuse = () => new ConvexError({ code: "FOLDER_NAME_TAKEN" });
  show(files(), { me: BEN, answers, refuse });
  const open = async () => {
    await userEvent.click(await screen.findByRole("button", { name: "New" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "New folder" }));
  };
  await open();
  await userEvent.type(screen.getByLabelText("Folder name"), "Plans{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("A folder with this name is already here.");
  await userEvent.keyboard("{Escape}");
  await open();
  expect(screen.getByLabelText("Folder name")).toHaveValue("Plans");
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  await open();
  expect(screen.getByLabelText("Folder name")).toHaveValue("");
});

test("its maker and admins rename and delete a folder; other members move it; readers have no menu", async () => {
  const asked = async (me: typeof ANA, canWrite = true) => {
    const shown = show(files(canWrite), { me, answers });
    await screen.findByRole("link", { name: "Photos" });
    const button = screen.queryByRole("button", { name: "Actions for Photos" });
    if (button) await userEvent.click(button);
    const items = button ? await screen.findAllByRole("menuitem") : [];
    const said = items.map(({ textContent }) => textContent);
    shown.unmount();
    return said;
  };
  expect(await asked(ANA)).toEqual(["Rename", "Move to…", "Delete folder"]);
  expect(await asked(BEN)).toEqual(["Move to…"]);
  expect(await asked(BEN, false)).toEqual([]);
});

test("a folder that was deleted says so, and what was deleted comes back", async () => {
  const { calls } = show(files(), { me: BEN, answers, path: "/?folder=nowhere" });
  expect(await screen.findByText("This folder isn’t here")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "New" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Deleted folders and notes" }));
  const buttons = await screen.findAllByRole("button", { name: /^Restore / });
  expect(buttons.map((button) => button.getAttribute("aria-label"))).toEqual([
    "Restore Former",
    "Restore Old",
  ]);
  await userEvent.click(buttons[1]!);
  await waitFor(() => expect(calls).toEqual([{ name: "filing/folders:restore", args: { folderId: "Old" } }]));
});

test("an empty folder says what comes there, and the list waits until all of it is known", async () => {
  const { unmount } = show(files(), { me: BEN, answers, path: "/?folder=Photos" });
  expect(await screen.findByText("This folder is empty")).toBeVisible();
  unmount();
  const { "filing/notes:list": _n, ...waiting } = answers;
  show(files(), { me: BEN, answers: waiting, path: "/?folder=Photos" });
  expect(await screen.findByText("Loading files…")).toBeInTheDocument();
  expect(screen.queryByText("This folder is empty")).toBeNull();
});

test("places know their paths, and what they can take", () => {
  const folders = new Folders(FOLDERS);
  const thing = (kind: "file" | "folder", id: string, place?: string) =>
    ({ kind, id, name: id, place }) as unknown as Filed;
  expect(folders.title("Drafts" as never)).toBe("Plans / Drafts");
  expect(folders.placesFor(thing("file", "x", "Drafts"))).toEqual([undefined, "Photos", "Plans"]);
  expect(folders.placesFor(thing("folder", "Plans"))).toEqual(["Photos"]);
  expect(folders.placesFor(thing("folder", "Drafts", "Plans"))).toEqual([undefined, "Photos"]);
});
