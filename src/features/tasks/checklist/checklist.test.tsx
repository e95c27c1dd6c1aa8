import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { refusals } from "@/platform/reportRefusal";
import { show } from "@/testing.client";
import { ChecksBadge } from "../TaskBadges";
import { TASK_MUTATIONS } from "../taskMutations";
import type { FullTask, TaskId } from "../task";
import { Checklist } from "./Checklist";
import { DescriptionField } from "../pane/DescriptionField";

const taskId = "t1" as TaskId;
const task = (description: string) => ({ _id: taskId, description });
const mutations = TASK_MUTATIONS;
const boxes = () => screen.getAllByRole("checkbox");

const TEXT = [
  "Intro",
  "- [ ] **one**",
  "  - [x] inner",
  "- [ ] `two`",
  "",
  "1. [ ] loose",
  "",
  "2. [x] loose too",
  "",
  "> - [ ] quoted",
  "",
  "```",
  "- [ ] code",
  "```",
  "- [ ] one \\_ more",
].join("\n");

test("each box that is drawn knows its line, and ticks that", async () => {
  const { calls } = show(<Checklist task={task(TEXT)} />, { mutations });
  expect(boxes().map((box) => box.getAttribute("aria-label"))).toEqual([
    "**one**",
    "inner",
    "`two`",
    "loose",
    "loose too",
    "quoted",
    "one \\_ more",
  ]);
  expect(boxes().filter((box) => (box as HTMLInputElement).checked)).toHaveLength(2);
  for (const box of boxes()) {
    box.focus();
    await userEvent.keyboard(" ");
  }
  expect(calls.map(({ args }) => args)).toEqual([
    { taskId, line: 1, text: "**one**", isDone: true },
    { taskId, line: 2, text: "inner", isDone: false },
    { taskId, line: 3, text: "`two`", isDone: true },
    { taskId, line: 5, text: "loose", isDone: true },
    { taskId, line: 7, text: "loose too", isDone: false },
    { taskId, line: 9, text: "quoted", isDone: true },
    { taskId, line: 14, text: "one \\_ more", isDone: true },
  ]);
});

test("a box is as it was ticked before the server has said so", async () => {
  const answers = { "board/checklists:tick": () => new Promise(() => undefined) };
  show(<Checklist task={task("- [ ] one\n- [ ] two")} />, { mutations, answers });
  await userEvent.click(boxes()[0]!);
  expect(boxes().map((box) => (box as HTMLInputElement).checked)).toEqual([true, false]);
});

test("a line becomes a subtask by its button; one that names a task has none", async () => {
  const { calls } = show(<Checklist task={task("- [ ] one\n- [x] T-7")} />);
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Make a subtask: one" }));
  expect(calls).toEqual([{ name: "board/checklists:toSubtask", args: { taskId, line: 0, text: "one" } }]);
});

test("a line that somebody has changed since is refused by name", async () => {
  show(<Checklist task={task("- [ ] one")} />, {
    refuse: () => new ConvexError({ code: "CHECK_GONE" }),
  });
  await userEvent.click(screen.getByRole("button", { name: "Make a subtask: one" }));
  expect(refusals.get()?.text).toBe("Somebody has changed this line since. Have a look at it first.");
});

test("what only looks like a box to the server, or to the reader, cannot be ticked", () => {
  const { container } = show(<Checklist task={task("    - [ ] code\n\n- > - [ ] deep")} />);
  expect(container.querySelectorAll("input:not([disabled])")).toHaveLength(0);
});

test("how far it has come stands beside the description and on the card", () => {
  const whole = { ...task("- [x] one\n- [ ] two"), checkCount: 2, checksDone: 1 } as FullTask;
  const first = show(<DescriptionField task={whole} />);
  const section = within(screen.getByRole("region", { name: "Description" }));
  expect(section.getByTitle("1 of 2 items ticked")).toBeVisible();
  first.unmount();
  const card = show(<ChecksBadge task={{ checkCount: 3 }} />);
  expect(card.container.textContent).toBe("0/30 of 3 items ticked");
  card.unmount();
  expect(show(<ChecksBadge task={{}} />).container.textContent).toBe("");
});
