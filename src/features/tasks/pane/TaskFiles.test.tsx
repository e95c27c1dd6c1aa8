import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { texts } from "@/texts";
import type { FileInfo } from "@/features/files";
import { CardCover } from "../board/CardCover";
import { FilesBadge } from "../TaskBadges";
import type { TaskId } from "../task";
import { TaskFiles } from "./TaskFiles";

type Files = Parameters<typeof TaskFiles>[0]["files"];

const file = (id: string, more: Partial<FileInfo> = {}) =>
  ({
    _id: id,
    _creationTime: 1,
    uploaderId: BEN.id,
    name: `${id}.png`,
    type: "image/png",
    size: 2_048,
    width: 100,
    height: 50,
    hasPreview: true,
    state: "shown",
    taskId: "t1",
    ...more,
  }) as FileInfo;

const upload: Files["coming"][number] = {
  id: "u1",
  place: "task:t1",
  name: "late.pdf",
  type: "application/pdf",
  size: 10,
  addedAt: 1,
  status: "sending",
};

function open(given: Partial<Files>, fileCount?: number, coverId?: FileInfo["_id"]) {
  const files: Files = {
    files: [],
    coming: [],
    add: vi.fn<Files["add"]>(),
    drop: vi.fn<Files["drop"]>(),
    retry: vi.fn<Files["retry"]>(),
    remove: vi.fn<Files["remove"]>(),
    ...given,
  };
  const task = { _id: "t1" as TaskId, fileCount, coverId };
  const { calls } = show(<TaskFiles task={task} files={files} />, { answers: {} });
  return { ...files, calls };
}
const section = () => within(screen.getByRole("region", { name: "Files" }));

test("without files there is the way to add some", async () => {
  const { add } = open({});
  expect(section().getByRole("button", { name: "Attach files" })).toBeVisible();
  const input = document.querySelector<HTMLInputElement>("[data-attach]")!;
  const plan = new File(["x"], "plan.txt");
  await userEvent.upload(input, plan);
  expect(add).toHaveBeenCalledWith([plan]);
});

test("pictures and other files are shown, each with the way to take it off", async () => {
  const files = [file("roof"), file("wall"), file("plan", { name: "plan.pdf", type: "application/pdf" })];
  const { remove } = open({ files }, 3);
  expect(section().getByRole("button", { name: "Open roof.png" })).toBeVisible();
  await userEvent.click(section().getByRole("button", { name: "Remove wall.png" }));
  await userEvent.click(await section().findByRole("button", { name: "Remove plan.pdf" }));
  expect(vi.mocked(remove).mock.calls.map(([{ _id }]) => _id)).toEqual(["wall", "plan"]);
});

test("one that is on its way can be dropped, and one that was refused says why and goes out again", async () => {
  const failed = { ...upload, id: "u2", name: "large.pdf", status: "failed" as const };
  const { drop, retry } = open({ coming: [upload, { ...failed, errorCode: "TOO_MANY_TASK_FILES" }] });
  expect(await screen.findByRole("alert")).toHaveTextContent("A task holds up to 30 files.");
  await userEvent.click(screen.getByRole("button", { name: texts.ui.retry }));
  expect(retry).toHaveBeenCalledWith("u2");
  await userEvent.click(screen.getByRole("button", { name: "Remove late.pdf" }));
  expect(drop).toHaveBeenCalledWith("u1");
});

test("the card has the number, and none where there is none", () => {
  show(
    <>
      <FilesBadge task={{ fileCount: 3 }} />
      <FilesBadge task={{}} />
    </>,
  );
  expect(screen.getByText("3 files")).toBeInTheDocument();
  expect(screen.getAllByTitle(/file/)).toHaveLength(1);
});

test("one of its pictures becomes the cover of the card, or none", async () => {
  const [roof, wall] = [file("roof"), file("wall")];
  const plan = file("plan", { name: "plan.pdf", type: "application/pdf" });
  const { calls } = open({ files: [roof, wall, plan] }, 3, wall._id);
  const choose = async (name: string) => {
    await userEvent.click(section().getByRole("button", { name: "Choose a cover" }));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name }));
  };
  await userEvent.click(section().getByRole("button", { name: "Choose a cover" }));
  const choices = await screen.findAllByRole("menuitemcheckbox");
  expect(choices.map((choice) => [choice.textContent, choice.getAttribute("aria-checked")])).toEqual([
    ["No cover", "false"],
    ["roof.png", "false"],
    ["wall.png", "true"],
  ]);
  await userEvent.keyboard("{Escape}");
  await choose("roof.png");
  await choose("No cover");
  expect(calls).toEqual([
    { name: "board/covers:set", args: { taskId: "t1", fileId: "roof" } },
    { name: "board/covers:set", args: { taskId: "t1", fileId: null } },
  ]);
});

test("without pictures there is no cover to choose, and a card holds its place before the picture has come", () => {
  open({ files: [file("plan", { name: "plan.pdf", type: "application/pdf" })] }, 1);
  expect(section().queryByRole("button", { name: "Choose a cover" })).toBeNull();
  const { container } = show(<CardCover fileId={"roof" as FileInfo["_id"]} task="T-1" />);
  expect(container.firstElementChild).toHaveClass("aspect-[2/1]");
});
