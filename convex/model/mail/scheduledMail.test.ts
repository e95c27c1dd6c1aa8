/** How many people share a sweep: on the mock and on the engine in memory, whose time the test sets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { identityOf, makeWorkspace, refusal } from "../../testing.setup";
import { HOUR_MS } from "../../shared/time";

const FRIDAY_8 = Date.parse("2026-11-20T08:00:00Z");

beforeEach(() => {
  // With the timers: a sweep that is scheduled waits for the test.
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  vi.setSystemTime(FRIDAY_8 - HOUR_MS);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Forty-two people who have something to read. */
async function makeCrowd() {
  const workspace = await makeWorkspace();
  const { t, say, general } = workspace;
  for (let i = 0; i < 40; i += 1)
    await t.withIdentity(identityOf(`Reader${i}`)).mutation(api.users.ensure, {});
  await workspace.as("Ana").mutation(api.inbox.mailSettings.update, { digestDays: "never" });
  await say("Ana", general, "News");
  vi.setSystemTime(FRIDAY_8);
  const queued = async () => {
    const paginationOpts = { numItems: 100, cursor: null };
    return (await workspace.as("Ana").query(api.emails.list, { paginationOpts })).page.length;
  };
  return { t, queued };
}

test.each([
  ["the first sweep", undefined, 4],
  ["one that comes at once", { people: 4, at: FRIDAY_8 - 10 }, 8],
  ["one after many others", { people: 16, at: FRIDAY_8 - 40 }, 16],
  ["one that had to wait for others", { people: 16, at: FRIDAY_8 - 500 }, 4],
])("%s", async (_which, before, people) => {
  const { t, queued } = await makeCrowd();
  await t.mutation(internal.digests.sweep, { before });
  expect(await queued()).toBe(people);
});

test("sweeps follow each other until nobody is left", async () => {
  const { t, queued } = await makeCrowd();
  await t.mutation(internal.digests.sweep, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await queued()).toBe(42);
});

test("one person whose mail cannot be made keeps nobody else's back, and an admin sees why", async () => {
  const { t, queued } = await makeCrowd();
  await t.run(async (ctx) => {
    const [, , third] = await ctx.db.query("mailSettings").collect();
    await ctx.db.patch("mailSettings", third!._id, { timeZone: "Mars/Base" });
  });
  await t.mutation(internal.digests.sweep, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await queued()).toBe(42);
  const paginationOpts = { numItems: 100, cursor: null };
  const { page } = await t
    .withIdentity(identityOf("Ana"))
    .query(api.emails.list, { status: "failed", paginationOpts });
  expect(page).toHaveLength(1);
  expect(page[0]!.error).toMatch(/^It could not be made: .*Mars/i);
  const again = t.withIdentity(identityOf("Ana")).mutation(api.emails.retry, { emailId: page[0]!._id });
  await expect(again).rejects.toMatchObject(refusal("EMAIL_STATE"));
});

test("a queued mail that cannot be made any more keeps no other back", async () => {
  vi.stubEnv("SMTP_URL", "smtp://localhost");
  const { t } = await makeCrowd();
  const sweep = { before: { people: 4, at: FRIDAY_8 - 10 } };
  await t.mutation(internal.digests.sweep, sweep);
  await t.run(async (ctx) => {
    const [, , third] = await ctx.db.query("emails").collect();
    const settings = await ctx.db.query("mailSettings").collect();
    const { _id } = settings.find(({ userId }) => userId === third!.userId)!;
    await ctx.db.patch("mailSettings", _id, { timeZone: "Mars/Base" });
  });
  const claimed = await t.mutation(internal.emails.claim, { sender: "one" });
  expect(claimed).toHaveLength(7);
  vi.unstubAllEnvs();
});
