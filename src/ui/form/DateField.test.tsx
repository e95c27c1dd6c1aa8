import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { fromDateInput } from "@/lib/time";
import { DateField } from "./DateField";

const day = fromDateInput("2026-12-24");

function open(value?: number) {
  const onChange = vi.fn<(day: number | undefined) => void>();
  render(<DateField label="Due date" value={value} onChange={onChange} />);
  return { onChange, field: screen.getByLabelText<HTMLInputElement>("Due date") };
}

/** What a browser sends for each key of a year that is typed. */
function type(field: HTMLInputElement, ...values: string[]) {
  for (const value of values) {
    fireEvent.keyDown(field, { key: "2" });
    fireEvent.change(field, { target: { value } });
  }
}

test("a date that is typed counts once, when it is whole", () => {
  const { field, onChange } = open();
  type(field, "0002-12-24", "0020-12-24", "0202-12-24", "2026-12-24");
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.blur(field);
  expect(onChange).toHaveBeenCalledExactlyOnceWith(day);
});

test("Enter takes what was typed, Escape the date that was there", () => {
  const { field, onChange } = open(day);
  type(field, "2026-12-25");
  fireEvent.keyDown(field, { key: "Escape" });
  expect(field).toHaveValue("2026-12-24");
  fireEvent.blur(field);
  expect(onChange).not.toHaveBeenCalled();
  type(field, "2026-12-25");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onChange).toHaveBeenCalledExactlyOnceWith(fromDateInput("2026-12-25"));
});

test("half a date does not delete the one that was there", () => {
  const { field, onChange } = open(day);
  type(field, "");
  Object.defineProperty(field, "validity", { value: { badInput: true } });
  fireEvent.blur(field);
  expect(onChange).not.toHaveBeenCalled();
  expect(field).toHaveValue("2026-12-24");
});

test("a day of the calendar counts at once", () => {
  const { field, onChange } = open();
  fireEvent.pointerDown(field);
  fireEvent.change(field, { target: { value: "2026-12-24" } });
  expect(onChange).toHaveBeenCalledExactlyOnceWith(day);
});

test("the year 2 is not 1902, and no date of a task", () => {
  expect(fromDateInput("0002-12-24")).toBeUndefined();
  expect(fromDateInput("2026-02-30")).toBeUndefined();
  expect(fromDateInput("1970-01-01")).toBeDefined();
});
