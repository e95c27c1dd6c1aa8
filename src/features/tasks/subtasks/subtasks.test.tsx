import { cleanup as endAnnouncing } from "@atlaskit/pragmatic-drag-and-drop-live-region";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test } from "vitest";
import { refusals } from "@/platform/reportRefusal";
import { BEN, show } from "@/testing.client";
import { SubtasksBadge } from "../TaskBadges";
import { TASK_MUTATIONS } from "../taskMutations";
import type { FullTask, TaskId } from "../task";
import { PartOfBadge } from "./PartOfBadge";
import { PartOf } from "./PartOf";
import ParentDialog from "./ParentDialog";
import { neighboursAt, type Subtask } from "./subtask";
import { Subtasks } from "./Subtasks";

afterEach(endAnnouncing);

const taskId = "t1" as TaskId;
const task = { _id: taskId, number: 1, channelId: "c1" } as FullTask;
const part = (number: number, title: string, more: object = {}) =>
  ({ _id: `t${number}`, number, title, status: "todo", ...more }) as unknown as Subtask;
const PARTS = [
  part(2, "Write", { assigneeId: BEN.id, status: "done", dueDate: 1 }),
  part(3, "Print", { subtaskCount: 4, subtasksDone: 1 }),
  part(4, "Send"),
];
const answers = { "board/subtasks:list": PARTS };
const rows = () => within(screen.getByRole("list", { name: "Subtasks" })).getAllByRole("listitem");
const mutations = TASK_MUTATIONS;

test("a task says what it is made of, how far that has come, and whose it is", () => {
  show(<Subtasks task={task} />, { answers });
  expect(screen.getByText("1 of 3 done")).toBeVisible();
  expect(rows()).toHaveLength(3);
  const first = within(rows()[0]!);
  expect(first.getByRole("link", { name: "Open task T-2, Done: Write" })).toHaveAttribute(
    "href",
    "/?task=t2",
  );
  expect(first.getByTitle("Assignee: Ben Ito")).toBeVisible();
  expect(within(rows()[1]!).getByTitle("1 of 4 subtasks done")).toBeVisible();
});

test("a click on its circle sets the next status", async () => {
  const { calls } = show(<Subtasks task={task} />, { answers, mutations });
  await userEvent.click(screen.getByRole("button", { name: "T-3 is to do. Set to in progress" }));
  expect(calls).toEqual([{ name: "tasks:move", args: { taskId: "t3", status: "in_progress" } }]);
});

test("without parts, and while they load, there is only the way to add one", () => {
  show(<Subtasks task={task} />);
  expect(screen.getByRole("button", { name: "Add subtask" })).toBeVisible();
  expect(screen.queryByRole("list")).toBeNull();
});

test("Enter adds and stays for the next one, and what is refused is given back", async () => {
  let isRefused = false;
  const { calls } = show(<Subtasks task={task} />, {
    answers,
    refuse: () => (isRefused ? new ConvexError({ code: "TOO_MANY_SUBTASKS" }) : undefined),
  });
  await userEvent.click(screen.getByRole("button", { name: "Add subtask" }));
  await userEvent.keyboard("  {Enter}Fold{Enter}");
  const field = screen.getByRole("textbox", { name: "Add subtask" });
  expect([field, (field as HTMLTextAreaElement).value]).toEqual([document.activeElement, ""]);
  isRefused = true;
  await userEvent.keyboard("Post{Enter}");
  expect(calls.map(({ args }) => args)).toEqual([
    { title: "  Fold", parentId: "t1", channelId: "c1" },
    { title: "Post", parentId: "t1", channelId: "c1" },
  ]);
  expect(refusals.get()?.text).toBe("This task has all the subtasks it can have.");
  expect(field).toHaveValue("Post");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Add subtask" })).toHaveFocus();
});

test("keys move a part among the others, up to the ends", async () => {
  const { calls } = show(<Subtasks task={task} />, { answers });
  screen.getByRole("link", { name: /Print/ }).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowUp}{ArrowDown}{/Shift}{/Alt}");
  screen.getByRole("link", { name: /Write/ }).focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowUp}{/Shift}{/Alt}");
  expect(calls).toEqual([
    { name: "board/subtasks:place", args: { taskId: "t3", after: "t2" } },
    { name: "board/subtasks:place", args: { taskId: "t3", before: "t4" } },
  ]);
  expect(await screen.findByText("Moved T-3 to position 3 of 3")).toBeInTheDocument();
  expect(neighboursAt(PARTS, 1)).toEqual({ before: "t2", after: "t3" });
});

test("the menu moves a part, makes it a card of its own and deletes it", async () => {
  const { calls } = show(<Subtasks task={task} />, { answers, mutations });
  const choose = async (name: string) => {
    await userEvent.click(screen.getByRole("button", { name: "Actions for T-4" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: new RegExp(name) }));
  };
  await userEvent.click(screen.getByRole("button", { name: "Actions for T-4" }));
  expect(await screen.findByRole("menuitem", { name: /Move down/ })).toHaveAttribute("aria-disabled", "true");
  await userEvent.keyboard("{Escape}");
  await choose("Move up");
  await choose("Make it a card of its own");
  await choose("Delete task");
  expect(calls).toEqual([
    { name: "board/subtasks:place", args: { taskId: "t4", before: "t2", after: "t3" } },
    { name: "board/subtasks:setParent", args: { taskId: "t4", parentId: null } },
    { name: "tasks:remove", args: { taskId: "t4" } },
  ]);
});

test("a part says what it is a part of, with the way there and the way out", async () => {
  const parent = part(9, "Launch");
  const { calls } = show(<PartOf task={task} />, { answers: { "board/subtasks:parent": parent } });
  expect(screen.getByRole("link", { name: "Open task T-9, To do: Launch" })).toHaveAttribute(
    "href",
    "/?task=t9",
  );
  await userEvent.click(screen.getByRole("button", { name: "Make it a card of its own" }));
  expect(calls).toEqual([{ name: "board/subtasks:setParent", args: { taskId: "t1", parentId: null } }]);
});

test("who may not read the parent sees nothing of it", () => {
  const { container } = show(<PartOf task={task} />, { answers: { "board/subtasks:parent": null } });
  expect(container.textContent).toBe("");
});

test("cards say how far their parts have come, and what they are a part of", () => {
  const first = show(<SubtasksBadge task={{ subtaskCount: 5 }} />);
  expect(first.container.textContent).toContain("0 of 5 subtasks done");
  first.unmount();
  expect(show(<SubtasksBadge task={{}} />).container.textContent).toBe("");
  show(<PartOfBadge task={{ parentId: "t9" as TaskId }} number={9} />, {
    answers: { "board/chips:get": part(9, "Launch") },
  });
  const link = screen.getByRole("link", { name: "Part of T-9 Launch" });
  expect(link).toHaveAttribute("href", "/?task=t9");
});

test("another task is found and becomes the parent; what is refused is said, and the dialog stays", async () => {
  const found = [task, part(9, "Launch")];
  const first = show(<ParentDialog task={{ ...task, title: "Write" }} onClose={() => undefined} />, {
    answers: { "tasks:find": found },
  });
  await userEvent.type(screen.getByRole("combobox"), "la");
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["T-9 Launch"]);
  await userEvent.keyboard("{Enter}");
  expect(first.calls).toEqual([{ name: "board/subtasks:setParent", args: { taskId: "t1", parentId: "t9" } }]);
  first.unmount();
  show(<ParentDialog task={{ ...task, title: "Write" }} onClose={() => expect.unreachable()} />, {
    answers: { "tasks:find": found },
    refuse: () => new ConvexError({ code: "SUBTASKS_TOO_DEEP" }),
  });
  await userEvent.type(screen.getByRole("combobox"), "la{Enter}");
  expect(refusals.get()?.text).toBe("Subtasks can be five levels deep. Choose a task higher up.");
});
