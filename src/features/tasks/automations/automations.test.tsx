import type { Id } from "@convex/_generated/dataModel";
import { PLAIN_COLUMNS } from "@convex/shared/board/columns";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import AutomationsDialog from "./AutomationsDialog";

afterEach(() => localStorage.clear());

const channelId = "c1" as Id<"channels">;
const ofBen = {
  _id: "a1",
  when: { kind: "moved", status: "in_progress", column: "gone" },
  steps: [
    { kind: "assign", userId: "ben" },
    { kind: "post", text: "{task} goes on", place: "discussion" },
  ],
  isOn: true,
  madeBy: "ben",
  problems: [{ code: "ASSIGNEE_NOT_MEMBER", at: Date.now() - 300_000 }],
};

type Board = { mayChange?: boolean; automations?: unknown[] };
const open = ({ mayChange = true, automations = [ofBen] }: Board = {}, more: object = {}) =>
  show(<AutomationsDialog channelId={channelId} onClose={() => undefined} />, {
    answers: {
      "board/automations:list": { mayChange, automations },
      "board/columns:list": PLAIN_COLUMNS,
      "board/labels:list": [],
      ...more,
    },
  });

test("one is said in words, with what went wrong last and what is gone", async () => {
  open();
  await screen.findByText(/Ben Ito/);
  const row = screen.getAllByRole("listitem")[0]!;
  expect(row).toHaveTextContent("When a card comes into a deleted column");
  expect(row).toHaveTextContent("→ assign it to Ben Ito");
  expect(row).toHaveTextContent("→ post “{task} goes on” in its discussion");
  expect(row).toHaveTextContent(/Last problem, \d min: This person/);
});

test("who only reads the channel can try one and change none", async () => {
  open({ mayChange: false });
  expect(screen.getByRole("checkbox")).toBeDisabled();
  expect(screen.queryByRole("button", { name: "New automation" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /^More of/ }));
  const items = await screen.findAllByRole("menuitem");
  expect(items.map(({ textContent }) => textContent)).toEqual(["What would it have done?"]);
});

test("a new one is saved as it is said, and not before all is said", async () => {
  const { calls } = open({ automations: [] });
  await userEvent.click(screen.getByRole("button", { name: "New automation" }));
  const save = screen.getByRole("button", { name: "Save" });
  await userEvent.selectOptions(screen.getByLabelText("What sets it off"), "labelled");
  expect(save).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Label"), "bug");
  await userEvent.selectOptions(screen.getByLabelText("Step 1"), "move");
  await userEvent.selectOptions(screen.getByLabelText("Column"), "In progress");
  await userEvent.click(screen.getByRole("button", { name: "Add a step" }));
  await userEvent.selectOptions(screen.getByLabelText("Step 2"), "create");
  expect(save).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Title"), "Test ");
  await userEvent.click(screen.getByRole("button", { name: "Fill in" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "its title" }));
  await userEvent.click(save);
  await vi.waitFor(() =>
    expect(calls.find(({ name }) => name === "board/automations:add")?.args).toEqual({
      channelId,
      timeZone: expect.any(String),
      when: { kind: "labelled", tag: "bug" },
      steps: [
        { kind: "move", status: "in_progress", column: "in_progress" },
        { kind: "create", title: "Test {title}", status: "todo" },
      ],
    }),
  );
});

test("of a message a card is made before anything is done with it", async () => {
  open({ automations: [] });
  await userEvent.click(screen.getByRole("button", { name: "New automation" }));
  await userEvent.selectOptions(screen.getByLabelText("What sets it off"), "reacted");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  expect(screen.getByRole("status")).toHaveTextContent("A message is not a card yet");
  await userEvent.selectOptions(screen.getByLabelText("Step 1"), "create");
  expect(screen.queryByRole("status")).toBeNull();
  expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
  await userEvent.click(screen.getByRole("button", { name: "Add a step" }));
  const second = within(screen.getByLabelText("Step 2"));
  expect(second.getByRole("option", { name: "assign it to" })).toBeInTheDocument();
});

test("what was chosen is there again until it is saved or discarded", async () => {
  const first = open();
  await userEvent.click(screen.getByRole("button", { name: "New automation" }));
  await userEvent.selectOptions(screen.getByLabelText("What sets it off"), "due");
  await userEvent.keyboard("{Escape}");
  first.unmount();
  open();
  await userEvent.click(screen.getByRole("button", { name: "New automation" }));
  expect(screen.getByLabelText("What sets it off")).toHaveValue("due");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "New automation" }));
  expect(screen.getByLabelText("What sets it off")).toHaveValue("created");
});

test.each([
  [[], true, "It would not have run."],
  [[{ at: 1, taskId: "t1", number: 7, title: "Ship" }], true, "It would have run once:"],
  [[{ at: 1, taskId: "t1", number: 7, title: "Ship" }], false, "It would have run once at least:"],
])("a rehearsal says how often it would have run, and where it was cut", async (page, isDone, said) => {
  open({}, { "board/automations:rehearse": { page, isDone, continueCursor: "" } });
  await userEvent.click(screen.getByRole("button", { name: /^More of/ }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "What would it have done?" }));
  expect(await screen.findByRole("status")).toHaveTextContent(said);
  expect(screen.queryAllByRole("link", { name: "T-7 Ship" })).toHaveLength(page.length);
  expect(screen.queryAllByRole("button", { name: "Look further back" })).toHaveLength(isDone ? 0 : 1);
});
