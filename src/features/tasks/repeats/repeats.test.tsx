import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import type { FullTask } from "../task";
import { RepeatsRow } from "./RepeatsRow";
import { keptRepeatText } from "./repeatText";

const FRIDAY = Date.UTC(2026, 11, 4);
const task = { _id: "t1", number: 7, status: "todo", dueDate: FRIDAY } as unknown as FullTask;

const open = (more: Partial<FullTask> = {}) => {
  vi.setSystemTime(new Date(2026, 10, 30, 12));
  const answers = { "board/repeats:get": { rule: "", timeZone: "UTC", nextDay: FRIDAY } };
  return show(<RepeatsRow task={{ ...task, ...more }} />, { answers });
};
const rules = ({ calls }: ReturnType<typeof open>) =>
  calls.map(({ name, args }) => `${name.split(":")[1]} ${(args as { rule?: string }).rule ?? ""}`.trim());

afterEach(() => vi.useRealTimers());

test.each([
  ["day/1", "Every day"],
  ["week/1 on=1,2,3,4,5", "Every weekday"],
  ["week/2 on=1,4 until=2026-12-24", "Every 2 weeks on Mon and Thu until Dec 24"],
  ["month/1 day=31", "Every month on the 31st"],
  ["month/1 day=12", "Every month on the 12th"],
  ["month/3 nth=-1,5", "Every 3 months on the last Fri"],
  ["year/1 day=24 month=12", "Every year on Dec 24"],
  ["day/3 afterDone times=5", "3 days after it’s done, 5 more times"],
  ["week/1 afterDone times=1", "1 week after it’s done, 1 more time"],
  ["nonsense", "nonsense"],
])("%s is said as %s", (rule, text) => {
  vi.setSystemTime(new Date(2026, 10, 30, 12));
  expect(keptRepeatText(rule)).toBe(text);
});

test("the usual rules follow from the day that the task is due", async () => {
  const shown = open();
  await userEvent.click(screen.getByRole("button", { name: "Repeats: Never" }));
  const names = (await screen.findAllByRole("option")).map(({ textContent }) => textContent);
  expect(names).toEqual([
    "Never",
    "Every day",
    "Every weekday",
    "Every week on Fri",
    "Every 2 weeks on Fri",
    "Every month on the 4th",
    "Every month on the first Fri",
    "Every year on Dec 4",
    "1 week after it’s done",
    "Custom…",
  ]);
  await userEvent.click(screen.getByRole("option", { name: "Every 2 weeks on Fri" }));
  expect(rules(shown)).toEqual(["set week/2 on=5"]);
});

test("the rule and the next day are shown, and it can be taken away", async () => {
  const shown = open({ repeats: "week/3 on=2" });
  const button = screen.getByRole("button", { name: "Repeats: Every 3 weeks on Tue" });
  expect(button).toHaveTextContent("next: Fri");
  await userEvent.click(button);
  await userEvent.click(await screen.findByRole("option", { name: "Never" }));
  expect(rules(shown)).toEqual(["remove"]);
});

test("any other rule is made in a dialog, in words as one chooses", async () => {
  const shown = open();
  await userEvent.click(screen.getByRole("button", { name: "Repeats: Never" }));
  await userEvent.click(await screen.findByRole("option", { name: "Custom…" }));
  await screen.findByRole("dialog", { name: "When T-7 repeats" });
  fireEvent.change(screen.getByLabelText("Every"), { target: { value: "2" } });
  await userEvent.click(screen.getByRole("button", { name: "Mon" }));
  await userEvent.click(screen.getByRole("radio", { name: "After" }));
  fireEvent.change(screen.getByLabelText("More times"), { target: { value: "3" } });
  expect(screen.getByText("Every 2 weeks on Mon and Fri, 3 more times")).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText("Unit"), "months");
  await userEvent.selectOptions(screen.getByLabelText("Day of the month"), "On the last Fri");
  await userEvent.click(screen.getByRole("radio", { name: "Never" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(rules(shown)).toEqual(["set month/2 nth=-1,5"]);
});

test("one that is counted from when it is done; what is no rule cannot be saved", async () => {
  const shown = open({ repeats: "week/1 on=5" });
  await userEvent.click(screen.getByRole("button", { name: /^Repeats/ }));
  await userEvent.click(await screen.findByRole("option", { name: "Custom…" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: "Counted from the day it’s done" }));
  expect(screen.queryByRole("button", { name: "Fri" })).toBeNull();
  fireEvent.change(screen.getByLabelText("Every"), { target: { value: "0" } });
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  fireEvent.change(screen.getByLabelText("Every"), { target: { value: "3" } });
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(rules(shown)).toEqual(["set week/3 afterDone"]);
});

test("a task that is done shows none", () => {
  open({ status: "done" });
  expect(screen.queryByRole("button")).toBeNull();
});
