import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { makeWorkspace, refusal } from "../testing.setup";
import { MINUTE_MS } from "../shared/time";

afterEach(() => void vi.useRealTimers());

async function makeQueue() {
  vi.useFakeTimers();
  const { t, as } = await makeWorkspace();
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
  return { t, as, queue, claimAs, leave };
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

test("admins are told how much waits and since when the first of it is due, and nobody else is", async () => {
  const { t, as, queue, claimAs } = await makeQueue();
  const standing = async () => await as("Ana").query(api.emails.queue, {});
  expect(await standing()).toEqual({ isOn: false, waiting: 0, isCut: false });
  const queuedAt = Date.now();
  await queue("1");
  await queue("2");
  const { nextAt, ...rest } = await standing();
  expect(rest).toEqual({ isOn: false, waiting: 2, isCut: false });
  expect(Math.abs(nextAt! - queuedAt)).toBeLessThan(MINUTE_MS);

  await claimAs("one");
  await claimAs("one");
  expect(await standing()).toMatchObject({ waiting: 0 });
  const row = await t.run(async (ctx) => await ctx.db.query("emails").first());
  const dueAt = Date.now() + 30 * MINUTE_MS;
  await t.run(async (ctx) => await ctx.db.patch("emails", row!._id, { status: "queued", dueAt }));
  expect(await standing()).toMatchObject({ waiting: 1, nextAt: dueAt });
  for (const path of [api.emails.queue, api.categorisations.queue])
    await expect(as("Ben").query(path, {})).rejects.toMatchObject(refusal("FORBIDDEN"));
});

test("a hundred of those that wait are counted, and that there are more is told", async () => {
  const { as, queue } = await makeQueue();
  for (let i = 0; i < 103; i += 1) await queue(String(i));
  expect(await as("Ana").query(api.emails.queue, {})).toMatchObject({ waiting: 100, isCut: true });
});
