/** Digests by the clock, and the links in them: on the mock and on the engine in memory, whose time the test sets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { mentionToken } from "../../shared/mentions";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";
import { linkSigner, type LinkAction } from "../mail/mailLinks";
import { HOUR_MS } from "../../shared/time";

const KEY = "a key that only the deployment has";
/** Thursday. */
const START = Date.parse("2026-11-19T12:00:00Z");
const FRIDAY_8 = Date.parse("2026-11-20T08:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(START);
});
afterEach(() => {
  vi.useRealTimers();
});

async function makeReaders() {
  const workspace = await makeWorkspace();
  const { t, as } = workspace;
  const sweepAt = async (at: number) => {
    vi.setSystemTime(at);
    for (const _ of [1, 2, 3]) await t.mutation(internal.digests.sweep, {});
  };
  const outbox = async () => (await as("Ana").query(api.emails.list, { paginationOpts: firstPage })).page;
  const claim = async () => await t.mutation(internal.emails.claim, { sender: "one" });
  return { ...workspace, sweepAt, outbox, claim };
}

test("at each person's hour one mail, with nothing to say none, and never two on one day", async () => {
  const { as, say, general, sweepAt, outbox } = await makeReaders();
  await as("Ben").mutation(api.users.ensure, { timeZone: "Asia/Kolkata" });
  await say("Ana", general, "News");

  await sweepAt(FRIDAY_8 - 6 * HOUR_MS);
  expect(await outbox()).toEqual([]);
  await sweepAt(FRIDAY_8 - 5.5 * HOUR_MS);
  expect(await outbox()).toMatchObject([{ to: "ben@example.com", kind: "digest" }]);
  await sweepAt(FRIDAY_8);
  await sweepAt(FRIDAY_8);
  expect((await outbox()).map(({ to }) => to)).toEqual(["zoe@example.com", "ben@example.com"]);

  // The same day comes once more where Ben travels to.
  await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone: "America/Los_Angeles" });
  await sweepAt(FRIDAY_8 + 8 * HOUR_MS);
  await sweepAt(FRIDAY_8 + 30 * HOUR_MS);
  expect(await outbox()).toHaveLength(2);
  await sweepAt(FRIDAY_8 + 72 * HOUR_MS);
  expect(await outbox()).toHaveLength(3);
});

test("what was read since is not sent, and when nothing is left the mail is gone", async () => {
  const { as, say, general, sweepAt, outbox, claim } = await makeReaders();
  await say("Ana", general, "News");
  await sweepAt(FRIDAY_8);
  expect(await outbox()).toHaveLength(2);
  await as("Ben").mutation(api.channels.markRead, { channelId: general });
  await as("Zoe").mutation(api.inbox.mailSettings.update, { digestDays: "never" });
  expect(await claim()).toEqual([]);
  expect(await outbox()).toEqual([]);
});

test("who lost a channel or has left gets nothing of it, though the mail was queued before", async () => {
  const { t, as, say, ben, zoe, general, hiring, sweepAt, outbox, claim } = await makeReaders();
  await say("Ana", hiring, `Secret ${mentionToken(ben)}`);
  await say("Ana", general, "News");
  await sweepAt(FRIDAY_8);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await t.run(async (ctx) => await ctx.db.patch("users", zoe, { deactivatedAt: 1 }));

  const claimed = await claim();
  expect(claimed).toMatchObject([{ to: "ben@example.com", content: { channels: [{ name: "#general" }] } }]);
  expect(JSON.stringify(claimed)).not.toMatch(/Secret|hiring/);
  expect((await outbox()).map(({ status }) => status).sort()).toEqual(["failed", "sending"]);
});

test("of an archived channel nothing is told", async () => {
  const { as, say, hiring, general, sweepAt, outbox } = await makeReaders();
  await say("Ana", hiring, "News");
  await as("Ana").mutation(api.channels.archive, { channelId: hiring });
  await sweepAt(FRIDAY_8);
  expect(await outbox()).toEqual([]);
  await say("Ana", general, "News");
  expect(await as("Ben").query(api.digests.today, {})).toMatchObject({ channels: [{ name: "#general" }] });
});

test("a sender that died is followed by one with the same key", async () => {
  const { say, general, sweepAt, claim } = await makeReaders();
  await say("Ana", general, "News");
  await sweepAt(FRIDAY_8);
  const first = await claim();
  expect(await claim()).toEqual([]);
  vi.setSystemTime(FRIDAY_8 + 3 * 60_000);
  const second = await claim();
  expect(second.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(
    first.map(({ idempotencyKey }) => idempotencyKey).sort(),
  );
  expect(second).toMatchObject([{ attempt: 2 }, { attempt: 2 }]);
});

test("an admin sees of another's mail only what they may read themselves", async () => {
  const { as, say, zoe, ben, sweepAt, outbox, t } = await makeReaders();
  const channelId = await as("Ben").mutation(api.channels.openDirect, { userIds: [zoe] });
  await say("Ben", channelId, `Between us ${mentionToken(zoe)}`);
  await as("Ben").mutation(api.tasks.create, { title: "Public", assigneeId: zoe, dueDate: 1 });
  await sweepAt(FRIDAY_8);
  const [email] = await outbox();
  const read = async (name: "Ana" | "Ben") =>
    await as(name).query(internal.emails.readable, { emailId: email!._id });
  expect(JSON.stringify(await read("Ana"))).not.toContain("Between us");
  expect(await read("Ana")).toMatchObject({ content: { due: [{ title: "Public" }] } });
  await expect(read("Ben")).rejects.toMatchObject(refusal("FORBIDDEN"));
  expect([t, ben]).toHaveLength(2);
});

async function makeLinks() {
  const workspace = await makeReaders();
  const { t, as, ben, hiring } = workspace;
  await t.mutation(internal.emails.linkKey, { candidate: KEY });
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Plan", channelId: hiring });
  const link = (action: LinkAction, of: string = taskId) =>
    linkSigner(KEY, ben, "email", Date.now())(action, of);
  const follow = async (token: string) => await t.mutation(api.emails.followLink, { token });
  const task = async () => await as("Ana").query(api.tasks.get, { taskId });
  return { ...workspace, taskId, link, follow, task };
}

test("a link does its one thing once, as its reader, without a sign-in", async () => {
  const { link, follow, task, ben } = await makeLinks();
  const claim = link("claim");
  expect(await follow(claim)).toEqual({ action: "claim", title: "Plan" });
  expect(await task()).toMatchObject({ assigneeId: ben, status: "todo" });
  await expect(follow(claim)).rejects.toMatchObject(refusal("LINK_USED"));

  await follow(link("snooze"));
  expect(await task()).toMatchObject({ dueDate: Date.parse("2026-11-20T00:00:00Z") });
  await follow(link("done"));
  expect(await task()).toMatchObject({ status: "done" });
});

test("a task with a time that is put off to tomorrow keeps it", async () => {
  const { as, link, follow, task, taskId } = await makeLinks();
  const [dueDate, dueAt] = [Date.parse("2026-11-19"), Date.parse("2026-11-19T15:30:00Z")];
  await as("Ana").mutation(api.tasks.update, { taskId, dueDate, dueAt });
  await follow(link("snooze"));
  expect(await task()).toMatchObject({ dueAt: Date.parse("2026-11-20T15:30:00Z") });
});

test("a link is refused when it is damaged, old, used, of a removed member, or of a task that is taken", async () => {
  const { t, as, zoe, ben, hiring, taskId, link, follow, task } = await makeLinks();
  const whole = link("done");
  const other = linkSigner("another key", ben, "email", Date.now())("done", taskId);
  const damaged = ["", "x", ".", whole.slice(0, -1), `${whole}0`, `00${whole}`, other, "x".repeat(100_000)];
  for (const token of damaged) await expect(follow(token)).rejects.toMatchObject(refusal("LINK_INVALID"));
  await expect(follow(link("done", zoe))).rejects.toMatchObject(refusal("LINK_INVALID"));

  const taken = link("claim");
  await as("Ana").mutation(api.tasks.update, {
    taskId,
    assigneeId: (await as("Ana").query(api.users.me, {}))!._id,
  });
  await expect(follow(taken)).rejects.toMatchObject(refusal("TASK_TAKEN"));
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await expect(follow(whole)).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(await task()).toMatchObject({ status: "todo" });

  vi.setSystemTime(START + 4 * 24 * HOUR_MS);
  await expect(follow(whole)).rejects.toMatchObject(refusal("LINK_EXPIRED"));
  await t.run(async (ctx) => await ctx.db.patch("users", ben, { deactivatedAt: 1 }));
  await expect(follow(link("done"))).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("the link to unsubscribe can only unsubscribe, as often as it is asked; no other link can", async () => {
  const { t, as, link, follow } = await makeLinks();
  const token = link("unsubscribe", "digest");
  await expect(t.mutation(internal.emails.unsubscribe, { token: link("done") })).rejects.toMatchObject(
    refusal("LINK_INVALID"),
  );
  expect(await as("Ben").query(api.inbox.mailSettings.get, {})).toMatchObject({ digestDays: "workdays" });
  for (const _ of [1, 2]) expect(await follow(token)).toEqual({ action: "unsubscribe", kind: "digest" });
  const answer = await t.fetch(`/unsubscribe?token=${token}`, { method: "POST" });
  expect(answer.status).toBe(204);
  expect((await t.fetch("/unsubscribe?token=x", { method: "POST" })).status).toBe(400);
  expect(await as("Ben").query(api.inbox.mailSettings.get, {})).toMatchObject({ digestDays: "never" });
});

test("mails past their retention are removed, and links that have expired", async () => {
  const { t, say, general, sweepAt, outbox, claim, follow, link } = await makeLinks();
  await say("Ana", general, "News");
  await sweepAt(FRIDAY_8);
  for (const { emailId, attempt } of await claim())
    await t.mutation(internal.emails.settle, { emailId, attempt, outcome: { kind: "sent" } });
  await follow(link("claim"));
  vi.setSystemTime(FRIDAY_8 + 29 * 24 * HOUR_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await outbox()).toHaveLength(2);
  vi.setSystemTime(FRIDAY_8 + 31 * 24 * HOUR_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await outbox()).toEqual([]);
});

test("the run of a cron is kept, its error too", async () => {
  const { t, as } = await makeReaders();
  await t.action(internal.operator.cronRuns.run, { name: "Clean up" });
  const runs = async () => await as("Ana").query(api.operator.cronRuns.list, {});
  expect(await runs()).toEqual([{ name: "Clean up", startedAt: START, durationMs: 0 }]);
  await t.mutation(internal.operator.cronRuns.begin, { name: "Clean up", startedAt: START + 1 });
  await t.mutation(internal.operator.cronRuns.end, {
    name: "Clean up",
    startedAt: START,
    durationMs: 9,
    error: "late",
  });
  expect(await runs()).toEqual([{ name: "Clean up", startedAt: START + 1 }]);
  await t.mutation(internal.operator.cronRuns.end, {
    name: "Clean up",
    startedAt: START + 1,
    durationMs: 5,
    error: "Broken",
  });
  expect(await runs()).toMatchObject([{ durationMs: 5, error: "Broken" }]);
  await expect(as("Ben").query(api.operator.cronRuns.list, {})).rejects.toMatchObject(refusal("FORBIDDEN"));
});

test.each([
  ["Pacific/Kiritimati", "2026-11-20T05:00:00Z", "overdue"],
  ["Asia/Tokyo", "2026-11-20T00:00:00Z", "overdue"],
  ["Europe/Berlin", "2026-11-19T12:00:00Z", "due"],
  ["America/Los_Angeles", "2026-11-20T07:00:00Z", "due"],
  ["America/Los_Angeles", "2026-11-19T07:00:00Z", "not due"],
  ["Pacific/Kiritimati", "2026-11-18T11:00:00Z", "due"],
])("a task due on the 19th is, in %s at %s, %s", async (timeZone, at, state) => {
  const { as, ben } = await makeReaders();
  const dueDate = Date.parse("2026-11-19");
  await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben, dueDate });
  await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone });
  vi.setSystemTime(Date.parse(at));
  const { due } = await as("Ben").query(api.digests.today, {});
  expect(due).toMatchObject(state === "not due" ? [] : [{ title: "Ship", isOverdue: state === "overdue" }]);
});

test("a task with a time is due on the day that this has for its reader", async () => {
  const { as, ben } = await makeReaders();
  // Nine in the morning of the 20th in Auckland, where it was made.
  const [dueDate, dueAt] = [Date.parse("2026-11-20"), Date.parse("2026-11-19T20:00:00Z")];
  await as("Ana").mutation(api.tasks.create, { title: "Ship", assigneeId: ben, dueDate, dueAt });
  const due = async () => (await as("Ben").query(api.digests.today, {})).due.map(({ title }) => title);
  expect(await due()).toEqual(["Ship"]);
  await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone: "Pacific/Auckland" });
  // Still the 19th there would be before eleven in the morning of UTC.
  vi.setSystemTime(Date.parse("2026-11-19T10:00:00Z"));
  expect(await due()).toEqual([]);
});

test("a mention whose text is cut within an emoji, or by people with patterns for names, is mailed", async () => {
  const { as, say, ben, zoe, general, sweepAt, claim } = await makeReaders();
  vi.stubEnv("SMTP_URL", "smtp://localhost");
  await as("Ben").mutation(api.users.update, { name: "$'".repeat(40) });
  await as("Zoe").mutation(api.users.update, { name: "$&".repeat(40) });
  await say("Ana", general, `${mentionToken(ben)}${mentionToken(zoe)} ${"x".repeat(77)}${"😀".repeat(300)}`);
  await sweepAt(FRIDAY_8);
  const digests = await claim();
  expect(digests.map(({ to }) => to).toSorted()).toEqual(["ben@example.com", "zoe@example.com"]);
  for (const { content } of digests) {
    const text = content.kind === "digest" ? content.mentions[0]!.text : "";
    expect([text.isWellFormed(), text.length <= 240]).toEqual([true, true]);
    expect(text.startsWith(`@${"$'".repeat(40)}@`)).toBe(true);
  }
  vi.unstubAllEnvs();
});
