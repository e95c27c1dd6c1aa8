/** The weekly report by the clock: on the mock and on the engine in memory, whose time the test sets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { assigneeLabel, channelLabel, doneByDay, talliesBy, tallyOf } from "../../shared/reports";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";
import { linkSigner } from "../mail/mailLinks";
import { DAY_MS, HOUR_MS } from "../../shared/time";

/** Wednesday of the week that is reported on the Monday after. */
const WEDNESDAY = Date.parse("2026-11-18T12:00:00Z");
const MONDAY_9 = Date.parse("2026-11-23T09:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(WEDNESDAY);
});
afterEach(() => {
  vi.useRealTimers();
});

async function makeTeam() {
  const workspace = await makeWorkspace();
  const { t, as, general } = workspace;
  const create = async (title: string, more: object = {}) =>
    await as("Ana").mutation(api.tasks.create, { title, channelId: general, ...more });
  const move = async (taskId: Id<"tasks">, status: "todo" | "in_progress" | "done") =>
    await as("Ana").mutation(api.tasks.move, { taskId, status });
  const week = async (name: "Ana" | "Ben" | "Zoe", weeksAgo = 0) =>
    await as(name).query(api.reports.week, { weeksAgo });
  const sweepAt = async (at: number) => {
    vi.setSystemTime(at);
    await t.mutation(internal.reports.sweep, {});
    await t.mutation(internal.reports.sweep, {});
  };
  const outbox = async () => (await as("Ana").query(api.emails.list, { paginationOpts: firstPage })).page;
  const claim = async () => await t.mutation(internal.emails.claim, { sender: "one" });
  return { ...workspace, create, move, week, sweepAt, outbox, claim };
}

test("done, moved, blocked and ageing tasks, per day, channel and person", async () => {
  vi.setSystemTime(WEDNESDAY - 9 * DAY_MS);
  const { as, ben, zoe, general, create, move, week } = await makeTeam();
  await create("Stuck", { status: "in_progress", assigneeId: ben });
  await move(await create("Done before"), "done");
  vi.setSystemTime(WEDNESDAY - 2 * DAY_MS);
  await move(await create("Done on Monday", { assigneeId: zoe }), "done");
  vi.setSystemTime(WEDNESDAY);
  await move(await create("Begun"), "in_progress");
  await create("Made here and not moved", { status: "in_progress" });
  const waiting = await create("Waiting", { channelId: undefined });
  await as("Ana").mutation(api.tasks.update, { taskId: waiting, blockedReason: "  the  parser " });

  const report = await week("Ben");
  expect(report).toMatchObject({
    week: "2026-11-16",
    isCut: false,
    done: [{ title: "Done on Monday", assignee: "Zoe" }],
    moved: [{ title: "Begun" }],
    blocked: [{ title: "Waiting", reason: "the parser" }],
    ageing: [{ title: "Stuck", assignee: "Ben" }],
  });
  expect(tallyOf(report.cells)).toEqual({ done: 1, moved: 1, blocked: 1, ageing: 1 });
  expect(doneByDay(report.cells)).toEqual([1, 0, 0, 0, 0, 0, 0]);
  const channels = talliesBy(report.cells, "channelId").map(({ key }) => channelLabel(report, key));
  expect(channels).toEqual(["#general", "Whole workspace"]);
  const people = talliesBy(report.cells, "assignee").map(({ key }) => assigneeLabel(report, key));
  expect(people.sort()).toEqual(["Ben", "Unassigned", "Zoe"]);
  expect(general).toBe(report.channels[0]?.channelId);
  expect(tallyOf((await week("Ben", 1)).cells)).toMatchObject({ done: 1, moved: 0 });
});

test("a report says only what its reader may read, and no week but two", async () => {
  const { as, hiring, ben, create, move, week } = await makeTeam();
  await move(await create("Secret", { channelId: hiring, assigneeId: ben }), "done");
  expect(JSON.stringify(await week("Ben"))).toContain("Secret");
  expect(JSON.stringify(await week("Zoe"))).not.toMatch(/Secret|hiring|Ben/);
  expect((await week("Zoe")).cells).toEqual([]);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect((await week("Ben")).cells).toEqual([]);
  await expect(as("Max").query(api.reports.week, { weeksAgo: 0 })).rejects.toMatchObject(
    refusal("NOT_SIGNED_IN"),
  );
  for (const weeksAgo of [-1, 2, 0.5, Number.NaN, Infinity])
    await expect(week("Ben", weeksAgo)).rejects.toMatchObject(refusal("WEEK_INVALID"));
});

test("boards say what was done and before, how long half took, and what has aged longest", async () => {
  vi.setSystemTime(WEDNESDAY - 20 * DAY_MS);
  const { as, general, hiring, create, move, week } = await makeTeam();
  const [early, late, other] = [await create("Early"), await create("Late"), await create("Other")];
  const stuck = [await create("Stuck"), await create("Stuck longer")];
  await move(stuck[1]!, "in_progress");
  vi.setSystemTime(WEDNESDAY - 14 * DAY_MS);
  for (const taskId of [early, late, stuck[0]!]) await move(taskId, "in_progress");
  vi.setSystemTime(WEDNESDAY - 10 * DAY_MS);
  await move(early, "done");
  await move(other, "done");
  vi.setSystemTime(WEDNESDAY);
  await move(late, "done");
  await create("Secret", { channelId: hiring, status: "in_progress" });
  await move(await create("Secret too", { channelId: hiring }), "done");

  const [board, ...others] = (await week("Ben")).boards!;
  expect(board).toMatchObject({ channelId: general, done: 1, usual: 0.5, halfMs: 4 * DAY_MS, isCut: false });
  expect(board!.oldest.map(({ title }) => title)).toEqual(["Stuck longer", "Stuck"]);
  expect(others).toMatchObject([{ channelId: hiring, done: 1, usual: 0, oldest: [] }]);
  expect(others[0]).not.toHaveProperty("halfMs");
  // Zoe is no member of #hiring, and of what is in no channel there is no board.
  await as("Ana").mutation(api.tasks.create, { title: "Anywhere", status: "done" });
  expect((await week("Zoe")).boards!.map(({ channelId }) => channelId)).toEqual([general]);
});

test("a removed task leaves the report; people beyond the most active are summed up", async () => {
  const { t, as, ana, create, move, week } = await makeTeam();
  const taskId = await create("Removed");
  await move(taskId, "done");
  await as("Ana").mutation(api.tasks.remove, { taskId });
  expect((await week("Ana")).cells).toEqual([]);
  for (let i = 0; i < 14; i++) {
    const person = { subject: `P${i}`, name: `P${i}`, issuer: "https://tests.embedded.invalid" };
    const assigneeId = await t.withIdentity(person).mutation(api.users.ensure, {});
    await move(await create(`Of P${i}`, { assigneeId }), "done");
  }
  await move(await create("Of Ana", { assigneeId: ana }), "done");
  const report = await week("Ana");
  expect(report.people).toHaveLength(12);
  expect(talliesBy(report.cells, "assignee")[0]).toMatchObject({ key: "others", tally: { done: 3 } });
});

test("on Monday at nine where each person is, once a week, and not after a week of nothing", async () => {
  const { as, create, move, sweepAt, outbox } = await makeTeam();
  await as("Ben").mutation(api.users.ensure, { timeZone: "Asia/Kolkata" });
  await move(await create("Ship"), "done");
  await sweepAt(MONDAY_9 - 6 * HOUR_MS);
  expect(await outbox()).toEqual([]);
  await sweepAt(MONDAY_9 - 5.5 * HOUR_MS);
  expect(await outbox()).toMatchObject([
    { to: "ben@example.com", kind: "weeklyReport", subject: "Your week: 1 done" },
  ]);
  await sweepAt(MONDAY_9);
  expect(await outbox()).toHaveLength(3);
  // The same Monday comes once more where Ben travels to.
  await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone: "America/Los_Angeles" });
  await sweepAt(MONDAY_9 + 12 * HOUR_MS);
  await sweepAt(MONDAY_9 + 7 * DAY_MS);
  await sweepAt(MONDAY_9 + 7 * DAY_MS + 12 * HOUR_MS);
  expect(await outbox()).toHaveLength(3);
});

test.each([
  ["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"],
  ["2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z"],
])("in Berlin the Monday after %s is %s: clocks were changed between", async (first, second) => {
  const { as } = await makeTeam();
  vi.setSystemTime(Date.parse(first));
  await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone: "Europe/Berlin" });
  const { nextReportAt } = await as("Ben").query(api.inbox.mailSettings.get, {});
  expect(new Date(nextReportAt!).toISOString()).toBe(second.replace("Z", ".000Z"));
});

test("what was queued is read again: nothing of a lost channel, nothing for who wants none or has left", async () => {
  const { t, as, ben, zoe, hiring, create, move, sweepAt, outbox, claim } = await makeTeam();
  await move(await create("Secret", { channelId: hiring }), "done");
  await move(await create("Public"), "done");
  await sweepAt(MONDAY_9);
  expect(await outbox()).toHaveLength(3);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await as("Ana").mutation(api.inbox.mailSettings.update, { weeklyReport: false });
  await t.run(async (ctx) => await ctx.db.patch("users", zoe, { deactivatedAt: 1 }));
  const claimed = await claim();
  expect(claimed).toMatchObject([{ to: "ben@example.com", content: { done: [{ title: "Public" }] } }]);
  expect(JSON.stringify(claimed)).not.toMatch(/Secret|hiring/);
});

test("an admin sees of another's report only what they may read themselves, its sums too", async () => {
  const { t, as, ben, zoe, general, create, sweepAt, outbox } = await makeTeam();
  const channelId = await as("Ben").mutation(api.channels.openDirect, { userIds: [zoe] });
  await as("Ben").mutation(api.tasks.create, {
    title: "Between us",
    channelId,
    status: "done",
    assigneeId: zoe,
  });
  await create("Public", { status: "done", assigneeId: ben });
  await sweepAt(MONDAY_9);
  const email = (await outbox()).find(({ to }) => to === "ben@example.com");
  const { content } = await as("Ana").query(internal.emails.readable, { emailId: email!._id });
  expect(content).toMatchObject({
    done: [{ title: "Public" }],
    people: [{ name: "Ben" }],
    boards: [{ channelId: general }],
  });
  expect(JSON.stringify(content)).not.toMatch(/Between us|Zoe/);
  expect(content.kind === "weeklyReport" && tallyOf(content.cells).done).toBe(1);
  expect(t).toBeDefined();
});

test("unsubscribing stops the report and leaves the digest; it can be wanted again", async () => {
  const { t, as, ben } = await makeTeam();
  await t.mutation(internal.emails.linkKey, { candidate: "key" });
  const token = linkSigner("key", ben, "email", Date.now())("unsubscribe", "weeklyReport");
  expect(await t.mutation(internal.emails.unsubscribe, { token })).toBe(true);
  const settings = async () => await as("Ben").query(api.inbox.mailSettings.get, {});
  expect(await settings()).toMatchObject({ weeklyReport: false, digestDays: "workdays" });
  expect((await settings()).nextReportAt).toBeUndefined();
  await as("Ben").mutation(api.users.ensure, {});
  expect((await settings()).nextReportAt).toBeUndefined();
  await as("Ben").mutation(api.inbox.mailSettings.update, { weeklyReport: true });
  expect(await settings()).toMatchObject({ weeklyReport: true, nextReportAt: MONDAY_9 });
});

test("a change of one setting leaves the mail that is due and not yet queued", async () => {
  const { as, create, sweepAt, outbox } = await makeTeam();
  await create("Done", { status: "done" });
  vi.setSystemTime(MONDAY_9 + 1);
  await as("Ben").mutation(api.inbox.mailSettings.update, { digestHour: 7 });
  await sweepAt(MONDAY_9 + 2);
  expect((await outbox()).map(({ to }) => to)).toContain("ben@example.com");
});
