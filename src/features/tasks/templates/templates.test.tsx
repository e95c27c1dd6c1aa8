import type { Id } from "@convex/_generated/dataModel";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { NewTaskField } from "../board/NewTaskField";
import { NewTaskDialog } from "../NewTaskDialog";
import { chosenTemplate } from "./chosen";
import SaveTemplate from "./SaveTemplate";
import TemplatesDialog from "./TemplatesDialog";
import type { Template } from "./useTemplates";

afterEach(() => {
  chosenTemplate.set(undefined);
  localStorage.clear();
});

const channelId = "c1" as Id<"channels">;
const template = (name: string, more: Partial<Template> = {}): Template => ({
  _id: `id ${name}` as Template["_id"],
  name,
  title: `${name} fri`,
  description: "- [ ] Steps",
  tags: ["bugs"],
  status: "in_progress",
  subtasks: ["Reproduce", "Mend"],
  mayChange: true,
  ...more,
});
const BUG = template("Bug", {
  channelId,
  column: "1re",
  priority: "high",
  assigneeId: BEN.id as Id<"users">,
});
const SHARED = template("Plan", { mayChange: false, subtasks: [] });
const answers = {
  "board/templates:list": [BUG, SHARED],
  "board/templates:createTask": { taskId: "t9", commitTs: 1n },
  "board/labels:list": [],
  "channels:list": [{ _id: "c1", kind: "public", name: "launch", description: "", isMember: true }],
};
const changes = (calls: { name: string; args: unknown }[]) =>
  calls.filter(({ name }) => name.startsWith("board/templates:") || name === "tasks:create");

test("at the foot of a column a template is a card there at once", async () => {
  const { calls } = show(
    <NewTaskField onMade={() => undefined} column={{ key: "todo", status: "todo" }} channelId={channelId} />,
    {
      answers,
    },
  );
  await userEvent.click(screen.getByRole("button", { name: "New from a template" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Bug" }));
  const facts = { description: "- [ ] Steps", tags: ["bugs"], priority: "high", assigneeId: BEN.id };
  expect(changes(calls)).toEqual([
    {
      name: "board/templates:createTask",
      args: { templateId: BUG._id, title: "Bug fri", status: "todo", channelId, column: "todo", ...facts },
    },
  ]);
});

function openDialog(options: Parameters<typeof show>[1] = {}) {
  const onCreated = vi.fn<(taskId: string) => void>();
  const shown = show(
    <NewTaskDialog channelId={channelId} onClose={() => undefined} onCreated={onCreated} />,
    { answers, ...options },
  );
  return { ...shown, onCreated };
}

test("a new task that begins with a template says so, keeps what was typed, and reads nothing of its title", async () => {
  const { calls, onCreated } = openDialog();
  await userEvent.type(screen.getByLabelText(/^Description/), "Mine");
  await userEvent.click(screen.getByRole("button", { name: "New from a template" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Bug" }));
  expect(screen.getByText("From the template “Bug”, with 2 subtasks")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(changes(calls)).toMatchObject([
    {
      name: "board/templates:createTask",
      args: {
        templateId: BUG._id,
        title: "Bug fri",
        description: "Mine",
        status: "in_progress",
        column: "1re",
      },
    },
  ]);
  expect(changes(calls)[0]?.args).not.toHaveProperty("dueDate");
  expect(onCreated).toHaveBeenCalledExactlyOnceWith("t9");
});

test("elsewhere it has no column, and without its template it is a task like any", async () => {
  chosenTemplate.set(BUG);
  const { calls } = openDialog();
  await screen.findByText(/From the template/);
  expect(chosenTemplate.get()).toBeUndefined();
  await userEvent.click(screen.getByRole("radio", { name: "To do" }));
  await userEvent.click(screen.getByRole("button", { name: "Without the template" }));
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(changes(calls)).toMatchObject([
    { name: "tasks:create", args: { title: "Bug fri", status: "todo" } },
  ]);
  expect(changes(calls)[0]?.args).not.toHaveProperty("column");
});

test("where the template is gone by now nothing of the new task is lost", async () => {
  chosenTemplate.set(BUG);
  openDialog({ refuse: () => new ConvexError({ code: "NOT_FOUND" }) });
  await screen.findByText(/From the template/);
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByText(/From the template/)).toBeVisible();
});

test("a card is saved as a template under a name, for its board or for all; the same name is replaced", async () => {
  const task = { _id: "t1" as Id<"tasks">, title: "Bug", channelId };
  const onClose = vi.fn<() => void>();
  const { calls } = show(<SaveTemplate task={task} onClose={onClose} />, { answers });
  expect(screen.getByText("A template with this name is replaced.")).toBeVisible();
  await userEvent.click(screen.getByLabelText("For every board of the workspace"));
  expect(screen.queryByText("A template with this name is replaced.")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(changes(calls)).toEqual([
    { name: "board/templates:save", args: { taskId: "t1", name: "Bug", isForAll: true } },
  ]);
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

test("a card of no channel is a template for all", async () => {
  const task = { _id: "t1" as Id<"tasks">, title: "Bug" };
  const { calls } = show(<SaveTemplate task={task} onClose={() => undefined} />, {
    answers: { ...answers, "board/templates:list": [] },
  });
  expect(screen.queryByRole("checkbox")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(changes(calls)).toMatchObject([{ args: { isForAll: true } }]);
});

test("templates are renamed, put in order and deleted by those who may", async () => {
  const other = template("Idea", { channelId });
  const { calls } = show(<TemplatesDialog channelId={channelId} onClose={() => undefined} />, {
    answers: { ...answers, "board/templates:list": [BUG, other, SHARED] },
  });
  const shared = within(screen.getByRole("region", { name: "Of the workspace" }));
  expect(shared.queryByRole("button")).toBeNull();
  const name = screen.getByLabelText("Name of the template Bug");
  await userEvent.clear(name);
  await userEvent.type(name, "Defect{Enter}");
  const more = async (of: string, item: string) => {
    await userEvent.click(screen.getByRole("button", { name: `More of ${of}` }));
    await userEvent.click(await screen.findByRole("menuitem", { name: item }));
  };
  await more("Bug", "Move down");
  await more("Idea", "Move up");
  await more("Idea", "Delete template");
  await userEvent.click(screen.getByRole("button", { name: "Delete template" }));
  expect(changes(calls)).toEqual([
    { name: "board/templates:rename", args: { templateId: BUG._id, name: "Defect" } },
    { name: "board/templates:move", args: { templateId: BUG._id } },
    { name: "board/templates:move", args: { templateId: other._id, before: BUG._id } },
    { name: "board/templates:remove", args: { templateId: other._id } },
  ]);
});

test("without any it is said how one comes", async () => {
  show(<TemplatesDialog channelId={undefined} onClose={() => undefined} />, {
    answers: { "board/templates:list": [] },
  });
  expect(await screen.findByText(/Choose “Save as template” in the menu of a card/)).toBeVisible();
});
