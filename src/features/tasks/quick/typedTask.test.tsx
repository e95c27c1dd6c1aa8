import type { Id } from "@convex/_generated/dataModel";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { TypedTask } from "./TypedTask";

afterEach(() => vi.useRealTimers());

test("what a line of a message will be is said before it is sent, and can be made text again", async () => {
  vi.setSystemTime(new Date(2026, 10, 30, 12));
  const onChange = vi.fn<(line: string) => void>();
  const labels = [{ _id: "l1", name: "Launch day", colour: "red", createdBy: "ana" }];
  const line = "Call #Launch day @Ben Ito !high fri";
  show(
    <TypedTask
      line={line}
      people={[{ id: BEN.id, name: BEN.name }]}
      channelId={"c1" as Id<"channels">}
      onChange={onChange}
    />,
    { answers: { "board/labels:list": labels } },
  );
  expect(screen.getByText("Becomes a task: Call")).toBeVisible();
  const chips = within(screen.getByRole("list", { name: "Understood from the title" }));
  expect(chips.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Launch day",
    "BIBen Ito",
    "High",
    "Fri",
  ]);
  await userEvent.click(screen.getByRole("button", { name: "Keep as text: fri" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(String.raw`Call #Launch day @Ben Ito !high \fri`);
});
