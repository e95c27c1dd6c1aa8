import type { Id } from "@convex/_generated/dataModel";
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { askedFor, askForColumn } from "./asked";
import { MessageDrops } from "./MessageDrops";

afterEach(() => askedFor.set(undefined));

const columns = [
  { key: "todo", status: "todo" },
  { key: "1re", status: "in_progress", name: "Review" },
  { key: "1go", status: "in_progress", name: "Old", isEnding: true },
];

function open({ taskId, code }: { taskId?: string; code?: string } = {}) {
  const onMade = vi.fn<(taskId: string, isNew: boolean) => void>();
  const { calls } = show(<MessageDrops onMade={onMade} />, {
    answers: {
      "messages:get": { _id: "m1", channelId: "c1", ...(taskId && { taskId }) },
      "board/columns:list": columns,
      "tasks:createFromMessage": "t1",
    },
    refuse: () => (code ? new ConvexError({ code }) : undefined),
  });
  act(() => askForColumn("m1" as Id<"messages">));
  return { calls, onMade };
}

test("a message becomes a task in the column that is chosen, of those that take cards", async () => {
  const { calls, onMade } = open();
  expect(screen.queryByRole("button", { name: "Old" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Review" }));
  expect(calls).toEqual([
    {
      name: "tasks:createFromMessage",
      args: { messageId: "m1", task: { status: "in_progress", column: "1re" } },
    },
  ]);
  expect(onMade).toHaveBeenCalledExactlyOnceWith("t1", true);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("one that is a task by now is opened, and the first column of a status needs no name", async () => {
  const { calls, onMade } = open({ taskId: "t1" });
  await userEvent.click(screen.getByRole("button", { name: "To do" }));
  expect(calls).toMatchObject([{ args: { task: { status: "todo" } } }]);
  expect(onMade).toHaveBeenCalledExactlyOnceWith("t1", false);
});

test("a column that is full says so", async () => {
  const { onMade } = open({ code: "COLUMN_FULL" });
  await userEvent.click(screen.getByRole("button", { name: "Review" }));
  expect(onMade).not.toHaveBeenCalled();
});

test("Escape chooses none", async () => {
  const { calls } = open();
  await userEvent.keyboard("{Escape}");
  expect([screen.queryByRole("dialog"), calls]).toEqual([null, []]);
});
