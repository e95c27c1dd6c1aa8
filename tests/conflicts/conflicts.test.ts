/** Many people at once, as Convex would run them: the bench's simulation (`npm run bench -- conflicts`), small. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isScheduled, SCENARIOS } from "../../bench/conflicts/scenarios.ts";
import { Simulation } from "../../bench/conflicts/simulation.ts";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { seededRandom } from "../../engine/lib/world.ts";
import { countUnread } from "../../convex/shared/unread";
import { firstPage, identityOf } from "../../convex/testing.setup";

beforeEach(() => {
  // Mail is sent, though only as far as a claim.
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  vi.stubEnv("MAIL_FROM", "tandem@example.com");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const SUNDAY = Date.UTC(2026, 10, 29, 6, 21);

/** A simulation in which nothing happens by the machine's own clock or chance. */
function start(seed: number): Simulation {
  vi.spyOn(Math, "random").mockImplementation(seededRandom(seed));
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: SUNDAY });
  return new Simulation(seed, (ms) => void vi.setSystemTime(ms));
}

test.each(Object.keys(SCENARIOS))(
  "%s: nobody is refused, and hardly anybody is tried again",
  async (name) => {
    const simulation = start(5);
    await SCENARIOS[name]!.plan(simulation, 40);
    await simulation.run();
    const people = [...simulation.tallies].filter(([path]) => !isScheduled(path));
    for (const [path, { mutations, hit, failed, refused, astray }] of people) {
      expect({ path, failed, refused, astray }).toEqual({ path, failed: 0, refused: 0, astray: 0 });
      expect(hit, path).toBeLessThanOrEqual(2 + mutations * 0.02);
    }
    expect(people.map(([path]) => path)).toContain(SCENARIOS[name]!.about);
  },
);

test("the simulation sees those that do meet: a name that many give themselves, one message that many edit", async () => {
  const simulation = start(2);
  const { t } = simulation;
  await t.withIdentity(identityOf("Ana")).mutation(api.users.ensure, {});
  for (let i = 0; i < 10; i++)
    simulation.send({ user: `Ana`, path: "users:update", args: { name: `Ana ${i}` } });
  await simulation.run();
  expect(simulation.tallies.get("users:update")).toMatchObject({ mutations: 10, hit: 0 });

  const crowded = start(3);
  const names = ["A", "B", "C", "D", "E", "F", "G", "H"];
  for (const user of names) await crowded.t.withIdentity(identityOf(user)).mutation(api.users.ensure, {});
  const taskId = await crowded.t
    .withIdentity(identityOf("A"))
    .mutation(api.tasks.create, { title: "One for all" });
  for (const user of names)
    crowded.send({ user, path: "tasks:update", args: { taskId, title: `As ${user} sees it` } });
  await crowded.run();
  expect(crowded.tallies.get("tasks:update")).toMatchObject({ mutations: 8, hit: 7 });
});

test("a morning's digests run in lanes side by side, and no sweep meets another", async () => {
  const simulation = start(6);
  await SCENARIOS.mail!.plan(simulation, 120);
  const lanes = new Set<number>();
  const send = simulation.send.bind(simulation);
  simulation.send = (operation) => {
    const { lane } = operation.args as { lane?: number };
    if (operation.path === "digests:sweep" && lane !== undefined) lanes.add(lane);
    send(operation);
  };
  await simulation.run();
  expect(lanes).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  const { mutations, met } = simulation.tallies.get("digests:sweep")!;
  expect(mutations).toBeGreaterThan(12);
  expect([...met.keys()]).not.toContain("digests:sweep");
});

test("what a provider has cost is added by many at once, of whom none waits for another", async () => {
  vi.stubEnv("AI_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("AI_MODEL", "none");
  const simulation = start(7);
  const people = Array.from({ length: 12 }, (_, i) => `A${i}`);
  for (const name of people) await simulation.t.withIdentity(identityOf(name)).mutation(api.users.ensure, {});
  // Such a workspace has made many tasks before.
  await simulation.t.withIdentity(identityOf("A0")).mutation(api.tasks.create, { title: "Old" });
  await simulation.t.run(async (ctx) => {
    const counter = (await ctx.db.query("counters").first())!;
    await ctx.db.patch("counters", counter._id, { value: 5_000 });
  });
  simulation.arrive(20, 100, (i) => ({
    user: people[i % people.length]!,
    path: "tasks:create",
    args: { title: `Task ${i}` },
  }));
  await simulation.run();
  const { hit, failed, mutations, met } = simulation.tallies.get("tasks:create")!;
  const isSeldom = hit <= 2 + mutations * 0.02;
  expect({ failed, isSeldom, met: isSeldom ? null : met }).toEqual({ failed: 0, isSeldom: true, met: null });
});

test("unread stays exact where commits come in another order than they began", async () => {
  const simulation = start(4);
  const writers = Array.from({ length: 12 }, (_, i) => `W${i}`);
  const readers = ["R0", "R1", "R2"];
  const as = (name: string) => simulation.t.withIdentity(identityOf(name));
  for (const name of [...writers, ...readers]) await as(name).mutation(api.users.ensure, {});
  const { page } = await as("R0").query(api.channels.browse, { paginationOpts: firstPage });
  const channelId = page[0]!._id;
  type Message = { commitTs: bigint; _creationTime: number };
  const delivered: Message[] = [];
  const seenBy = new Map<string, number>();
  // Each reader reads what has come to them, and stops somewhere on the way.
  const read = (user: string) => () => {
    seenBy.set(user, delivered.length);
    const upTo = delivered.at(-1)!.commitTs;
    simulation.send({ user, path: "channels:markRead", args: { channelId, upTo } });
  };
  const deliver = async (messageId: Id<"messages">) => {
    delivered.push(await as("R0").query(api.messages.get, { messageId }));
    for (const [i, user] of readers.entries())
      if (delivered.length <= 25 * (i + 1)) simulation.at(0, read(user));
  };
  simulation.arrive(100, 90, (i) => ({
    user: writers[i % writers.length]!,
    path: "messages:create",
    args: { channelId, text: "Hello" },
    whenDone: (id) => simulation.at(0, async () => await deliver(id as Id<"messages">)),
  }));
  await simulation.run();

  const began = delivered.map(({ _creationTime }) => _creationTime);
  expect(began).not.toEqual(began.toSorted((a, b) => a - b));
  for (const user of readers) {
    const position = await as(user).query(api.channels.position, { channelId });
    const head = await as(user).query(api.channels.head, { channelId, isFull: true });
    expect(countUnread(head, position!), user).toBe(90 - seenBy.get(user)!);
  }
});
