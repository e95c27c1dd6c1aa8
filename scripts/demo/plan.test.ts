import { expect, test } from "vitest";
import { LIMITS } from "../../convex/shared/limits.ts";
import { isEmoji } from "../../convex/shared/emoji.ts";
import { normalChannelName } from "../../convex/shared/chat/channelNames.ts";
import { FOLDERS, NOTES, NOTES_CHANNEL } from "./notes.ts";
import { CHANNELS, DIRECTS } from "./people.ts";
import { PERIOD_DAYS, planMessages } from "./plan.ts";
import { Random } from "./random.ts";
import { LABELS } from "./labels.ts";
import { TASKS } from "./tasks.ts";

const DAY_MS = 86_400_000;
const now = new Date(2026, 10, 18, 16, 30).getTime();
const messages = planMessages(new Random(7), 2_000, now);
const membersOf = (name: string) =>
  CHANNELS.find((channel) => channel.name === name)?.members ?? DIRECTS[name]!;

test("two thousand messages of sixty days, in order, none in the future", () => {
  expect(messages).toHaveLength(2_000);
  expect(messages.map(({ sentAt }) => sentAt)).toEqual(
    messages.map(({ sentAt }) => sentAt).toSorted((a, b) => a - b),
  );
  expect(messages[0]!.sentAt).toBeGreaterThan(now - (PERIOD_DAYS + 1) * DAY_MS);
  expect(messages[0]!.sentAt).toBeLessThan(now - (PERIOD_DAYS - 4) * DAY_MS);
  expect(messages.at(-1)!.sentAt).toBeLessThan(now);
  expect(messages.at(-1)!.sentAt).toBeGreaterThan(now - DAY_MS / 4);
});

test("everything said can be said: by members, within the limits, with all words filled in", () => {
  for (const { channel, author, text, replyTo, reactions } of messages) {
    expect(membersOf(channel)).toContain(author);
    expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
    expect(text.trim()).not.toBe("");
    expect(text).not.toMatch(/(?<!\$)\{\w+\}|undefined|@(eng|des|any)\d/);
    for (const [, person] of text.matchAll(/<@(\w+)>/g)) expect(membersOf(channel)).toContain(person);
    if (replyTo) expect(replyTo).toMatchObject({ channel, replyTo: null });
    for (const { emoji, by } of reactions) {
      expect([emoji, isEmoji(emoji)]).toEqual([emoji, true]);
      expect(by).not.toContain(author);
    }
  }
});

test("the same seed tells the same story, whatever the hour", () => {
  expect(planMessages(new Random(7), 2_000, now)).toEqual(messages);
  for (const hour of [0, 9, 10, 23]) {
    const at = new Date(2026, 10, 21, hour, 5).getTime();
    const planned = planMessages(new Random(1), 2_000, at);
    expect(planned).toHaveLength(2_000);
    expect(planned.at(-1)!.sentAt).toBeLessThan(at);
  }
});

test("sixty tasks that the board takes", () => {
  expect(TASKS).toHaveLength(60);
  for (const { title, tags = [], channel, by, to, helpers = [] } of TASKS) {
    expect(title.length).toBeLessThanOrEqual(LIMITS.taskTitle);
    expect(tags.every((tag) => tag.length <= LIMITS.tag)).toBe(true);
    if (!channel) continue;
    expect(membersOf(channel)).toContain(by);
    for (const person of to ? [to, ...helpers] : helpers)
      expect(membersOf(channel).includes(person) || !isPrivate(channel)).toBe(true);
    expect(helpers).not.toContain(to);
  }
  const tags = new Set(TASKS.flatMap((task) => task.tags ?? []));
  expect(LABELS.filter(({ name }) => !tags.has(name))).toEqual([]);
  for (const { name } of CHANNELS) expect(normalChannelName(name)).toBe(name);
});

function isPrivate(name: string): boolean {
  return CHANNELS.find((channel) => channel.name === name)?.isPrivate === true;
}

test("notes are written by members, and lie in folders that there are", () => {
  const members = membersOf(NOTES_CHANNEL);
  for (const { by, later, folder, title, text } of NOTES) {
    expect(members).toEqual(expect.arrayContaining([by, later?.by ?? by]));
    expect([undefined, ...FOLDERS.map(({ name }) => name)]).toContain(folder);
    expect(title.length).toBeLessThanOrEqual(LIMITS.noteTitle);
    expect((later?.text ?? text).length).toBeLessThanOrEqual(LIMITS.noteText);
  }
});
