import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import "@testing-library/jest-dom/vitest";
import { forgetDrafts } from "./platform/drafts";

// What is waited for comes at once, or late on a machine that is busy. A second is not patient.
configure({ asyncUtilTimeout: 15_000 });

/** A dialog that was closing has taken the pointer from the rest of the page; its last word may come after its test. */
const givePointerBack = () => document.body.removeAttribute("style");
beforeEach(givePointerBack);

// Files share one window (isolate: false): each test leaves it as it was.
afterEach(() => {
  cleanup();
  givePointerBack();
  vi.useRealTimers();
  vi.restoreAllMocks();
  forgetDrafts();
  localStorage.clear();
});
