import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeDraft } from "@/platform/drafts";
import { ANA, BEN, person, show } from "@/testing.client";
import { insertAsTyped } from "@/testing.typing";
import { NewTaskField } from "../board/NewTaskField";
import { LabelsProvider } from "../labels/LabelsContext";
import { NewTaskDialog } from "../NewTaskDialog";

const MONDAY = new Date(2026, 10, 30, 12);
const FRIDAY = Date.UTC(2026, 11, 4);
const labels = [{ _id: "l1", name: "Launch day", colour: "red", createdBy: "ana" }];
const answers = { "board/labels:list": labels, "tasks:create": "t9" };

const column = (
  <LabelsProvider>
    <NewTaskField onMade={() => undefined} column={{ key: "todo", status: "todo" }} channelId={undefined} />
  </LabelsProvider>
);
const dialog = <NewTaskDialog channelId={undefined} onClose={() => undefined} onCreated={() => undefined} />;

async function open(options: Parameters<typeof show>[1] = {}) {
  vi.setSystemTime(MONDAY);
  const shown = show(column, { answers, ...options });
  await userEvent.click(screen.getByRole("button", { name: "New task in To do" }));
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "New task in To do" });
  return { ...shown, field };
}
const chips = () =>
  within(screen.queryByRole("list", { name: "Understood from the title" }) ?? document.createElement("ul"))
    .queryAllByRole("listitem")
    .map(({ textContent }) => textContent);

beforeEach(() => {
  document.execCommand = insertAsTyped;
});
afterEach(() => vi.useRealTimers());

test("what is understood of a card's title is shown at once, and is in the card", async () => {
  const { calls, field } = await open();
  await userEvent.type(field, "Fix login #web !high fri ~2h @ben now");
  expect(chips()).toEqual(["web", "High", "Fri", "2 h", "BIBen Ito"]);
  await userEvent.keyboard("{Enter}");
  const facts = { tags: ["web"], priority: "high", dueDate: FRIDAY, estimate: 2, assigneeId: BEN.id };
  expect(calls).toEqual([
    { name: "tasks:create", args: { title: "Fix login now", status: "todo", ...facts } },
  ]);
  expect([field.value, chips()]).toEqual(["", []]);
  expect(localStorage).toHaveLength(0);
});

test("a part that is taken out stays text, also after a reload", async () => {
  const first = await open();
  await userEvent.type(first.field, "Meet fri #web");
  await userEvent.click(screen.getByRole("button", { name: "Keep as text: fri" }));
  expect(first.field).toHaveValue(String.raw`Meet \fri #web`);
  expect(first.field).toHaveFocus();
  first.unmount();
  const { calls, field } = await open();
  expect([field.value, chips()]).toEqual([String.raw`Meet \fri #web`, ["web"]]);
  await userEvent.type(field, "{Enter}");
  expect(calls).toMatchObject([{ args: { title: "Meet fri", tags: ["web"] } }]);
});

test.each([
  ["Plan @be", "Ben Ito", "Plan @Ben Ito ", { assigneeId: BEN.id }],
  ["Plan #lau", "Launch day", "Plan #Launch day ", { tags: ["Launch day"] }],
])("%s offers %s, with all words of the name", async (typed, name, text, facts) => {
  const { calls, field } = await open();
  await userEvent.type(field, typed);
  const option = await screen.findByRole("option", { name: new RegExp(name) });
  expect(option).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue(text);
  await userEvent.keyboard("{Enter}");
  expect(calls).toMatchObject([{ args: { title: "Plan", ...facts } }]);
});

test("Escape closes what is offered first, and then the field", async () => {
  const { field } = await open();
  await userEvent.type(field, "Plan @be");
  await screen.findByRole("option", { name: /Ben Ito/ });
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("option")).toBeNull();
  expect(field).toHaveValue("Plan @be");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "New task in To do" })).toHaveFocus();
});

test("a name that several have, or nobody, stays title", async () => {
  const benno = person("benno", "Benno Carr");
  const { calls, field } = await open({ people: [ANA, BEN, benno] });
  await userEvent.type(field, "Ask @b soon{Enter}");
  await userEvent.type(field, "Ask @carla{Enter}");
  await userEvent.type(field, "Ask @ben soon{Enter}");
  expect(calls.map(({ args }) => args)).toMatchObject([
    { title: "Ask @b soon" },
    { title: "Ask @carla" },
    { title: "Ask soon", assigneeId: BEN.id },
  ]);
});

test("a card waits for the answer to a name, and goes at once where it is asked again", async () => {
  let isThere = false;
  const found = [
    { _id: "ben", name: "Ben Ito", isActive: true, role: "member", joinedAt: 1, isMember: true },
  ];
  const find = () => (isThere ? found : undefined);
  const { calls, field, tell } = await open({ people: [ANA], answers: { ...answers, "users:find": find } });
  await userEvent.type(field, "Ask @ben soon{Enter}");
  expect(calls).toEqual([]);
  isThere = true;
  tell();
  expect(calls).toMatchObject([{ args: { title: "Ask soon", assigneeId: BEN.id } }]);
});

test("a refused card gives its text back, with who was picked", async () => {
  const refuse = () => new ConvexError({ code: "ASSIGNEE_NOT_MEMBER" });
  const { field } = await open({ refuse });
  await userEvent.type(field, "Plan @be");
  await screen.findByRole("option", { name: /Ben Ito/ });
  await userEvent.keyboard("{Enter}{Enter}");
  expect([field.value, chips()]).toEqual(["Plan @Ben Ito ", ["BIBen Ito"]]);
});

test("a draft of an earlier version is there as it was typed", async () => {
  writeDraft("ana:newTask:todo:", "Plan tomorrow");
  const { field } = await open();
  expect([field.value, chips()]).toEqual(["Plan tomorrow", ["Tomorrow"]]);
});

test("the dialog shows what its title says in its fields; what is chosen there makes it text again", async () => {
  vi.setSystemTime(MONDAY);
  const { calls } = show(dialog, { answers });
  const title = screen.getByLabelText("Title");
  await userEvent.type(title, "Fix !high #web fri");
  expect(chips()).toEqual(["High", "web", "Fri"]);
  expect(screen.getByRole("button", { name: "Priority: High" })).toBeVisible();
  expect(screen.getByLabelText("Due")).toHaveValue("2026-12-04");
  await userEvent.click(screen.getByRole("button", { name: "Remove tag web" }));
  expect(title).toHaveValue(String.raw`Fix !high \#web fri`);
  await userEvent.click(screen.getByRole("button", { name: "Priority: High" }));
  await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Low" }));
  expect(title).toHaveValue(String.raw`Fix \!high \#web fri`);
  await userEvent.type(title, "{Enter}");
  expect(calls).toMatchObject([
    { args: { title: "Fix !high #web", priority: "low", tags: [], dueDate: FRIDAY } },
  ]);
});

test("who is picked in the dialog's title is kept with it when the dialog is closed", async () => {
  const first = show(dialog, { answers });
  await userEvent.type(screen.getByLabelText("Title"), "Plan @be");
  await screen.findByRole("option", { name: /Ben Ito/ });
  await userEvent.keyboard("{Enter}");
  expect(screen.getByLabelText("Title")).toHaveValue("Plan @Ben Ito ");
  first.unmount();
  const { calls } = show(dialog, { answers });
  await userEvent.click(screen.getByRole("button", { name: "Create task" }));
  expect(calls).toMatchObject([{ args: { title: "Plan", assigneeId: BEN.id } }]);
});
