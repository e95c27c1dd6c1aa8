import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { beforeEach, describe as context, expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { writeDraft } from "@/platform/drafts";
import { AssigneePicker } from "./AssigneePicker";
import { NewTaskField } from "./board/NewTaskField";
import { NewTaskDialog } from "./NewTaskDialog";
import { DescriptionField } from "./pane/DescriptionField";
import { TitleField } from "./pane/TitleField";
import type { FullTask } from "./task";
import { TASK_MUTATIONS } from "./taskMutations";

const task = { _id: "t1", number: 7, title: "Ship", description: "", tags: [] } as unknown as FullTask;
const mutations = TASK_MUTATIONS;
const dialog = <NewTaskDialog channelId={undefined} onClose={() => undefined} onCreated={() => undefined} />;
const text = () => screen.getByRole("textbox", { name: "Description" });

async function describe(words: string) {
  await userEvent.click(screen.getByRole("button", { name: "Add a description…" }));
  await userEvent.type(text(), words);
}

test("a description is saved by leaving the field", async () => {
  const { calls } = show(<DescriptionField task={task} />, { mutations });
  await describe("Half a page");
  await userEvent.click(document.body);
  const args = { taskId: "t1", description: "Half a page", descriptionBase: "" };
  expect(calls).toEqual([{ name: "tasks:update", args }]);
});

test.each([
  ["Escape", () => userEvent.keyboard("{Escape}")],
  ["closing the pane", undefined],
])("a description is saved by %s", async (_name, leave) => {
  const { calls, unmount } = show(<DescriptionField task={task} />, { mutations });
  await describe("Half a page");
  if (leave) await leave();
  else unmount();
  expect(calls).toHaveLength(1);
});

test("a description that is refused is there again, to be saved once more", async () => {
  const refuse = () => new ConvexError({ code: "TEXT_TOO_LONG" });
  const first = show(<DescriptionField task={task} />, { mutations, refuse });
  await describe("Half a page");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("textbox", { name: "Description" })).toHaveValue("Half a page");
  first.unmount();
  show(<DescriptionField task={task} />, { mutations, refuse });
  expect(await screen.findByRole("textbox", { name: "Description" })).toHaveValue("Half a page");
});

test("what somebody else wrote meanwhile is joined with what one saves", async () => {
  writeDraft("ana:task:t1:description", { text: "Mine", base: "" });
  const { calls } = show(<DescriptionField task={{ ...task, description: "Theirs" }} />, { mutations });
  expect(screen.getByRole("status")).toHaveTextContent(/Saving joins both/);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const args = { taskId: "t1", description: "Mine", descriptionBase: "" };
  expect(calls).toEqual([{ name: "tasks:update", args }]);
});

context("of two who changed the same lines the later one", () => {
  const theirs = { ...task, description: "Theirs" };
  const open = () => show(<DescriptionField task={theirs} />, { mutations });
  beforeEach(() => writeDraft("ana:task:t1:description", { text: "Mine", base: "", wasRefused: true }));

  test("sees both, and nothing is written until they choose", async () => {
    const { calls, unmount } = open();
    expect(screen.getByRole("alert")).toHaveTextContent("Theirs");
    expect(screen.getByRole("textbox")).toHaveValue("Mine");
    await userEvent.click(document.body);
    unmount();
    expect(calls).toEqual([]);
    open();
    expect(screen.getByRole("textbox")).toHaveValue("Mine");
  });

  test("keeps both, to go on with them", async () => {
    const { calls } = open();
    await userEvent.click(screen.getByRole("button", { name: "Keep both" }));
    expect(screen.getByRole("textbox")).toHaveValue("Theirs\n\nMine");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const args = { taskId: "t1", description: "Theirs\n\nMine", descriptionBase: "Theirs" };
    expect(calls).toEqual([{ name: "tasks:update", args }]);
  });

  test("replaces theirs, or drops their own", async () => {
    const { calls, unmount } = open();
    await userEvent.click(screen.getByRole("button", { name: "Replace with mine" }));
    const args = { taskId: "t1", description: "Mine", descriptionBase: "Theirs" };
    expect(calls).toEqual([{ name: "tasks:update", args }]);
    unmount();
    writeDraft("ana:task:t1:description", { text: "Mine", base: "", wasRefused: true });
    open();
    await userEvent.click(screen.getByRole("button", { name: "Discard mine" }));
    expect(screen.queryByRole("textbox")).toBeNull();
  });
});

context("of two who change a title the later one", () => {
  const open = async (title = "Theirs") => {
    const shown = show(<TitleField task={{ ...task, title }} />, { mutations });
    await userEvent.type(screen.getByLabelText("Title"), "!");
    return shown;
  };
  beforeEach(() => writeDraft("ana:task:t1:title", { text: "Mine", base: "Ship" }));

  test("sees the other before it is replaced", async () => {
    const { calls } = await open();
    expect(screen.getByRole("status")).toHaveTextContent("Someone else wrote “Theirs” meanwhile.");
    await userEvent.keyboard("{Enter}");
    expect(calls).toEqual([{ name: "tasks:update", args: { taskId: "t1", title: "Mine!" } }]);
  });

  test("may leave it as it is", async () => {
    const { calls, unmount } = await open();
    await userEvent.click(screen.getByRole("button", { name: "Discard mine" }));
    expect(screen.getByLabelText("Title")).toHaveValue("Theirs");
    unmount();
    expect(calls).toEqual([]);
  });

  test("hears of nothing where nobody else was there", async () => {
    await open("Ship");
    expect(screen.queryByRole("status")).toBeNull();
  });
});

test("a new task keeps what was typed when its dialog is closed, until it is made or discarded", async () => {
  const first = show(dialog);
  await userEvent.type(screen.getByLabelText("Title"), "Ship the importer");
  first.unmount();
  const { calls } = show(dialog, { answers: { "tasks:create": "t9" } });
  expect(screen.getByLabelText("Title")).toHaveValue("Ship the importer");
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(calls[0]).toMatchObject({ name: "tasks:create", args: { title: "Ship the importer" } });
  expect(localStorage).toHaveLength(0);
});

test("a new task that is refused stays in its dialog with the reason", async () => {
  show(dialog, { refuse: () => new ConvexError({ code: "ASSIGNEE_NOT_MEMBER" }) });
  await userEvent.type(screen.getByLabelText("Title"), "Ship");
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(await screen.findByText("This person isn’t in the task’s channel.")).toBeVisible();
  expect(screen.getByLabelText("Title")).toHaveValue("Ship");
});

test("an assignee is found by their name, not by their initials", async () => {
  const chosen: unknown[] = [];
  show(
    <AssigneePicker
      assigneeId={undefined}
      channelId={undefined}
      className=""
      onChange={(assigneeId) => chosen.push(assigneeId)}
    />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Assignee: unassigned" }));
  await userEvent.type(await screen.findByRole("combobox"), "ben{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Assignee: unassigned" }));
  await userEvent.type(await screen.findByRole("combobox"), "ar");
  expect(screen.queryAllByRole("option")).toEqual([]);
  expect(chosen).toEqual([BEN.id]);
  expect(chosen).not.toContain(ANA.id);
});

test("Escape leaves a column's field for its button at once, before the next key", async () => {
  show(
    <NewTaskField onMade={() => undefined} column={{ key: "todo", status: "todo" }} channelId={undefined} />,
  );
  const button = () => screen.getByRole("button", { name: "New task in To do" });
  await userEvent.click(button());
  fireEvent.keyDown(screen.getByRole("textbox", { name: "New task in To do" }), { key: "Escape" });
  expect(button()).toHaveFocus();
});
