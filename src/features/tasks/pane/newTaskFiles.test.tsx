/** Files in the dialog of a new task. */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { useUploads } from "@/features/files";
import { show } from "@/testing.client";
import { NewTaskDialog } from "../NewTaskDialog";
import { TASK_MUTATIONS } from "../taskMutations";

/** A server that takes all bytes at once. */
class Post extends EventTarget {
  readonly upload = new EventTarget();
  readonly status = 200;
  readonly responseText = JSON.stringify({ storageId: "s1" });
  open = () => undefined;
  setRequestHeader = () => undefined;
  abort = () => undefined;
  send = () => {
    this.dispatchEvent(new Event("load"));
    this.dispatchEvent(new Event("loadend"));
  };
}

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", Post);
  return () => vi.unstubAllGlobals();
});

const answers = {
  "files:generateUploadUrl": "http://here.example/upload",
  "files:save": "f1",
  "files:limits": { fileBytes: 1_000, totalBytes: null },
};
const plan = (name = "plan.txt") => new File([name], name, { type: "text/plain" });
const input = () => document.querySelector<HTMLInputElement>("[data-attach]")!;
const title = () => screen.getByLabelText("Title");
const created = () => screen.getByRole("button", { name: "Create task" });

/** The dialog, and the button that opens it once more. */
function Shell() {
  const [isOpen, setIsOpen] = useState(true);
  const close = () => setIsOpen(false);
  if (!isOpen) return <button onClick={() => setIsOpen(true)}>again</button>;
  return <NewTaskDialog channelId={undefined} onClose={close} onCreated={close} />;
}

type Given = Partial<Parameters<typeof show>[1]>;
const open = (given: Given = {}) =>
  show(<Shell />, {
    mutations: TASK_MUTATIONS,
    ...given,
    answers: { ...answers, "tasks:create": "t9", ...given.answers },
  });

test("files are chosen, pasted and dropped, and follow the task as soon as it is there", async () => {
  const { calls } = open();
  await userEvent.upload(input(), plan("one.txt"));
  fireEvent.paste(title(), { clipboardData: { files: [plan("two.txt")], getData: () => "" } });
  fireEvent.drop(title(), { dataTransfer: { files: [plan("three.txt")], types: ["Files"] } });
  for (const name of ["one.txt", "two.txt", "three.txt"]) expect(await screen.findByText(name)).toBeVisible();
  await userEvent.type(title(), "Ship");
  await userEvent.click(created());
  const added = () => calls.filter(({ name }) => name === "tasks:addFiles");
  await waitFor(() => expect(added()).toHaveLength(3));
  expect(added()[0]!.args).toEqual({ taskId: "t9", fileIds: ["f1"] });
  await userEvent.click(screen.getByRole("button", { name: "again" }));
  expect(screen.queryByText("one.txt")).toBeNull();
});

test("closing the dialog keeps them, taking one out or discarding does not", async () => {
  const { calls } = open();
  await userEvent.upload(input(), [plan("one.txt"), plan("two.txt")]);
  await userEvent.click(await screen.findByRole("button", { name: "Remove two.txt" }));
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "again" }));
  expect(await screen.findByText("one.txt")).toBeVisible();
  expect(screen.queryByText("two.txt")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  await userEvent.click(screen.getByRole("button", { name: "again" }));
  expect(screen.queryByText("one.txt")).toBeNull();
  expect(screen.getByRole("button", { name: "Cancel" })).toBeVisible();
  expect(calls.map(({ name }) => name)).not.toContain("tasks:addFiles");
});

test("a task that is refused has its files in the dialog again, for the next attempt", async () => {
  let isRefused = true;
  const refuse = ({ name }: { name: string }) =>
    isRefused && name === "tasks:create" ? new ConvexError({ code: "ASSIGNEE_NOT_MEMBER" }) : undefined;
  const { calls } = open({ refuse });
  await userEvent.upload(input(), plan());
  await userEvent.type(title(), "Ship");
  await userEvent.click(created());
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByText("plan.txt")).toBeVisible();
  isRefused = false;
  await userEvent.click(created());
  await waitFor(() => expect(calls.at(-1)).toMatchObject({ name: "tasks:addFiles", args: { taskId: "t9" } }));
});

test("a file that is too large is told and left out", async () => {
  open();
  await userEvent.upload(input(), new File(["x".repeat(1_001)], "film.mp4"));
  expect(screen.queryByRole("button", { name: "Remove film.mp4" })).toBeNull();
});

test("a dialog that is opened while another task is made has none of its files", async () => {
  const made = Promise.withResolvers<string>();
  const { calls } = open({ answers: { "tasks:create": () => made.promise } });
  await userEvent.upload(input(), plan());
  await userEvent.type(title(), "Ship");
  await userEvent.click(created());
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "again" }));
  expect(screen.queryByText("plan.txt")).toBeNull();
  made.resolve("t7");
  await waitFor(() => expect(calls.at(-1)).toMatchObject({ name: "tasks:addFiles", args: { taskId: "t7" } }));
});

test("files of a task that a reload kept from being made are in its dialog again", async () => {
  function AfterReload() {
    const uploads = useUploads();
    const [isOpen, setIsOpen] = useState(false);
    const leave = async () => {
      await uploads.add("newTask:workspace:gone", [plan()], 1_000);
      setIsOpen(true);
    };
    return isOpen ? <Shell /> : <button onClick={() => void leave()}>leave</button>;
  }
  show(<AfterReload />, { answers });
  await userEvent.click(screen.getByRole("button", { name: "leave" }));
  expect(await screen.findByText("plan.txt")).toBeVisible();
});
