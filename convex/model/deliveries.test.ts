import { afterEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { makeWorkspace } from "../testing.setup";
import { MINUTE_MS } from "../shared/time";

afterEach(() => void vi.useRealTimers());

async function makeQueue() {
  vi.useFakeTimers();
  const { t } = await makeWorkspace();
  const queue = async (idempotencyKey: string) =>
    await t.mutation(internal.emails.sendLink, {
      kind: "invitation",
      to: "max@example.com",
      path: "/invite/secret",
      expiresAt: 1_900_000_000_000,
      invitedBy: "Ana",
      idempotencyKey,
    });
  const claimAs = async (sender: string) => await t.mutation(internal.emails.claim, { sender, most: 1 });
  const leave = async (sender: string) => await t.mutation(internal.emails.release, { sender });
  return { queue, claimAs, leave };
}

test("one sender has the queue at a time: another gets nothing until it leaves", async () => {
  const { queue, claimAs, leave } = await makeQueue();
  await queue("1");
  expect(await claimAs("one")).toHaveLength(1);
  await queue("2");
  expect(await claimAs("two")).toEqual([]);
  await leave("two");
  expect(await claimAs("two")).toEqual([]);
  await leave("one");
  expect(await claimAs("two")).toHaveLength(1);
});

test("a sender that went away loses the queue, and its rows, when its lease ends", async () => {
  const { queue, claimAs } = await makeQueue();
  await queue("1");
  await queue("2");
  expect(await claimAs("one")).toHaveLength(1);
  expect(await claimAs("two")).toEqual([]);
  vi.advanceTimersByTime(3 * MINUTE_MS);
  expect(await claimAs("two")).toMatchObject([{ idempotencyKey: "1", attempt: 2 }]);
  expect(await claimAs("two")).toMatchObject([{ idempotencyKey: "2", attempt: 1 }]);
  expect(await claimAs("two")).toEqual([]);
});
