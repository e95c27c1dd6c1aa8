/**
 * What is unread, after histories by chance, compared with a reader who goes through all messages: of channels, threads,
 * mentions and the inbox. Ben has two windows, each of which marks what came to it.
 */
import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { mentionToken } from "../../shared/mentions";
import { countUnread } from "../../shared/unread";
import { makeWorkspace } from "../../testing.setup";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const NAMES = ["Ana", "Ben", "Zoe"] as const;
type Name = (typeof NAMES)[number];
type Said = {
  id: Id<"messages">;
  ts: bigint;
  author: Name;
  thread?: Id<"messages">;
  names: Set<Name>;
  isDeleted: boolean;
  reactions: Map<Name, bigint>;
};
type Follow = { isFollowing: boolean; readTs: bigint };
type Person = {
  isMember: boolean;
  readTs: bigint;
  follows: Map<string, Follow>;
  /** Named by an edit of what they had read. */
  missed: Set<string>;
  /** By message, the last reaction seen. */
  seen: Map<string, bigint>;
};

/** The same numbers for the same seed. */
function chanceOf(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function makeHistory(seed: number) {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 29) });
  const random = chanceOf(seed);
  vi.spyOn(Math, "random").mockImplementation(random);
  const workspace = await makeWorkspace();
  const { t, as, hiring: channelId } = workspace;
  await as("Ben").mutation(api.notices.markSeen, { channelId });
  const ids = { Ana: workspace.ana, Ben: workspace.ben, Zoe: workspace.zoe };
  const said: Said[] = [];
  const person = (isMember: boolean): Person => ({
    isMember,
    readTs: 0n,
    follows: new Map(),
    missed: new Set(),
    seen: new Map(),
  });
  const people = { Ana: person(true), Ben: person(true), Zoe: person(false) };
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const settle = async () => await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  const textOf = (names: Iterable<Name>) =>
    `${Math.floor(random() * 1e9)} ${[...names].map((name) => mentionToken(ids[name])).join(" ")}`;
  const someNames = () => new Set(NAMES.filter(() => random() < 0.35));
  const shown = () => said.filter(({ isDeleted }) => !isDeleted);

  /** They follow from before this reply on, unless they do, or did. */
  const begins = (name: Name, { thread, ts }: Said) => {
    const { follows } = people[name];
    if (!follows.has(thread!)) follows.set(thread!, { isFollowing: true, readTs: ts - 1n });
  };
  const positionOf = (name: Name, { thread }: Said) =>
    thread ? people[name].follows.get(thread)?.readTs : people[name].readTs;
  const namedIn = (one: Said, names: Iterable<Name>) => {
    for (const name of names)
      if (one.thread && name !== one.author && people[name].isMember) begins(name, one);
  };

  const steps = {
    async post(name: Name) {
      if (!people[name].isMember) return;
      const root = random() < 0.6 ? pick(shown().filter(({ thread }) => !thread)) : undefined;
      const names = someNames();
      const thread = root?.id;
      const args = { channelId, text: textOf(names), ...(thread && { threadId: thread }) };
      const id = await as(name).mutation(api.messages.create, args);
      const ts = (await as(name).query(api.messages.get, { messageId: id })).commitTs;
      const one: Said = { id, ts, author: name, names, isDeleted: false, reactions: new Map() };
      said.push(thread ? { ...one, thread } : one);
      const posted = said.at(-1)!;
      if (!thread) people[name].readTs = ts;
      else {
        people[name].follows.set(thread, { isFollowing: true, readTs: ts });
        for (const missed of said) if (missed.thread === thread) people[name].missed.delete(missed.id);
        if (root!.author !== name && people[root!.author].isMember) begins(root!.author, posted);
      }
      namedIn(posted, names);
    },
    async edit() {
      const one = pick(shown().filter(({ author }) => people[author].isMember));
      if (!one) return;
      const names = someNames();
      await as(one.author).mutation(api.messages.update, { messageId: one.id, text: textOf(names) });
      for (const name of NAMES) {
        if (name === one.author || one.names.has(name) === names.has(name)) continue;
        if (!names.has(name)) people[name].missed.delete(one.id);
        else if (people[name].isMember) {
          const readTs = positionOf(name, one);
          if (readTs !== undefined && one.ts <= readTs) people[name].missed.add(one.id);
          namedIn(one, [name]);
        }
      }
      one.names = names;
    },
    async removeOrRestore() {
      const one = pick(said);
      if (!one) return;
      const change = one.isDeleted ? api.messages.restore : api.messages.remove;
      await as("Ana").mutation(change, { messageId: one.id });
      one.isDeleted = !one.isDeleted;
      for (const name of NAMES) people[name].missed.delete(one.id);
    },
    async comeOrGo(name: Name) {
      if (name === "Ana") return;
      const who = people[name];
      const change = who.isMember ? api.channels.removeMember : api.channels.addMember;
      await as("Ana").mutation(change, { channelId, userId: ids[name] });
      if (!who.isMember) await as(name).mutation(api.notices.markSeen, { channelId });
      who.missed.clear();
      for (const one of said) if (one.author === name) who.seen.set(one.id, lastReaction(one, name));
      who.isMember = !who.isMember;
      if (!who.isMember) who.follows.clear();
      else who.readTs = (said.at(-1)?.ts ?? 0n) + 1n;
    },
    async mark(name: Name) {
      const who = people[name];
      if (!who.isMember) return;
      const last = pick(said.filter(({ thread }) => !thread));
      if (!last) return;
      await as(name).mutation(api.channels.markRead, { channelId, upTo: last.ts });
      if (last.ts > who.readTs) who.readTs = last.ts;
    },
    async markUnread(name: Name) {
      const who = people[name];
      const outside = said.filter(({ thread }) => !thread);
      const one = pick(outside.filter(({ isDeleted }) => !isDeleted));
      if (!who.isMember || !one) return;
      await as(name).mutation(api.channels.markUnread, { channelId, messageId: one.id });
      who.readTs = outside.filter(({ ts }) => ts < one.ts).at(-1)?.ts ?? 0n;
      for (const { id, thread, ts } of said) if (!thread && ts >= one.ts) who.missed.delete(id);
    },
    async markThread(name: Name) {
      const who = people[name];
      const last = pick(said.filter(({ thread }) => thread));
      if (!who.isMember || !last) return;
      await as(name).mutation(api.messages.markThreadRead, { messageId: last.thread!, upTo: last.ts });
      const follow = who.follows.get(last.thread!);
      if (follow && last.ts > follow.readTs) follow.readTs = last.ts;
      for (const { id, thread, ts } of said)
        if (thread === last.thread && ts <= last.ts) who.missed.delete(id);
    },
    async followOrNot(name: Name) {
      const who = people[name];
      const one = pick(said.filter(({ thread }) => thread));
      if (!who.isMember || !one) return;
      const follow = who.follows.get(one.thread!);
      const isFollowing = !(follow?.isFollowing ?? false);
      const change = isFollowing ? api.inbox.threads.follow : api.inbox.threads.unfollow;
      await as(name).mutation(change, { messageId: one.thread! });
      const end = said.at(-1)!.ts;
      who.follows.set(one.thread!, { isFollowing, readTs: isFollowing ? end : follow!.readTs });
    },
    async react(name: Name) {
      const one = pick(shown());
      if (!people[name].isMember || !one) return;
      const has = one.reactions.has(name);
      const change = has ? api.messages.removeReaction : api.messages.addReaction;
      await as(name).mutation(change, { messageId: one.id, emoji: "🎉" });
      if (has) one.reactions.delete(name);
      else one.reactions.set(name, (said.at(-1)?.ts ?? 0n) + BigInt(++reacted));
    },
    async look(name: Name) {
      const one = pick(said.filter(({ author, isDeleted }) => author === name && !isDeleted));
      if (!people[name].isMember || !one) return;
      await as(name).mutation(api.notices.markSeen, { messageIds: [one.id] });
      people[name].seen.set(one.id, lastReaction(one, name));
    },
  };
  let reacted = 0;
  const lastReaction = (one: Said, author: Name): bigint =>
    [...one.reactions].reduce((last, [name, ts]) => (name !== author && ts > last ? ts : last), 0n);

  const step = async () => {
    const todo = pick(["post", "post", "post", "post", ...Object.keys(steps)] as (keyof typeof steps)[])!;
    await steps[todo](pick(NAMES)!);
    await settle();
    return todo;
  };

  /** What somebody should be told, by every message there is. */
  const recount = (name: Name) => {
    const { readTs, follows, missed, seen } = people[name];
    const others = shown().filter(({ author }) => author !== name);
    const outside = others.filter(({ thread, ts }) => !thread && ts > readTs);
    const isBehind = ({ thread, ts }: Said) =>
      thread !== undefined && ts > (follows.get(thread)?.readTs ?? ts);
    const behind = others.filter(isBehind);
    const threads = new Map<string, number>();
    for (const { thread } of behind)
      if (follows.get(thread!)!.isFollowing) threads.set(thread!, (threads.get(thread!) ?? 0) + 1);
    const unnamed = behind.filter(({ thread, names }) => threads.has(thread!) && !names.has(name));
    const named = (from: Said[]) => from.filter(({ names }) => names.has(name)).length;
    const reactions = shown().filter(
      (one) => one.author === name && lastReaction(one, name) > (seen.get(one.id) ?? 0n),
    );
    const inbox =
      named(outside) +
      named(behind) +
      missed.size +
      new Set(unnamed.map(({ thread }) => thread)).size +
      reactions.length;
    return { unread: outside.length, mentions: named(outside), threads, inbox };
  };

  const told = async (name: Name) => {
    const caller = as(name);
    const position = (await caller.query(api.channels.position, { channelId }))!;
    await t.mutation(internal.scheduled.folding.head, { channelId });
    const head = await caller.query(api.channels.head, { channelId, isFull: true });
    const threads = await caller.query(api.inbox.threads.unread, {});
    const unread = await caller.query(api.notices.unread, {});
    const { unread: inbox } = await caller.query(api.notices.counts, {});
    expect(unread).toHaveLength(inbox);
    return {
      unread: countUnread(head, position),
      mentions: position.mentions,
      threads: new Map(threads.map(({ threadId, unread: count }) => [threadId as string, count])),
      inbox,
    };
  };
  return { step, recount, told, people, settle };
}

test.each([1, 2, 3, 4, 5, 6])("nothing is missed and nothing is phantom: history %i", async (seed) => {
  const { step, recount, told, people } = await makeHistory(seed);
  let compared = 0;
  for (let i = 0; i < 70; i++) {
    await step();
    if (i % 5 !== 4) continue;
    for (const name of NAMES)
      if (people[name].isMember)
        expect({ name, i, ...(await told(name)) }, `step ${++compared}`).toEqual({
          name,
          i,
          ...recount(name),
        });
  }
  expect(compared).toBeGreaterThan(15);
});
