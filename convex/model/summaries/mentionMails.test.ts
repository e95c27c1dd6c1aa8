/** Mentions by mail, by the clock: on the mock and on the engine in memory, whose time the test sets. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { mentionToken } from "../../shared/mentions";
import { firstPage, makeWorkspace } from "../../testing.setup";
import { linkSigner } from "../mail/mailLinks";
import { MINUTE_MS } from "../../shared/time";

const START = Date.parse("2026-11-18T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(START);
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (minutes: number) => vi.setSystemTime(START + minutes * MINUTE_MS);

async function makeTeam() {
  const workspace = await makeWorkspace();
  const { t, as, say, ben, general } = workspace;
  const mention = async (text = "Look", channelId: Id<"channels"> = general) =>
    await say("Ana", channelId, `${text}, ${mentionToken(ben)}`);
  const sweep = async () => {
    await t.mutation(internal.emails.sweepMentions, {});
    return (await as("Ana").query(api.emails.list, { paginationOpts: firstPage })).page;
  };
  const claim = async () => {
    const claimed = await t.mutation(internal.emails.claim, { sender: "one" });
    for (const { emailId, attempt } of claimed)
      await t.mutation(internal.emails.settle, { emailId, attempt, outcome: { kind: "sent" } });
    return claimed;
  };
  return { ...workspace, mention, sweep, claim };
}

test("mentions are mailed together, a quarter of an hour after the first, and once", async () => {
  const { mention, sweep, claim, hiring } = await makeTeam();
  await mention("First");
  after(10);
  await mention("Second", hiring);
  after(14);
  expect(await sweep()).toEqual([]);
  after(15);
  await sweep();
  expect(await sweep()).toMatchObject([
    { kind: "mentions", to: "ben@example.com", subject: "You were mentioned 2 times in Tandem" },
  ]);
  const [first] = await claim();
  expect(first?.content).toMatchObject({
    mentions: [
      { author: "Ana", channel: "#general", text: "First, @Ben" },
      { channel: "#hiring", text: "Second, @Ben" },
    ],
  });
  after(30);
  expect(await sweep()).toHaveLength(1);
  await mention("Third");
  after(45);
  expect(await sweep()).toHaveLength(2);
  const [second] = await claim();
  expect(second).toMatchObject({
    subject: "Ana mentioned you in #general",
    content: { mentions: [{ text: "Third, @Ben" }] },
  });
});

test("tasks that a message names are mailed as their reader may read them when the mail goes, an admin too", async () => {
  const { t, as, zoe, ben, hiring, mention, sweep, claim } = await makeTeam();
  const make = async (name: "Ana" | "Zoe", title: string, channelId?: Id<"channels">) =>
    await as(name).mutation(api.tasks.create, { title, ...(channelId && { channelId }) });
  const open = await make("Ana", "Ship");
  const shared = await make("Ana", "Interview", hiring);
  await make(
    "Zoe",
    "Hidden",
    await as("Zoe").mutation(api.channels.create, { name: "own", isPrivate: true }),
  );
  const between = await as("Ben").mutation(api.channels.openDirect, { userIds: [zoe] });
  const theirs = await make("Zoe", "Between us", between);
  const gone = await make("Ana", "Gone");
  await as("Ana").mutation(api.tasks.remove, { taskId: gone });
  // The third is hidden from Ben, the fifth deleted, and what is no name of a task names none.
  await mention(`T-1 T-1 T-3 xT-4 T-4 and https://chat.example/board?task=${shared}`);
  await mention("T-5 T-99 T-2");
  after(15);
  await sweep();
  await as("Ben").mutation(api.tasks.move, { taskId: open, status: "done" });
  const [email] = await t.run(async ({ db }) => await db.query("emails").collect());
  const readable = await as("Ana").query(internal.emails.readable, { emailId: email!._id });
  expect(JSON.stringify(readable)).not.toMatch(/Between us|Hidden|Gone/);
  const [mail] = await claim();
  const { mentions } = mail!.content as { mentions: { tasks?: { title: string; status: string }[] }[] };
  expect(mentions.map(({ tasks = [] }) => tasks.map(({ title, status }) => [title, status]))).toEqual([
    [
      ["Ship", "done"],
      ["Between us", "todo"],
      ["Interview", "todo"],
    ],
    [["Interview", "todo"]],
  ]);
  expect(JSON.stringify(mail)).not.toMatch(/Hidden|Gone/);
  expect([theirs, ben]).toHaveLength(2);
});

test("what was read is not mailed, nor what was posted while they were here", async () => {
  const { as, mention, sweep, general } = await makeTeam();
  await mention();
  await as("Ben").mutation(api.channels.markRead, { channelId: general });
  after(15);
  expect(await sweep()).toEqual([]);
  await mention();
  after(16);
  await as("Ben").mutation(api.presence.beat, { windowId: "w", isActive: true, isUsed: true });
  after(30);
  expect(await sweep()).toEqual([]);
  await mention();
  after(45);
  expect(await sweep()).toHaveLength(1);
});

test("a reply in a thread is mailed and in the digest, unless the thread was seen", async () => {
  const { as, ben, say, mention, sweep, claim, general } = await makeTeam();
  const threadId = await say("Ana", general, "Question");
  await as("Ben").mutation(api.channels.markRead, { channelId: general });
  const reply = async (text: string) =>
    await as("Ana").mutation(api.messages.create, {
      channelId: general,
      threadId,
      text: `${text}, ${mentionToken(ben)}`,
    });
  await reply("First");
  after(1);
  await mention("Outside");
  after(2);
  const messageId = await reply("Second");
  expect(await as("Ben").query(api.digests.today, {})).toMatchObject({
    mentions: [
      { text: "First, @Ben", threadId, channel: "#general" },
      { text: "Outside, @Ben" },
      { threadId },
    ],
  });
  after(15);
  await sweep();
  expect((await claim())[0]?.content).toMatchObject({
    mentions: [{ text: "First, @Ben", threadId }, { text: "Outside, @Ben" }, { text: "Second, @Ben" }],
  });

  await reply("Third");
  after(29);
  const { commitTs: upTo } = await as("Ben").query(api.messages.get, { messageId });
  await as("Ben").mutation(api.messages.markThreadRead, { messageId: threadId, upTo: upTo * 2n });
  after(30);
  expect(await sweep()).toHaveLength(1);
});

test("what a level or a mute keeps silent is not mailed and not in the digest; hours and pauses keep no mail back", async () => {
  const { as, mention, sweep, claim, general, hiring } = await makeTeam();
  const { ringing } = api.inbox;
  await as("Ben").mutation(ringing.chooseIn, { channelId: general, mutedUntil: START + 60 * MINUTE_MS });
  await as("Ben").mutation(ringing.chooseIn, { channelId: hiring, level: "nothing" });
  await mention("Muted");
  await mention("Silent", hiring);
  after(15);
  expect(await sweep()).toEqual([]);
  const { mentions, channels } = await as("Ben").query(api.digests.today, {});
  expect([mentions, channels]).toEqual([[], []]);
  const everyDay = { from: 0, until: 0, days: [1, 2, 3, 4, 5, 6, 7] };
  await as("Ben").mutation(ringing.choose, { quietHours: everyDay });
  await as("Ben").mutation(ringing.pause, { until: START + 600 * MINUTE_MS });
  await as("Ben").mutation(ringing.chooseIn, { channelId: hiring, level: "mentions" });
  after(16);
  await mention("Loud", hiring);
  after(31);
  await sweep();
  const [mail] = await claim();
  expect(mail?.content).toMatchObject({ mentions: [{ text: "Loud, @Ben" }], moreCount: 0 });
  // The mute has ended.
  after(61);
  const today = await as("Ben").query(api.digests.today, {});
  expect(today.mentions.map(({ text }) => text)).toEqual(["Muted, @Ben", "Silent, @Ben", "Loud, @Ben"]);
});

test("a reply is not mailed to whom a private channel was taken from", async () => {
  const { as, ben, say, sweep, hiring } = await makeTeam();
  const threadId = await say("Ana", hiring, "Question");
  const reply = { channelId: hiring, threadId, text: mentionToken(ben) };
  await as("Ana").mutation(api.messages.create, reply);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await as("Ana").mutation(api.messages.create, reply);
  after(15);
  expect(await sweep()).toEqual([]);
  expect(await as("Ben").query(api.digests.today, {})).toMatchObject({ mentions: [] });
});

test("a queued mail is dropped when they come back, leave the channel, or want none", async () => {
  const { as, ben, mention, sweep, claim, hiring } = await makeTeam();
  await mention();
  after(15);
  expect(await sweep()).toHaveLength(1);
  await as("Ben").mutation(api.presence.beat, { windowId: "w", isActive: true, isUsed: true });
  expect(await claim()).toEqual([]);

  after(60);
  await mention("Secret", hiring);
  after(75);
  expect(await sweep()).toHaveLength(1);
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await claim()).toEqual([]);

  after(120);
  await mention();
  after(135);
  expect(await sweep()).toHaveLength(1);
  await as("Ben").mutation(api.inbox.mailSettings.update, { mentionMinutes: 0 });
  expect(await claim()).toEqual([]);
  await mention();
  after(600);
  expect(await sweep()).toEqual([]);
});

test("a removed message, an outsider, oneself and a deactivated person give no mail", async () => {
  const { t, as, say, ana, ben, zoe, general, hiring, mention, sweep } = await makeTeam();
  const messageId = await mention();
  await as("Ana").mutation(api.messages.remove, { messageId });
  await say("Ana", hiring, `About ${mentionToken(zoe)}`);
  await say("Ana", general, `Note to ${mentionToken(ana)}`);
  after(15);
  expect(await sweep()).toEqual([]);
  await mention();
  await t.run(async (ctx) => await ctx.db.patch("users", ben, { deactivatedAt: 1 }));
  after(30);
  expect(await sweep()).toEqual([]);
});

test("a mention that came by an edit is mailed too; another delay counts from now", async () => {
  const { as, say, ben, general, sweep } = await makeTeam();
  const messageId = await say("Ana", general, "Look");
  after(60);
  await as("Ana").mutation(api.messages.update, { messageId, text: `Look, ${mentionToken(ben)}` });
  await as("Ben").mutation(api.inbox.mailSettings.update, { mentionMinutes: 60 });
  after(119);
  expect(await sweep()).toEqual([]);
  after(120);
  expect(await sweep()).toHaveLength(1);
});

test("a server that was away for more than a day leaves old mentions to the digest", async () => {
  const { mention, sweep } = await makeTeam();
  await mention();
  after(25 * 60);
  expect(await sweep()).toEqual([]);
});

test("an admin sees of another's mail only what they may read; unsubscribing stops this kind alone", async () => {
  const { t, as, say, ben, zoe, general, sweep } = await makeTeam();
  const channelId = await as("Zoe").mutation(api.channels.openDirect, { userIds: [ben] });
  await say("Zoe", channelId, `Between us, ${mentionToken(ben)}`);
  await say("Zoe", general, `To all, ${mentionToken(ben)}`);
  after(15);
  const [email] = await sweep();
  const { content } = await as("Ana").query(internal.emails.readable, { emailId: email!._id });
  expect(content).toMatchObject({ mentions: [{ text: "To all, @Ben" }] });
  expect(JSON.stringify(content)).not.toContain("Between us");

  await t.mutation(internal.emails.linkKey, { candidate: "key" });
  const token = linkSigner("key", ben, email!._id, Date.now())("unsubscribe", "mentions");
  expect(await t.mutation(api.emails.followLink, { token })).toEqual({
    action: "unsubscribe",
    kind: "mentions",
  });
  expect(await as("Ben").query(api.inbox.mailSettings.get, {})).toMatchObject({
    mentionMinutes: 0,
    digestDays: "workdays",
    weeklyReport: true,
  });
  expect(zoe).toBeDefined();
});

test("a clock that was ahead once keeps no mention back", async () => {
  const { as, mention, sweep, claim } = await makeTeam();
  after(600);
  await as("Ben").mutation(api.presence.beat, { windowId: "w", isActive: true, isUsed: true });
  await mention("Ahead");
  after(0);
  await mention("Put right");
  after(15);
  expect(await sweep()).toMatchObject([{ to: "ben@example.com" }]);
  const [email] = await claim();
  expect(JSON.stringify(email?.content)).toContain("Put right");
});
