import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refuseFiles } from "./refuseFiles";

const onFile = vi.fn<() => void>();
let stop = () => undefined as void;

beforeEach(() => {
  onFile.mockClear();
  stop = refuseFiles(onFile);
});
afterEach(() => stop());

/** An event of the browser that carries these kinds of data. */
function send(type: "dragover" | "drop" | "paste", types: string[]): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { [type === "paste" ? "clipboardData" : "dataTransfer"]: { types } });
  document.body.dispatchEvent(event);
  return event;
}

test("a dropped file leaves the page where it is, and the person is told", () => {
  expect(send("dragover", ["Files"]).defaultPrevented).toBe(true);
  expect(send("drop", ["Files"]).defaultPrevented).toBe(true);
  expect(onFile).toHaveBeenCalledOnce();
});

test("a pasted picture is answered in words; text that comes with one is pasted", () => {
  send("paste", ["Files"]);
  expect(onFile).toHaveBeenCalledOnce();
  send("paste", ["text/plain", "text/html", "Files"]);
  expect(onFile).toHaveBeenCalledOnce();
});

test("cards and text are dragged as before", () => {
  expect(send("dragover", ["text/plain"]).defaultPrevented).toBe(false);
  expect(send("drop", ["text/plain"]).defaultPrevented).toBe(false);
  expect(onFile).not.toHaveBeenCalled();
});
