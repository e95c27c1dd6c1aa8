import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { refusals } from "@/platform/reportRefusal";
import { BEN, show } from "@/testing.client";
import { texts } from "@/texts";
import { BlockedRow } from "../pane/BlockedRow";
import { BlockedBadge } from "../TaskBadges";
import type { FullTask, Task, TaskId } from "../task";
import { RelateDialog } from "./RelateDialog";
import { Relations } from "./Relations";
import { Waiting } from "./Waiting";

const taskId = "t1" as TaskId;
const other = (number: number, title: string, more: object = {}) => ({
  _id: `t${number}`,
  number,
  title,
  status: "todo",
  ...more,
});
const RELATIONS = [
  { way: "blockedBy", since: 1, task: other(9, "Write the parser", { assigneeId: BEN.id }) },
  { way: "blockedBy", since: 2, task: other(8, "Done before", { status: "done" }) },
  { way: "blocks", since: 3, task: other(12, "Ship it") },
];
const answers = {
  "tasks:relations": RELATIONS,
  "tasks:find": ({ text }: { text: string }) =>
    [other(1, "This one"), other(9, "Write the parser"), other(20, "Another")].filter(({ title }) =>
      title.toLowerCase().includes(text.toLowerCase()),
    ),
};

const listOf = (name: string) => within(screen.getByRole("list", { name }));

test("a task says what it waits for and what waits for it, with the way there", () => {
  show(<Relations taskId={taskId} />, { answers });
  expect(listOf("Blocked by").getAllByRole("listitem")).toHaveLength(2);
  const link = listOf("Blocked by").getByRole("link", { name: "Open task T-9, To do: Write the parser" });
  expect(link).toHaveAttribute("href", "/?task=t9");
  expect(listOf("Blocked by").getByTitle("Assignee: Ben Ito")).toBeVisible();
  expect(listOf("Blocks").getByText("T-12")).toBeVisible();
  expect(screen.queryByRole("list", { name: "Duplicate of" })).toBeNull();
});

test("without relations, and while they load, there is only the way to add one", () => {
  show(<Relations taskId={taskId} />, { answers: {} });
  expect(screen.getByRole("button", { name: "Add a relation" })).toBeVisible();
  expect(screen.queryAllByRole("list")).toEqual([]);
});

test("another task is found by words and related by keys alone, in either direction", async () => {
  const { calls } = show(<Relations taskId={taskId} />, { answers });
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "Blocks…" });
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(await screen.findByRole("dialog", { name: "Blocks…" })).toBeVisible();
  expect(screen.getByText("Type a number or words of a title")).toBeVisible();
  // Itself, "This one", is not among them.
  await userEvent.keyboard("o");
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["T-20 Another"]);
  await userEvent.keyboard("{Enter}");
  expect(calls).toEqual([
    { name: "tasks:relate", args: { taskId: "t20", kind: "blockedBy", otherId: "t1" } },
  ]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("what is refused is said, and the dialog stays with what was typed", async () => {
  const refuse = () => new ConvexError({ code: "RELATION_CYCLE" });
  show(<RelateDialog taskId={taskId} way="blockedBy" onClose={() => expect.unreachable()} />, {
    answers,
    refuse,
  });
  await userEvent.click(screen.getByRole("radio", { name: "Duplicate of" }));
  await userEvent.type(screen.getByRole("combobox"), "another{Enter}");
  expect(refusals.get()?.text).toBe("These tasks would lead back to themselves in a circle.");
  expect(screen.getByRole("combobox")).toHaveValue("another");
});

test("a relation is taken back by its button", async () => {
  const { calls } = show(<Relations taskId={taskId} />, { answers });
  await userEvent.click(listOf("Blocks").getByRole("button", { name: "Remove the relation to T-12" }));
  expect(calls).toEqual([
    { name: "tasks:unrelate", args: { taskId: "t12", kind: "blockedBy", otherId: "t1" } },
  ]);
});

test("what a task waits for stands beside what somebody wrote, done ones left out", () => {
  const task = { _id: taskId, status: "todo" } as FullTask;
  const first = show(<BlockedRow task={task} />, { answers });
  expect(screen.getByRole("button")).toHaveTextContent("By T-9");
  first.unmount();
  show(<BlockedRow task={{ ...task, blockedReason: "Paper" }} />, { answers });
  expect(screen.getByText("By T-9")).toBeVisible();
  expect(screen.getByRole("textbox")).toHaveValue("Paper");
});

test("a card says that it waits, and for how many", () => {
  const badge = (task: Partial<Task>) => {
    const { unmount, container } = show(<BlockedBadge task={{ status: "todo", ...task }} />);
    const text = [container.textContent, container.querySelector("[title]")?.getAttribute("title")];
    unmount();
    return text;
  };
  expect(badge({})[0]).toBe("");
  expect(badge({ openBlockers: 2, status: "done" })[0]).toBe("");
  expect(badge({ openBlockers: 2 })[1]).toBe("Blocked: Waits for 2 open tasks");
  expect(badge({ openBlockers: 1, blockedReason: "Paper" })[1]).toBe("Blocked: Paper. Waits for 1 open task");
  expect(badge({ blockedReason: "" })[1]).toBe("Blocked");
});

test("who waits for whom stands in two lists, and where nobody does it says so", () => {
  const wait = { since: 1, task: other(9, "Write the parser"), other: other(12, "Ship it") };
  const page = (...waits: object[]) => ({ page: waits, isDone: true, continueCursor: "" });
  const waiting = ({ side }: { side: string }) => (side === "forMe" ? page(wait) : page());
  const first = show(<Waiting openTaskId={undefined} />, { answers: { "tasks:waiting": waiting } });
  const section = within(screen.getByRole("region", { name: "Others wait for you" }));
  expect(section.getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
    "Write the parser",
    "Ship it",
  ]);
  expect(screen.queryByRole("region", { name: "You wait for others" })).toBeNull();
  first.unmount();
  show(<Waiting openTaskId={undefined} />, { answers: { "tasks:waiting": page() } });
  expect(screen.getByText(texts.relations.nobodyWaits)).toBeVisible();
});
