import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useLongPress } from "./useLongPress";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Row({ onHold }: { onHold: () => void }) {
  return <button {...useLongPress(onHold)}>Row</button>;
}

/** Whether lifting the finger, from wherever it lies by then, presses nothing. */
const isSwallowed = (): boolean => {
  const release = new Event("touchend", { bubbles: true, cancelable: true });
  document.body.dispatchEvent(release);
  return release.defaultPrevented;
};

test("what has opened under a finger that rests is not pressed by lifting it, and the next tap is one", () => {
  const onHold = vi.fn<() => void>();
  render(<Row onHold={onHold} />);
  fireEvent.pointerDown(screen.getByText("Row"), { pointerType: "touch" });
  act(() => void vi.advanceTimersByTime(1_000));
  expect(onHold).toHaveBeenCalledOnce();
  expect([isSwallowed(), isSwallowed()]).toEqual([true, false]);
});

test("where the system has taken the finger over, the next tap presses what it lies on", () => {
  render(<Row onHold={() => undefined} />);
  fireEvent.pointerDown(screen.getByText("Row"), { pointerType: "touch" });
  act(() => void vi.advanceTimersByTime(1_000));
  fireEvent.touchStart(document.body);
  expect(isSwallowed()).toBe(false);
});

test("a tap presses what it lies on", () => {
  render(<Row onHold={() => undefined} />);
  fireEvent.pointerDown(screen.getByText("Row"), { pointerType: "touch" });
  fireEvent.pointerUp(screen.getByText("Row"));
  act(() => void vi.advanceTimersByTime(1_000));
  expect(isSwallowed()).toBe(false);
});
