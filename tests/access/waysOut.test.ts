/**
 * What goes out by itself, by mail and by push, says no word of a private place to who may not read it: to every person of
 * everything there is.
 */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { UserMutationCtx } from "../../convex/model/access";
import { queue, type Ring } from "../../convex/model/push/queue";
import { identityOf } from "../../convex/testing.setup";
import { makePrivatePlaces, places, wordOf, type Place, type Workspace } from "./places";

const MEMBERS = ["Ana", "Ben"];
/** Those who have never been in a private channel, were removed from it, and were deactivated then. */
const OTHERS = ["Zoe", "Rolf", "Dora", "Nina"];
const PEOPLE = [...MEMBERS, ...OTHERS];

let workspace: Workspace;
/** What went to each of the people, as text. */
let said: Map<string, string>;

beforeAll(async () => {
  vi.stubEnv("CONVEX_SITE_URL", "http://127.0.0.1:1");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  workspace = await makePrivatePlaces();
  const [mails, pushes] = [await allMails(), await allPushes()];
  said = new Map(PEOPLE.map((name) => [name, [...mails(name), ...pushes(name)].join("\n")]));
});
afterAll(() => vi.unstubAllEnvs());

async function peopleByName(): Promise<Map<string, Id<"users">>> {
  const users = await workspace.t.run(async ({ db }) => await db.query("users").take(20));
  return new Map(users.map(({ name, _id }) => [name, _id]));
}

/** Digests, reports and mails of mentions are due for everybody, and made. */
async function allMails() {
  const { t } = workspace;
  const now = Date.now();
  await t.run(async ({ db }) => {
    for (const { _id } of await db.query("mailSettings").take(20))
      await db.patch("mailSettings", _id, {
        lastDigestAt: 0,
        nextDigestAt: now - 1,
        weeklyReport: true,
        nextReportAt: now - 1,
        mentionMinutes: 15,
        mentionsSince: 1,
        nextMentionsAt: now - 1,
      });
  });
  const before = { people: 16, at: now };
  for (const { sweep } of [internal.digests, internal.reports]) await t.mutation(sweep, { before });
  await t.mutation(internal.emails.sweepMentions, { before });
  const mails = await t.run(async ({ db }) => await db.query("emails").take(200));
  return (name: string) =>
    mails
      .filter(({ to }) => to === identityOf(name).email)
      .map(({ content, subject }) => JSON.stringify([content, subject]));
}

/** Every message is pushed to everybody, and every notice to whose it is, whatever would ring. */
async function allPushes() {
  const { t } = workspace;
  const ids = await peopleByName();
  await t.run(async ({ db }) => {
    for (const [name, userId] of ids) {
      const keys = { p256dh: "B".repeat(87), auth: "a".repeat(22) };
      const endpoint = `https://push.example.org/${name}`;
      await db.insert("pushSubscriptions", { userId, endpoint, ...keys, device: "Firefox", createdAt: 0 });
    }
  });
  await t.run(async (ctx) => {
    const messages = await ctx.db.query("messages").take(200);
    const notices = await ctx.db.query("notices").take(200);
    const push = async (userId: Id<"users">, about: Ring["about"], id: string) =>
      await queue(ctx as UserMutationCtx, { userId, tag: id, about });
    for (const { _id, userId } of notices) await push(userId, { kind: "notice", noticeId: _id }, _id);
    for (const userId of ids.values())
      for (const { _id, channelId, threadId } of messages) {
        const rung = { userId, cause: "everything" as const, channelId, threadId, messageId: _id, at: 1 };
        await ctx.db.insert("rings", { ...rung, commitTs: ctx.db.vars.commitTs });
        await push(userId, { kind: "message", messageId: _id }, _id);
      }
  });
  const pushes: { to: { endpoint: string }; data: string }[] = [];
  for (let turn = 0; turn < 200; turn++) {
    const claimed = await t.mutation(internal.scheduled.pushes.claim, { sender: "one", most: 10 });
    pushes.push(...claimed);
  }
  return (name: string) =>
    pushes.filter(({ to }) => to.endpoint.endsWith(`/${name}`)).map(({ data }) => data);
}

const named = (text: string): Place[] => places.filter((place) => text.includes(wordOf(place)));

test.each(OTHERS)("%s is sent nothing of what is private", (name) => {
  expect(named(said.get(name)!)).toEqual([]);
});

test("those who may read it are sent what was said and what there is to do, and others what is open", () => {
  expect(named(said.get("Ana")!)).toEqual(
    expect.arrayContaining(["reply", "direct", "toldMention", "toldThread", "title"]),
  );
  expect(named(said.get("Ben")!)).toContain("reason");
  expect(said.get("Zoe")).toContain("For all");
  for (const name of ["Rolf", "Nina"]) expect(said.get(name)).toContain("#general");
});
