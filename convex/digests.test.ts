import { expect, test } from "vitest";
import { api } from "./_generated/api";
import { mentionToken } from "./shared/mentions";
import { makeWorkspace, refusal } from "./testing.setup";
import { DAY_MS } from "./shared/time";

test("a digest is what is due, what is new for the reader and what they have not read", async () => {
  const { as, say, ben, zoe, hiring, general } = await makeWorkspace();
  const create = async (title: string, more: object) =>
    await as("Ana").mutation(api.tasks.create, { title, ...more });
  await create("Late", { assigneeId: ben, dueDate: Date.now() - 2 * DAY_MS });
  await create("New", { assigneeId: ben });
  await create("Of Zoe", { assigneeId: zoe, dueDate: 1 });
  await create("Of nobody", { dueDate: 1 });
  await create("Of nobody, hidden", { dueDate: 1, channelId: hiring });
  await create("Far", { dueDate: Date.now() + 9 * DAY_MS });
  await say("Ana", hiring, `Look, ${mentionToken(ben)}`);
  await say("Ana", general, "To all");

  const digest = await as("Ben").query(api.digests.today, {});
  expect(digest.due).toMatchObject([{ title: "Late", isOverdue: true }]);
  expect(digest.assigned).toMatchObject([{ title: "New", isOverdue: false }]);
  expect(digest.unowned.map(({ title }) => title).sort()).toEqual(["Of nobody", "Of nobody, hidden"]);
  expect(digest.mentions).toMatchObject([{ author: "Ana", channel: "#hiring", text: "Look, @Ben" }]);
  expect(digest.channels).toMatchObject([{ unread: 1 }, { unread: 1 }]);

  await as("Ben").mutation(api.channels.markRead, { channelId: hiring });
  expect(await as("Ben").query(api.digests.today, {})).toMatchObject({
    mentions: [],
    channels: [{ name: "#general" }],
  });
  const ofZoe = JSON.stringify(await as("Zoe").query(api.digests.today, {}));
  expect(ofZoe).not.toMatch(/hidden|hiring/);
});

test("what is in progress is due as what is to do is, and what is done is not", async () => {
  const { as, ben } = await makeWorkspace();
  for (const status of ["todo", "in_progress", "done"] as const)
    await as("Ana").mutation(api.tasks.create, { title: status, status, assigneeId: ben, dueDate: 1 });
  const { due } = await as("Ben").query(api.digests.today, {});
  expect(due.map(({ title }) => title).sort()).toEqual(["in_progress", "todo"]);
});

test("who is taken out of a channel finds nothing of it in the digest", async () => {
  const { as, say, ben, hiring } = await makeWorkspace();
  await say("Ana", hiring, `Secret for ${mentionToken(ben)}`);
  await as("Ana").mutation(api.tasks.create, { title: "Secret", channelId: hiring, assigneeId: ben });
  expect(JSON.stringify(await as("Ben").query(api.digests.today, {}))).toContain("Secret");
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(JSON.stringify(await as("Ben").query(api.digests.today, {}))).not.toMatch(/Secret|hiring/);
});

test("the zone follows the browser until one is chosen", async () => {
  const { as } = await makeWorkspace();
  const zone = async () => (await as("Ben").query(api.inbox.mailSettings.get, {})).timeZone;
  const open = async (timeZone: string) => await as("Ben").mutation(api.users.ensure, { timeZone });
  const choose = async (timeZone: string | null) =>
    await as("Ben").mutation(api.inbox.mailSettings.update, { timeZone, browserZone: "Asia/Tokyo" });
  await open("Europe/Berlin");
  expect(await zone()).toBe("Europe/Berlin");
  await open("Not/AZone");
  expect(await zone()).toBe("Europe/Berlin");
  await choose("America/New_York");
  await open("Asia/Kolkata");
  expect(await zone()).toBe("America/New_York");
  await choose(null);
  expect(await zone()).toBe("Asia/Tokyo");
});

test("settings are refused that make no sense", async () => {
  const { as } = await makeWorkspace();
  const update = async (changes: { timeZone?: string; digestHour?: number }) =>
    await as("Ben").mutation(api.inbox.mailSettings.update, changes);
  for (const timeZone of ["", "Mars/Olympus", "x".repeat(10_000)])
    await expect(update({ timeZone })).rejects.toMatchObject(refusal("TIME_ZONE_INVALID"));
  for (const digestHour of [-1, 24, 7.5, Number.NaN, Infinity])
    await expect(update({ digestHour })).rejects.toMatchObject(refusal("HOUR_INVALID"));
  await as("Ben").mutation(api.inbox.mailSettings.update, { digestDays: "never" });
  expect((await as("Ben").query(api.inbox.mailSettings.get, {})).nextDigestAt).toBeUndefined();
});
