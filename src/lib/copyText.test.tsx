import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./copyText";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("on plain http a hidden field copies, and the focus stays where it was", async () => {
  vi.stubGlobal("navigator", {});
  vi.spyOn(HTMLTextAreaElement.prototype, "select").mockImplementation(function (this: HTMLTextAreaElement) {
    this.focus();
  });
  document.execCommand = () => document.activeElement?.tagName === "TEXTAREA";
  const button = document.body.appendChild(document.createElement("button"));
  button.focus();
  expect(await copyText("Line 1")).toBe(true);
  expect(document.activeElement).toBe(button);
  button.remove();
});
