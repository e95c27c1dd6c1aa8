import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import type { FullTask } from "../task";
import { TASK_MUTATIONS } from "../taskMutations";
import { WatchersRow } from "./WatchersRow";

const task = { _id: "t1", number: 7, title: "Ship", tags: [] } as unknown as FullTask;

const open = (watchers: readonly string[] | undefined, answers: object = {}) =>
  show(
    <>
      <aside>
        <dl>
          <WatchersRow task={task} />
        </dl>
        <button>Inside</button>
        <input aria-label="Words" />
      </aside>
      <button>Outside</button>
      <div data-task-id="t1">
        <button>Its card</button>
      </div>
    </>,
    {
      mutations: TASK_MUTATIONS,
      answers: { ...answers, ...(watchers && { "board/taskWatchers:list": watchers }) },
    },
  );

const WATCH = { name: "board/taskWatchers:add", args: { taskId: "t1", userId: ANA.id } };
const UNWATCH = { name: "board/taskWatchers:remove", args: { taskId: "t1", userId: ANA.id } };

test("one watches by the button, and stops by it", async () => {
  const first = open([BEN.id]);
  expect(screen.getByRole("button", { name: "Watchers: Ben Ito" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Watch" }));
  expect(first.calls).toEqual([WATCH]);
  first.unmount();
  const second = open([BEN.id, ANA.id]);
  await userEvent.click(screen.getByRole("button", { name: "Stop watching" }));
  expect(second.calls).toEqual([UNWATCH]);
});

test("Shift+W watches, from the pane and from the card of the task, and not from elsewhere or while words are typed", async () => {
  const { calls } = open([]);
  for (const name of ["Outside", "Inside", "Its card"]) {
    screen.getByRole("button", { name }).focus();
    await userEvent.keyboard("{Shift>}W{/Shift}");
  }
  expect(calls).toEqual([WATCH, WATCH]);
  screen.getByLabelText("Words").focus();
  await userEvent.keyboard("{Shift>}W{/Shift}");
  expect(calls).toHaveLength(2);
});

test("others are named and taken off in the list of watchers", async () => {
  const { calls } = open([BEN.id]);
  await userEvent.click(screen.getByRole("button", { name: "Watchers: Ben Ito" }));
  const list = await screen.findByRole("listbox", { name: "Watchers" });
  expect(within(list).getByRole("option", { name: /Ben Ito/ })).toHaveAttribute("aria-selected", "true");
  await userEvent.click(within(list).getByRole("option", { name: /Ben Ito/ }));
  await userEvent.click(within(list).getByRole("option", { name: /Ana Ruiz/ }));
  expect(calls).toEqual([
    { name: "board/taskWatchers:remove", args: { taskId: "t1", userId: BEN.id } },
    WATCH,
  ]);
});

test("one watches before the server has said so, and no more by the next click", async () => {
  const never = () => new Promise(() => undefined);
  open([], { "board/taskWatchers:add": never, "board/taskWatchers:remove": never });
  await userEvent.click(screen.getByRole("button", { name: "Watch" }));
  expect(screen.getByRole("button", { name: "Watchers: Ana Ruiz" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Stop watching" }));
  expect(screen.getByRole("button", { name: "Watch" })).toBeVisible();
});

test("until it is known who watches, nothing is offered", async () => {
  const { calls } = open(undefined);
  expect(screen.queryByRole("button", { name: /watch/i })).toBeNull();
  screen.getByRole("button", { name: "Inside" }).focus();
  await userEvent.keyboard("{Shift>}W{/Shift}");
  expect(calls).toEqual([]);
});
