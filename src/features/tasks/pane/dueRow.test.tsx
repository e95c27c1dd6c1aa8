import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { DueBadge } from "../TaskBadges";
import { isOverdue, type FullTask } from "../task";
import { DueRow } from "./DueRow";

const NOW = new Date("2026-11-30T12:00:00Z");
const DAY = Date.UTC(2026, 11, 4);
const AT = Date.parse("2026-12-04T14:00:00Z");
const task = { _id: "t1", status: "todo", dueDate: DAY, dueAt: AT } as unknown as FullTask;

beforeEach(() => {
  vi.stubEnv("TZ", "UTC");
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

function open(more: Partial<FullTask> = {}) {
  const changes: object[] = [];
  const row = <DueRow task={{ ...task, ...more }} onChange={(change) => changes.push(change)} />;
  const answers = { "board/dueReminders:get": 60 };
  return { changes, ...show(row, { answers }) };
}
const time = () => screen.getByLabelText("Due time");
const type = (field: HTMLElement, value: string) => {
  fireEvent.change(field, { target: { value } });
  fireEvent.blur(field);
};

test("its badge says the day and the time", () => {
  const { container } = show(<DueBadge task={task} />);
  expect(container.textContent?.replace(/\u202f/gu, " ")).toBe("Fri 2:00 PM");
});

test("it is late from its minute on; without a time, from the next day", () => {
  const isLate = (at: string, more: object = {}) => isOverdue({ ...task, ...more }, Date.parse(at));
  expect([isLate("2026-12-04T13:59:59Z"), isLate("2026-12-04T14:00:00Z")]).toEqual([false, true]);
  expect(isLate("2026-12-05T00:00:00Z", { dueAt: undefined })).toBe(true);
  expect(isLate("2026-12-04T23:59:00Z", { dueAt: undefined })).toBe(false);
  expect(isLate("2026-12-05T00:00:00Z", { status: "done" })).toBe(false);
});

test("a time is set on the day that is shown, and taken away", () => {
  const { changes } = open({ dueAt: undefined });
  expect(time()).toHaveValue("");
  type(time(), "15:30");
  expect(changes).toEqual([{ dueDate: DAY, dueAt: Date.parse("2026-12-04T15:30:00Z") }]);
  expect(screen.queryByRole("button", { name: /^Reminder/ })).toBeNull();
});

test("another day keeps the time, and no time takes it away", () => {
  const { changes } = open();
  expect(time()).toHaveValue("14:00");
  type(screen.getByLabelText("Due date"), "2026-12-07");
  type(time(), "");
  expect(changes).toEqual([
    { dueDate: Date.UTC(2026, 11, 7), dueAt: Date.parse("2026-12-07T14:00:00Z") },
    { dueAt: null },
  ]);
});

test("far away it shows the day and the time that it has there", () => {
  vi.stubEnv("TZ", "Pacific/Auckland");
  const { changes } = open();
  expect(screen.getByLabelText("Due date")).toHaveValue("2026-12-05");
  expect(time()).toHaveValue("03:00");
  type(time(), "04:00");
  expect(changes).toEqual([{ dueDate: Date.UTC(2026, 11, 5), dueAt: Date.parse("2026-12-04T15:00:00Z") }]);
});

test("one chooses when to be told, once there is a time", async () => {
  const { calls } = open();
  await userEvent.click(screen.getByRole("button", { name: "Reminder: 1 hour before" }));
  await userEvent.click(await screen.findByRole("option", { name: "10 minutes before" }));
  expect(calls).toEqual([{ name: "board/dueReminders:set", args: { taskId: "t1", before: 10 } }]);
});

test("a day without a date has no time, and what is done reminds nobody", () => {
  open({ dueDate: undefined, dueAt: undefined }).unmount();
  expect(screen.queryByLabelText("Due time")).toBeNull();
  open({ status: "done" });
  expect(screen.queryByRole("button", { name: /^Reminder/ })).toBeNull();
});
