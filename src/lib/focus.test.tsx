import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { fieldForKey, followFocus, returnFocus } from "./focus";

const letter = { key: "b", ctrlKey: false, metaKey: false, altKey: false, isComposing: false };

function show() {
  render(
    <>
      <main>
        <article tabIndex={-1}>a message</article>
        <button type="button">React</button>
        <textarea data-typing aria-label="Message" />
      </main>
      <aside>
        <p>a reply</p>
        <textarea data-typing aria-label="Reply" />
      </aside>
    </>,
  );
}

beforeEach(() => followFocus());

test("letters typed after a click on a message or a button go to the field of the page", async () => {
  show();
  await userEvent.click(screen.getByText("a message"));
  expect(fieldForKey(letter)).toBe(screen.getByLabelText("Message"));
  await userEvent.click(screen.getByText("React"));
  expect(fieldForKey(letter)).toBe(screen.getByLabelText("Message"));
  expect(fieldForKey({ ...letter, key: " " })).toBeUndefined();
});

test("letters typed after a click in a pane go to its own field", async () => {
  show();
  await userEvent.click(screen.getByText("a reply"));
  expect(fieldForKey(letter)).toBe(screen.getByLabelText("Reply"));
});

test("what the keyboard has chosen keeps its letters", async () => {
  show();
  await userEvent.tab();
  expect(screen.getByText("React")).toHaveFocus();
  expect(fieldForKey(letter)).toBeUndefined();
});

test("keys with Ctrl, ⌘ or Alt are never text", () => {
  show();
  expect(fieldForKey({ ...letter, ctrlKey: true })).toBeUndefined();
  expect(fieldForKey({ ...letter, key: "ArrowUp" })).toBeUndefined();
});

test("the focus goes back to the field of the place it was in, else to the page's", () => {
  show();
  returnFocus(screen.getByText("a reply"));
  expect(screen.getByLabelText("Reply")).toHaveFocus();
  returnFocus(null);
  expect(screen.getByLabelText("Message")).toHaveFocus();
});
