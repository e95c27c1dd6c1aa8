import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import type { Column } from "../columns/column";
import type { Task } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import { Board } from "./Board";

const task = (number: number, status: Task["status"]) =>
  ({ _id: `t${number}`, number, title: `Task ${number}`, status, tags: [] }) as unknown as Task;

const column = (status: Column["status"], cards: Task[], more: Partial<Column> = {}): Column => ({
  key: status,
  status,
  cards,
  total: cards.length,
  hasMore: false,
  isLoading: false,
  loadMore: () => undefined,
  ...more,
});

const COLUMNS = [
  column("todo", [task(1, "todo"), task(2, "todo")]),
  column("in_progress", [task(3, "in_progress"), task(4, "in_progress")], { limit: 1 }),
  column("done", []),
];

async function headsAt(path: string): Promise<(string | null)[]> {
  show(<Board columns={COLUMNS} channelNames={new Map()} openTaskId={undefined} canWrite />, {
    answers: { "board/labels:list": [] },
    path,
    mutations: TASK_MUTATIONS,
  });
  const heads = await screen.findAllByRole("heading", { level: 2 });
  return heads.map(({ textContent }) => textContent);
}

test.each(["/", "/?group=assignee"])("a column says at %s how many cards it may have", async (path) => {
  expect(await headsAt(path)).toEqual(["To do2", "In progress2 / 1", "Done0"]);
});

test.each(["/?find=Task+1", "/?find=Task+1&group=assignee"])(
  "a column says at %s how many of its cards a filter shows",
  async (path) => {
    expect(await headsAt(path)).toEqual(["To do1 of 2", "In progress0 of 2", "Done0 of 0"]);
  },
);
