import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { refusals } from "@/platform/reportRefusal";
import { show } from "@/testing.client";
import { CardMenu } from "../board/CardMenu";
import type { Task } from "../task";

const task = { _id: "t1", number: 1, title: "Launch", status: "todo" } as Task;
const menu = <CardMenu task={task} column="todo" columnSize={1} index={0} onMove={() => undefined} />;

async function duplicate() {
  await userEvent.click(screen.getByRole("button", { name: "Move T-1" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
}

test("the menu of a card makes a second one", async () => {
  const answers = { "board/duplicates:make": { taskId: "t2", commitTs: 5n } };
  const { calls } = show(menu, { answers });
  await duplicate();
  expect(calls).toEqual([{ name: "board/duplicates:make", args: { taskId: "t1" } }]);
});

test("what is refused is said", async () => {
  show(menu, { refuse: () => new ConvexError({ code: "COPY_TOO_LARGE" }) });
  await duplicate();
  expect(refusals.get()?.text).toBe("This card has too many subtasks to duplicate it at once.");
});
