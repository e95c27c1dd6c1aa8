import { fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { useLookAhead } from "./useLookAhead";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Links() {
  useLookAhead();
  return (
    <>
      <a href="/c/launch">
        <b>launch</b>
      </a>
      <a href="/c/rockets">rockets</a>
      <a href="/c/launch/board">board</a>
      <a href="https://example.com/c/launch">elsewhere</a>
    </>
  );
}

/** A page with links, and which queries are asked because of them. */
function draw(head: () => object | undefined = () => ({ tailTs: 7n })) {
  const { watched, tell } = show(<Links />, { answers: { "channels:head": head } });
  const before = [...watched];
  const asked = () => {
    const others = [...before];
    return watched
      .filter((name) => !others.includes(name) || !others.splice(others.indexOf(name), 1))
      .toSorted();
  };
  return { asked, tell };
}

const press = (text: string, more = {}) =>
  fireEvent.pointerDown(screen.getByText(text), { button: 0, pointerType: "mouse", ...more });

const BEFORE_TAIL = ["channels:get", "channels:head", "chat/bookmarks:list"];
const ALL = [...BEFORE_TAIL, "messages:newest", "messages:paginated"];

test("what a channel shows first is asked for while the button is held, and for two seconds", () => {
  const { asked } = draw();
  press("launch");
  expect(asked()).toEqual(ALL);
  press("rockets");
  expect(asked()).toEqual(ALL);
  vi.advanceTimersByTime(2_000);
  expect(asked()).toEqual([]);
});

test("messages are asked for once it is known where they begin", () => {
  let head: object | undefined;
  const { asked, tell } = draw(() => head);
  press("launch");
  expect(asked()).toEqual(BEFORE_TAIL);
  head = { tailTs: 7n };
  tell();
  tell();
  expect(asked()).toEqual(ALL);
});

test("a channel that is refused is left to its page", () => {
  const { asked } = draw(() => {
    throw new Error("NOT_FOUND");
  });
  press("launch");
  expect(asked()).toEqual(BEFORE_TAIL);
});

test("nothing is asked for by a finger, by another button, or for what is no channel of here", () => {
  const { asked } = draw();
  press("launch", { pointerType: "touch" });
  press("launch", { button: 2 });
  press("board");
  press("elsewhere");
  expect(asked()).toEqual([]);
});
