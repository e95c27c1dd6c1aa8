/**
 * Races that one must win, as Convex would run them: a card that many claim at once, and columns with a limit into which many
 * move and make cards. `npm run test:histories` runs ten thousand.
 */
import { afterEach, expect, test, vi } from "vitest";
import { Simulation } from "../../bench/conflicts/simulation.ts";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { seededRandom } from "../../engine/lib/world.ts";
import { identityOf } from "../../convex/testing.setup";

const RACES = Number(process.env["RACES"] ?? 40);
const ROUNDS = 20;
const NAMES = ["A", "B", "C", "D", "E"];
const LIMIT = 2;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function start(seed: number) {
  vi.spyOn(Math, "random").mockImplementation(seededRandom(seed));
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 30, 9) });
  const simulation = new Simulation(seed, (ms) => void vi.setSystemTime(ms));
  const as = (name: string) => simulation.t.withIdentity(identityOf(name));
  for (const name of NAMES) await as(name).mutation(api.users.ensure, {});
  return { simulation, as, random: simulation.random };
}

/** One race in each round, some of which begin before others have ended. Answers how many would have gone astray. */
async function claimRaces(seed: number, rounds: number): Promise<number> {
  const { simulation, as, random } = await start(seed);
  const taskIds: Id<"tasks">[] = [];
  for (let i = 0; i < rounds; i++) {
    const taskId = await as("A").mutation(api.tasks.create, { title: `Card ${i}` });
    taskIds.push(taskId);
    const claims = [...Array(2 + Math.floor(random() * 4)).keys()];
    for (const n of claims)
      simulation.at(i * 400 + random() * 60, () =>
        simulation.send({ user: NAMES[n]!, path: "tasks:claim", args: { taskId } }),
      );
  }
  await simulation.run();
  const tally = simulation.tallies.get("tasks:claim")!;
  const owners = await Promise.all(
    taskIds.map(async (taskId) => (await as("A").query(api.tasks.get, { taskId })).assigneeId),
  );
  expect(owners.filter((owner) => owner !== undefined)).toHaveLength(rounds);
  expect(tally.mutations - tally.refused - tally.failed).toBe(rounds);
  return tally.astray;
}

async function limitRaces(seed: number, rounds: number): Promise<number> {
  const { simulation, as, random } = await start(seed);
  const channelId = await as("A").mutation(api.channels.create, { name: "race" });
  for (const name of NAMES.slice(1)) await as(name).mutation(api.channels.join, { channelId });
  const draft = { channelId, status: "in_progress" as const, name: "Doing" };
  const key = await as("A").mutation(api.board.columns.add, draft);
  await as("A").mutation(api.board.columns.update, { channelId, key, limit: LIMIT });
  const taskIds = await Promise.all(
    NAMES.map(async (name) => await as(name).mutation(api.tasks.create, { title: name, channelId })),
  );
  const into = { status: "in_progress", column: key };
  for (let i = 0; i < rounds; i++) {
    for (const [n, taskId] of taskIds.entries()) {
      const operation =
        random() < 0.2
          ? { path: "tasks:create", args: { title: "New", channelId, ...into } }
          : { path: "tasks:move", args: { taskId, ...(random() < 0.6 ? into : { status: "todo" }) } };
      simulation.at(i * 400 + random() * 60, () => simulation.send({ user: NAMES[n]!, ...operation }));
    }
    await simulation.run();
    const page = { channelId, status: "in_progress" as const, column: key };
    const paginationOpts = { numItems: 50, cursor: null };
    const column = await as("A").query(api.tasks.column, { ...page, paginationOpts });
    expect(column.page.length).toBeLessThanOrEqual(LIMIT);
    for (const { title, _id: taskId } of column.page)
      if (title === "New") await as("A").mutation(api.tasks.remove, { taskId });
  }
  expect(simulation.tallies.get("tasks:move")!.refused).toBeGreaterThan(0);
  return [...simulation.tallies.values()].reduce((sum, { astray }) => sum + astray, 0);
}

test.each([
  ["a claim", claimRaces],
  ["a place in a full column", limitRaces],
])(
  "of those who want %s at once, none gets it who must not",
  { timeout: 60_000 + RACES * 200 },
  async (_what, race) => {
    for (let seed = 1; seed * ROUNDS <= RACES; seed++) expect(await race(seed, ROUNDS)).toBe(0);
  },
);
