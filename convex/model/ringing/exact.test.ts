/**
 * Who is rung, and why, after histories by chance, compared with a reader who knows what everybody has chosen. Seen to fail
 * where `ringOf` did not look for a ring that is there, where it took no notice of what was read, where an edit rang, and where
 * `why` asked for the hours of now.
 */
import { afterEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { mentionToken } from "../../shared/mentions";
import { areQuiet, clockAt, type QuietHours } from "../../shared/ringing/hours";
import { LEVELS, type Level, type Span } from "../../shared/ringing/levels";
import { HOUR_MS, MINUTE_MS } from "../../shared/time";
import { makeWorkspace } from "../../testing.setup";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const NAMES = ["Ana", "Ben", "Zoe"] as const;
type Name = (typeof NAMES)[number];
/** Those of the group that texts name. */
const IN_GROUP: readonly Name[] = ["Ben", "Zoe"];
const WORDS = ["alpha", "beta", "gamma"] as const;
type Said = {
  id: Id<"messages">;
  ts: bigint;
  sentAt: number;
  author: Name;
  place: "hiring" | "direct";
  thread?: Id<"messages">;
  names: Set<Name>;
  words: Set<string>;
  /** Whom it told as one of a group: who was in its channel then. */
  group: ReadonlySet<Name>;
  isUrgent: boolean;
  isDeleted: boolean;
  /** Who was rung, and by which rule, when it was posted. */
  rung: Map<Name, string>;
};
type Follow = { isFollowing: boolean; readTs: bigint; level?: Level; leveledAt?: number };
type Person = {
  in: Set<Said["place"]>;
  level?: Level;
  words: string[];
  hours?: QuietHours;
  refuses: boolean;
  pause?: Span;
  changedAt: number;
  there: Map<Said["place"], { level?: Level; mute?: Span; changedAt: number }>;
  readTs: Map<Said["place"], bigint>;
  follows: Map<string, Follow>;
};

function chanceOf(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const covers = (span: Span | undefined, at: number) => !!span && span.from <= at && at < span.until;

/** What a person who knows all would say: the reason that it rings, or the choice that keeps it silent; else nothing. */
function verdict(who: Person, name: Name, one: Said): { rings: boolean; rule?: string } {
  const isMember = who.in.has(one.place);
  if (!isMember || one.author === name || one.isDeleted) return { rings: false };
  const follow = one.thread ? who.follows.get(one.thread) : undefined;
  const there = who.there.get(one.place);
  const level = there?.level ?? who.level ?? "mentions";
  const isWord = one.place === "hiring" && who.words.some((word) => one.words.has(word));
  let reason: string | undefined;
  if (one.names.has(name)) reason = "mention";
  else if (one.group.has(name)) reason = "group";
  else if (one.thread && follow?.isFollowing) reason = "reply";
  else if (!one.thread && one.place === "direct") reason = "direct";
  else if (isWord) reason = "keyword";
  else if (!one.thread && level === "everything") reason = "everything";
  if (!reason) return { rings: false };
  const nearest = one.thread ? follow?.level : undefined;
  if (nearest === "nothing") return { rings: false, rule: "threadNothing" };
  if (nearest === "mentions" && reason === "reply") return { rings: false, rule: "threadMentions" };
  if (!nearest && level === "nothing") return { rings: false, rule: "nothing" };
  if (!nearest && covers(there?.mute, one.sentAt)) return { rings: false, rule: "muted" };
  if (one.isUrgent && !who.refuses && ["mention", "direct"].includes(reason))
    return { rings: true, rule: "urgent" };
  if (covers(who.pause, one.sentAt)) return { rings: false, rule: "paused" };
  if (who.hours && areQuiet(who.hours, clockAt(one.sentAt, "UTC")))
    return { rings: false, rule: "quietHours" };
  return { rings: true, rule: reason };
}

async function makeHistory(seed: number) {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 29, 20) });
  const random = chanceOf(seed);
  vi.spyOn(Math, "random").mockImplementation(random);
  const { t, as, hiring, ana, ben, zoe } = await makeWorkspace();
  await as("Ben").mutation(api.notices.markSeen, { channelId: hiring });
  const group = await as("Ben").mutation(api.chat.groups.create, { handle: "both", name: "Both" });
  await as("Ben").mutation(api.chat.groups.addMembers, { groupId: group, userIds: [zoe] });
  const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben, zoe] });
  const places = { hiring, direct };
  const ids = { Ana: ana, Ben: ben, Zoe: zoe };
  const said: Said[] = [];
  const person = (...inside: Said["place"][]): Person => ({
    in: new Set(inside),
    words: [],
    refuses: false,
    changedAt: 0,
    there: new Map(),
    readTs: new Map(),
    follows: new Map(),
  });
  const people = {
    Ana: person("hiring", "direct"),
    Ben: person("hiring", "direct"),
    Zoe: person("direct"),
  };
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const some = <T>(from: readonly T[], share = 0.35) => new Set(from.filter(() => random() < share));
  const settle = async () => await t.finishAllScheduledFunctions(() => vi.runAllTimers());
  const tick = (ms = 1) => vi.setSystemTime(Date.now() + ms);
  const shown = () => said.filter(({ isDeleted }) => !isDeleted);
  const textOf = (names: Iterable<Name>, words: Iterable<string>) =>
    `${Math.floor(random() * 1e9)} ${[...words].join(", ")} ${[...names].map((one) => mentionToken(ids[one])).join(" ")}`;
  const begins = (name: Name, { thread, ts }: Said) => {
    const { follows, in: inside } = people[name];
    if (inside.has("hiring") && !follows.has(thread!))
      follows.set(thread!, { isFollowing: true, readTs: ts - 1n });
  };
  const isReadBy = (name: Name, { place, thread, ts }: Said) =>
    ts <=
    (thread ? (people[name].follows.get(thread)?.readTs ?? 0n) : (people[name].readTs.get(place) ?? 0n));

  async function post(name: Name): Promise<Said | undefined> {
    const place = random() < 0.7 ? "hiring" : "direct";
    if (!people[name].in.has(place)) return;
    const root =
      place === "hiring" && random() < 0.5
        ? pick(shown().filter((one) => !one.thread && one.place === "hiring"))
        : undefined;
    const [names, words] = [some(NAMES), some(WORDS, 0.2)];
    const toGroup = random() < 0.25 ? mentionToken(group) : "";
    const isUrgent = random() < 0.15;
    const args = {
      channelId: places[place],
      text: textOf(names, words) + toGroup,
      ...(root && { threadId: root.id }),
    };
    const sent = as(name).mutation(api.messages.create, { ...args, ...(isUrgent && { isUrgent }) });
    const id = await sent.catch(() => undefined);
    // Too many urgent ones within an hour.
    if (!id) return;
    const {
      commitTs: ts,
      sentAt,
      isUrgent: isSaidSo,
    } = await as(name).query(api.messages.get, { messageId: id });
    const one: Said = {
      id,
      ts,
      sentAt,
      author: name,
      place,
      names,
      words,
      group: new Set(
        toGroup === "" || place === "direct" ? [] : IN_GROUP.filter((of) => people[of].in.has(place)),
      ),
      isUrgent: isSaidSo === true,
      isDeleted: false,
      rung: new Map(),
    };
    if (root) one.thread = root.id;
    said.push(one);
    if (!root) people[name].readTs.set(place, ts);
    else {
      people[name].follows.set(root.id, {
        ...people[name].follows.get(root.id),
        isFollowing: true,
        readTs: ts,
      });
      for (const named of names) if (named !== name) begins(named, one);
    }
    return one;
  }

  /** What happened before those who are to be rung were gone through. */
  async function meanwhile(one: Said) {
    const name = pick(NAMES)!;
    if (random() < 0.25 && people[name].in.has(one.place)) {
      if (one.thread) {
        await as(name).mutation(api.messages.markThreadRead, { messageId: one.thread, upTo: one.ts });
        const follow = people[name].follows.get(one.thread);
        if (follow && one.ts > follow.readTs) follow.readTs = one.ts;
      } else {
        await as(name).mutation(api.channels.markRead, { channelId: places[one.place], upTo: one.ts });
        if (one.ts > (people[name].readTs.get(one.place) ?? 0n)) people[name].readTs.set(one.place, one.ts);
      }
    }
    if (random() < 0.1) {
      await as("Ana").mutation(api.messages.remove, { messageId: one.id });
      one.isDeleted = true;
    }
  }

  const spanOf = (): Span => ({ from: Date.now(), until: Date.now() + Math.ceil(random() * 3 * HOUR_MS) });
  const steps = {
    async post(name: Name) {
      const one = await post(name);
      if (!one) return;
      await meanwhile(one);
      const root = said.find(({ id }) => id === one.thread);
      // With the first reply; who has the thread read already is not.
      if (root && root.author !== name && !one.isDeleted) begins(root.author, one);
      for (const who of NAMES) {
        const { rings, rule } = verdict(people[who], who, one);
        if (rings && !isReadBy(who, one)) one.rung.set(who, rule!);
      }
    },
    async edit() {
      const one = pick(shown().filter((each) => !each.thread && people[each.author].in.has(each.place)));
      if (!one) return;
      const [names, words] = [some(NAMES), some(WORDS, 0.3)];
      await as(one.author).mutation(api.messages.update, { messageId: one.id, text: textOf(names, words) });
      Object.assign(one, { names, words });
    },
    async removeOrRestore() {
      const one = pick(said.filter(({ thread }) => !thread));
      if (!one || one.place === "direct") return;
      await as("Ana").mutation(one.isDeleted ? api.messages.restore : api.messages.remove, {
        messageId: one.id,
      });
      one.isDeleted = !one.isDeleted;
    },
    async comeOrGo() {
      const isIn = people.Zoe.in.has("hiring");
      const change = isIn ? api.channels.removeMember : api.channels.addMember;
      await as("Ana").mutation(change, { channelId: hiring, userId: zoe });
      if (isIn) {
        people.Zoe.in.delete("hiring");
        people.Zoe.there.delete("hiring");
        people.Zoe.follows.clear();
      } else {
        people.Zoe.in.add("hiring");
        people.Zoe.readTs.set("hiring", BigInt(Date.now()) * 1_000_000n);
      }
    },
    async choose(name: Name) {
      const who = people[name];
      const level = pick([...LEVELS, null])!;
      const words = [...some(WORDS)];
      const hours =
        random() < 0.5
          ? { from: Math.floor(random() * 1_440), until: Math.floor(random() * 1_440), days: [1, 2, 7] }
          : null;
      const refusesUrgent = random() < 0.3;
      await as(name).mutation(api.inbox.ringing.choose, {
        level,
        keywords: words,
        quietHours: hours,
        refusesUrgent,
      });
      Object.assign(who, {
        words,
        refuses: refusesUrgent,
        changedAt: Date.now(),
        level: level ?? undefined,
        hours: hours ?? undefined,
      });
    },
    async chooseIn(name: Name) {
      const place = pick(["hiring", "direct"] as const)!;
      if (!people[name].in.has(place)) return;
      const level = pick([...LEVELS, null])!;
      const mute = random() < 0.4 ? spanOf() : null;
      const args = { channelId: places[place], level, mutedUntil: mute && mute.until };
      await as(name).mutation(api.inbox.ringing.chooseIn, args);
      people[name].there.set(place, {
        ...(level && { level }),
        ...(mute && { mute }),
        changedAt: Date.now(),
      });
    },
    async chooseInThread(name: Name) {
      const one = pick(said.filter(({ thread }) => thread));
      if (!one || !people[name].in.has("hiring")) return;
      const level = pick([...LEVELS, null]) ?? null;
      await as(name).mutation(api.inbox.ringing.chooseInThread, { messageId: one.thread!, level });
      const { follows } = people[name];
      let follow = follows.get(one.thread!);
      const end = BigInt(Date.now()) * 1_000_000n;
      if (level === "everything" && !follow?.isFollowing)
        follow = { ...follow, isFollowing: true, readTs: end };
      if (!follow && level === null) return;
      const { level: _before, ...rest } = follow ?? { isFollowing: false, readTs: end };
      follows.set(one.thread!, { ...rest, ...(level && { level }), leveledAt: Date.now() });
    },
    async pause(name: Name) {
      const who = people[name];
      const span = random() < 0.6 ? spanOf() : null;
      await as(name).mutation(api.inbox.ringing.pause, { until: span && span.until });
      if (span) who.pause = span;
      else if (who.pause && who.pause.until > Date.now())
        who.pause = { from: who.pause.from, until: Date.now() };
    },
    async wait() {
      tick(Math.ceil(random() * 90 * MINUTE_MS));
      await Promise.resolve();
    },
  };

  const step = async () => {
    tick();
    const todo = pick([
      "post",
      "post",
      "post",
      "post",
      "post",
      ...Object.keys(steps),
    ] as (keyof typeof steps)[])!;
    await steps[todo](pick(NAMES)!);
    await settle();
    return todo;
  };

  /** All rings there are, and what was to be rung: by message and person. */
  const rings = async () =>
    (await t.run(async ({ db }) => await db.query("rings").collect()))
      .filter(({ messageId }) => messageId !== undefined)
      .map(({ messageId, userId, cause }) => `${messageId} ${userId} ${cause}`)
      .toSorted();
  const expected = () =>
    said.flatMap(({ id, rung }) => [...rung].map(([name, rule]) => `${id} ${ids[name]} ${rule}`)).toSorted();
  const whyOf = async (name: Name, one: Said) =>
    (await as(name).query(api.notices.why, { messageId: one.id })).ring;
  const changedAt = (name: Name, { place, thread }: Said) => {
    const { changedAt: own, there, follows, pause } = people[name];
    const leveledAt = (thread && follows.get(thread)?.leveledAt) || 0;
    return Math.max(own, there.get(place)?.changedAt ?? 0, leveledAt, pause?.from ?? 0);
  };
  return { step, rings, expected, said, people, whyOf, changedAt };
}

test.each([1, 2, 3, 5])("everything rings once or not at all, and why says so: history %i", async (seed) => {
  const { step, rings, expected, said, people, whyOf, changedAt } = await makeHistory(seed);
  const seen = new Set<string>();
  for (let i = 0; i < 100; i++) {
    const todo = await step();
    expect(await rings(), `step ${i}: ${todo}`).toEqual(expected());
    if (i % 20 !== 19) continue;
    for (const one of said)
      for (const name of NAMES) {
        if (!people[name].in.has(one.place)) continue;
        const { rings: isRung, rule, hasRung, isSince } = await whyOf(name, one);
        const { rings: shouldRing, rule: why } = verdict(people[name], name, one);
        seen.add(rule);
        expect({ name, i, id: one.id, isRung, rule: why ? rule : undefined, hasRung, isSince }).toEqual({
          name,
          i,
          id: one.id,
          isRung: shouldRing,
          rule: why,
          hasRung: one.rung.has(name),
          isSince: changedAt(name, one) > one.sentAt,
        });
      }
  }
  expect(seen.size).toBeGreaterThan(8);
  expect(expected().length).toBeGreaterThan(8);
});
