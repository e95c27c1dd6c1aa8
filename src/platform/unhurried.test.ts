import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { errorCode, errorText, retryAfter } from "./errorText";
import { unhurried } from "./unhurried";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const tooFast = new ConvexError({ code: "TOO_FAST", message: "", retryAfterS: 3 });

test("what was too much at once goes when the server takes it", async () => {
  const send = vi.fn<() => Promise<string>>();
  send.mockRejectedValueOnce(tooFast).mockRejectedValueOnce(tooFast).mockResolvedValue("sent");
  const sent = unhurried(send);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(send).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(3_000);
  await expect(sent).resolves.toBe("sent");
});

test("any other refusal is told at once", async () => {
  const error = new ConvexError({ code: "NOT_FOUND", message: "" });
  await expect(unhurried(async () => await Promise.reject(error))).rejects.toBe(error);
});

test("the sentence says how long to wait", () => {
  expect(errorText(errorCode(tooFast), retryAfter(tooFast))).toBe(
    "That was a lot at once. Try again in 3 seconds.",
  );
  expect(errorText("TOO_FAST")).toBe("That was a lot at once. Wait a moment and try again.");
});
