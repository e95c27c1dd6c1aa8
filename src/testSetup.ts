import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import "@testing-library/jest-dom/vitest";
import { forgetDrafts } from "./platform/drafts";

// Files share one window (isolate: false): each test leaves it as it was.
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  forgetDrafts();
  localStorage.clear();
});
