import { act, fireEvent, render, screen } from "@testing-library/react";
import { lazy, Suspense, useState } from "react";
import { expect, test, vi } from "vitest";
import { insertAsTyped } from "@/testing.typing";
import { TypedAhead } from "./TypedAhead";

/** An overlay that is only read. */
function Sheet() {
  return (
    <div role="dialog">
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- as dialogs take the keyboard */}
      <button type="button" autoFocus>
        Close
      </button>
    </div>
  );
}

function Palette() {
  const [text, setText] = useState("");
  return (
    <div role="dialog">
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- as dialogs take the keyboard */}
      <input autoFocus aria-label="Jump to" value={text} onChange={({ target }) => setText(target.value)} />
      <p>{text.toUpperCase()}</p>
    </div>
  );
}

/** A page with a field in focus, and an overlay whose code comes when it is let. */
function open(Overlay = Palette) {
  document.execCommand = insertAsTyped;
  const { promise, resolve } = Promise.withResolvers<{ default: typeof Overlay }>();
  const Coming = lazy(() => promise);
  const [keys, close] = [vi.fn<() => void>(), vi.fn<() => void>()];
  render(
    <>
      <textarea aria-label="Message" onKeyDown={keys} />
      <Suspense fallback={<TypedAhead onClose={close} />}>
        <Coming />
      </Suspense>
    </>,
  );
  const message = screen.getByRole("textbox", { name: "Message" });
  message.focus();
  const type = (key: string, more = {}) => fireEvent.keyDown(message, { key, ...more });
  const come = async () => {
    await act(async () => {
      resolve({ default: Overlay });
      await promise;
    });
  };
  return { keys, close, type, come };
}

test("what is typed before an overlay has come stands in its field, and nowhere else", async () => {
  const { keys, type, come } = open();
  for (const key of ["b", "a", "Backspace", "e", "n", "ArrowDown"]) expect(type(key)).toBe(false);
  expect(keys).not.toHaveBeenCalled();
  await come();
  await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Jump to" })).toHaveValue("ben"));
  expect(await screen.findByText("BEN")).toBeInTheDocument();
});

test("what is typed while an overlay takes the keyboard stands behind what was typed before", async () => {
  const frames: FrameRequestCallback[] = [];
  vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((frame) => frames.push(frame));
  const { type, come } = open();
  for (const key of ["g", "a"]) type(key);
  await come();
  const field = screen.getByRole("textbox", { name: "Jump to" });
  expect(fireEvent.keyDown(field, { key: "t" })).toBe(false);
  act(() => frames.forEach((frame) => frame(0)));
  expect(field).toHaveValue("gat");
  expect(fireEvent.keyDown(field, { key: "e" })).toBe(true);
});

test("an overlay without a field keeps no key from what comes next", async () => {
  const frames: FrameRequestCallback[] = [];
  vi.spyOn(globalThis, "requestAnimationFrame").mockImplementation((frame) => frames.push(frame));
  await open(Sheet).come();
  act(() => frames.forEach((frame) => frame(0)));
  expect(fireEvent.keyDown(screen.getByRole("button", { name: "Close" }), { key: "n" })).toBe(true);
});

test("keys with Ctrl stay the browser's; Escape closes what has not come", () => {
  const { keys, close, type } = open();
  expect(type("r", { ctrlKey: true })).toBe(true);
  expect(keys).toHaveBeenCalledTimes(1);
  expect(close).not.toHaveBeenCalled();
  type("Escape");
  expect(close).toHaveBeenCalledTimes(1);
});
