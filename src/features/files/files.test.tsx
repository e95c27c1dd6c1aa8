import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { ChannelFiles } from "./channel/ChannelFiles";
import type { FileInfo } from "./file";
import { ShownFiles } from "./ShownFiles";

const AT = Date.UTC(2026, 10, 28, 12);
const PASS = { at: "http://here.example/http/files", pass: "ana.x.y", until: AT };

const file = (id: string, more: Partial<FileInfo> = {}): FileInfo =>
  ({
    _id: id,
    _creationTime: AT,
    uploaderId: BEN.id,
    name: `${id}.png`,
    type: "image/png",
    size: 2_048,
    width: 1_000,
    height: 500,
    hasPreview: true,
    state: "shown",
    ...more,
  }) as FileInfo;

const page = (files: FileInfo[]) => ({ page: files, isDone: true, continueCursor: "" });
const channelId = "c1" as never;
const NO_FILING = { "filing/folders:list": [], "filing/notes:list": page([]) };

test("a picture has its place before it has come, and its address asks for the smaller one", () => {
  show(<ShownFiles files={[file("roof")]} />, { answers: { "files:pass": PASS } });
  const place = screen.getByRole("button", { name: "Open roof.png" });
  expect(place).toHaveStyle({ width: "420px", aspectRatio: "1000 / 500" });
  expect(within(place).getByRole("img")).toHaveAttribute("src", "/http/files/roof?pass=ana.x.y&preview=1");
});

test.each<[string, Partial<FileInfo>, boolean, boolean]>([
  ["a GIF", { type: "image/gif" }, false, true],
  ["an animated WebP", { type: "image/webp", isAnimated: true }, false, true],
  ["an animated WebP, for who wants nothing to move,", { type: "image/webp", isAnimated: true }, true, false],
  ["a GIF, for who wants nothing to move,", { type: "image/gif" }, true, false],
  ["a WebP", { type: "image/webp" }, false, false],
])("%s is shown moving, or as its first picture", (_name, more, isStill, moves) => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (query) => ({ matches: isStill, media: query, addEventListener() {}, removeEventListener() {} }) as never,
  );
  show(<ShownFiles files={[file("roof", more)]} />, { answers: { "files:pass": PASS } });
  const source = screen.getByRole("img").getAttribute("src");
  expect(source).toBe(`/http/files/roof?pass=ana.x.y${moves ? "" : "&preview=1"}`);
});

test("a picture without a known size, and before the pass is there, has a place all the same", () => {
  const { width: _w, height: _h, ...unsized } = file("odd");
  show(<ShownFiles files={[unsized]} />, { answers: {} });
  expect(screen.getByRole("button", { name: "Open odd.png" })).toHaveStyle({ aspectRatio: "320 / 200" });
  expect(screen.queryByRole("img")).toBeNull();
});

test("other files are cards to open and to keep", async () => {
  const paper = file("paper", { name: "paper.doc", type: "application/msword" });
  show(<ShownFiles files={[paper]} />, { answers: { "files:pass": PASS } });
  expect(await screen.findByRole("link", { name: "Download paper.doc" })).toHaveAttribute(
    "href",
    "/http/files/paper?pass=ana.x.y&download=1",
  );
  await userEvent.click(screen.getByRole("button", { name: /paper.doc/ }));
  const viewer = await screen.findByRole("dialog", { name: "paper.doc" });
  expect(within(viewer).getByText("There’s no preview for this kind of file.")).toBeVisible();
});

test.each<[string, Partial<FileInfo>, string, string | null]>([
  ["its own", { width: 720, height: 1_280 }, "720 / 1280", "/http/files/film?pass=ana.x.y&preview=1"],
  [
    "that of most films where it is not known",
    { width: undefined, height: undefined, hasPreview: false },
    "16 / 9",
    null,
  ],
])("the place of a film has a proportion before it loads: %s", async (_name, shape, aspectRatio, poster) => {
  const film = file("film", { name: "film.mp4", type: "video/mp4", ...shape });
  show(<ShownFiles files={[film]} />, { answers: { "files:pass": PASS } });
  const video = await screen.findByLabelText("film.mp4", { selector: "video" });
  expect(video).toHaveStyle({ aspectRatio });
  expect(video.getAttribute("poster")).toBe(poster);
});

test("its uploader and admins rename and delete a file of the list; others only read it", async () => {
  const answers = {
    ...NO_FILING,
    "files:pass": PASS,
    "files:list": page([file("mine"), file("hers", { uploaderId: ANA.id })]),
  };
  const { unmount } = show(<ChannelFiles channelId={channelId} canWrite={false} />, { me: BEN, answers });
  expect(await screen.findByRole("button", { name: "Actions for mine.png" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Actions for hers.png" })).toBeNull();
  unmount();

  const { calls } = show(<ChannelFiles channelId={channelId} canWrite={false} />, { me: ANA, answers });
  await userEvent.click(await screen.findByRole("button", { name: "Actions for mine.png" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Rename" }));
  const field = screen.getByRole("textbox", { name: "File name" });
  await userEvent.clear(field);
  await userEvent.type(field, "new.png{Enter}");
  await waitFor(() =>
    expect(calls).toContainEqual({ name: "files:rename", args: { fileId: "mine", name: "new.png" } }),
  );
});

test("a list that is narrowed down to nothing says so, and an empty one what comes here", async () => {
  const answers = {
    ...NO_FILING,
    "files:pass": PASS,
    "files:list": ({ name }: { name?: string }) => page(name === undefined ? [file("roof")] : []),
  };
  const { unmount } = show(<ChannelFiles channelId={channelId} canWrite={false} />, { me: BEN, answers });
  await screen.findByText("roof.png");
  await userEvent.type(screen.getByRole("searchbox", { name: "Find by name" }), "zzz");
  expect(await screen.findByText("Nothing fits these filters.")).toBeVisible();
  unmount();
  show(<ChannelFiles channelId={channelId} canWrite={false} />, {
    me: BEN,
    answers: { ...answers, "files:list": page([]) },
  });
  expect(
    await screen.findByText(/^Files that are sent in this channel, or added to its cards, show up here\./),
  ).toBeVisible();
});
