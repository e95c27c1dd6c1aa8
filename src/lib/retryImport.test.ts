import { beforeEach, expect, test, vi } from "vitest";
import { retryImport } from "./retryImport";

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.setItem("tandem:reloaded-at", String(Date.now()));
});

test("a chunk that is gone is tried four times before its error shows", async () => {
  const load = vi.fn<() => Promise<unknown>>(() => Promise.reject(new Error("gone")));
  const outcome = retryImport(load)().catch(String);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome).toBe("Error: gone");
  expect(load).toHaveBeenCalledTimes(4);
});

test("failures without a network are not counted: it waits until the network is back", async () => {
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const load = vi.fn<() => Promise<unknown>>(() =>
    navigator.onLine ? Promise.resolve("part") : Promise.reject(new Error("away")),
  );
  const part = retryImport(load)();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(load.mock.calls.length).toBeGreaterThan(4);
  online.mockReturnValue(true);
  dispatchEvent(new Event("online"));
  expect(await part).toBe("part");
});

test("a loader that retries cannot be wrapped once more", () => {
  const once = retryImport(() => Promise.resolve("part"));
  // @ts-expect-error -- the attempts would multiply
  expect(retryImport(once)).toBeTypeOf("function");
});
