import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import "@testing-library/jest-dom/vitest";
import { Observable } from "./lib/observable";
import { forgetDrafts } from "./platform/drafts";

// What is waited for comes at once, or late on a machine that is busy. A second is not patient.
configure({ asyncUtilTimeout: 15_000 });

/** What was asked for outside of React, such as a dialog: the next test that draws it would have it open. */
const asked = new Set<Observable<unknown>>();
// oxlint-disable-next-line typescript/unbound-method -- it is called with its observable
const { set } = Observable.prototype;
Observable.prototype.set = function (this: Observable<unknown>, value: unknown) {
  if (this.get() === undefined) asked.add(this);
  set.call(this, value);
};

// Files share one window (isolate: false): each test leaves it as it was.
afterEach(() => {
  cleanup();
  for (const observable of asked) set.call(observable, undefined);
  asked.clear();
  // A dialog that was closing has taken the pointer from the rest of the page.
  document.body.removeAttribute("style");
  vi.useRealTimers();
  vi.restoreAllMocks();
  forgetDrafts();
  localStorage.clear();
});
