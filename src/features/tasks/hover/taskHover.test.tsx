import { act, fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { TaskReference } from "../TaskReference";
import TaskHover from "./TaskHover";

const task = {
  _id: "t1",
  number: 7,
  title: "Ship the importer",
  description: "Rows first, then files.",
  status: "in_progress",
  assigneeId: BEN.id,
  tags: ["web"],
};

beforeEach(() => vi.useFakeTimers());

function open(found: typeof task | null = task) {
  const answers = { "board/chips:get": found, "tasks:get": found ?? undefined };
  const chip = <TaskReference number={7} raw="T-7" onOpen={() => undefined} />;
  show(
    <>
      {chip}
      <TaskHover />
    </>,
    { answers },
  );
}

const rest = (target: Element, pointerType = "mouse") => {
  fireEvent.pointerOver(target, { pointerType });
  act(() => void vi.advanceTimersByTime(500));
};

test("what names a task says whose it is, and shows its card where the mouse rests", () => {
  open();
  const chip = screen.getByRole("button", { name: /T-7/ });
  expect(chip).toHaveTextContent("Assigned to Ben");
  rest(chip, "touch");
  expect(screen.queryByRole("tooltip")).toBeNull();
  rest(chip);
  expect(screen.getByRole("tooltip")).toHaveTextContent(
    /In progress.*T-7.*Ship the importer.*Rows first.*Ben.*web/,
  );
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(screen.queryByRole("tooltip")).toBeNull();
});

test("who may not see a task finds what was typed, and no card", () => {
  open(null);
  const typed = screen.getByText("T-7");
  rest(typed);
  expect(screen.queryByRole("tooltip")).toBeNull();
});

test("what a card says of a description is without the signs of Markdown", () => {
  open({ ...task, description: `**Promise:** bring \`cake\`, <@${BEN.id}>\n\n- [ ] one\n- [x] two` });
  rest(screen.getByRole("button", { name: /T-7/ }));
  expect(screen.getByText(/Promise/).textContent).toBe("Promise: bring cake, @Ben Ito\n\n☐ one\n☑ two");
});
