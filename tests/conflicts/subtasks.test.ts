/** People who make tasks parts of each other at once, as Convex would run them: of those that together would close a circle one is refused. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Simulation } from "../../bench/conflicts/simulation.ts";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { seededRandom } from "../../engine/lib/world.ts";
import { identityOf } from "../../convex/testing.setup";

type TaskId = Id<"tasks">;

beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(seededRandom(8));
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 29) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function start(seed = 8) {
  const simulation = new Simulation(seed, (ms) => void vi.setSystemTime(ms));
  const [ana, ben, zoe] = ["Ana", "Ben", "Zoe"].map((name) => simulation.t.withIdentity(identityOf(name)));
  for (const person of [ana!, ben!, zoe!]) await person.mutation(api.users.ensure, {});
  const make = async (title: string, parentId?: TaskId) =>
    await ana!.mutation(api.tasks.create, { title, ...(parentId && { parentId }) });
  const send = (user: string, taskId: TaskId, parentId: TaskId) =>
    simulation.send({ user, path: "board/subtasks:setParent", args: { taskId, parentId } });
  const parentOf = async (taskId: TaskId) => (await ana!.query(api.tasks.get, { taskId })).parentId;
  /** Whether somebody comes back to a task on the way up from it. */
  const isInCircle = async (taskId: TaskId) => {
    const seen = new Set<TaskId>();
    for (let at: TaskId | undefined = taskId; at; at = await parentOf(at)) {
      if (seen.has(at)) return true;
      seen.add(at);
    }
    return false;
  };
  const partsOf = async (taskId: TaskId) =>
    (await ana!.query(api.board.subtasks.list, { taskId })).map(({ title }) => title);
  return { simulation, ana: ana!, make, send, parentOf, isInCircle, partsOf };
}

test("two who make two tasks parts of each other: one is refused, and there is no circle", async () => {
  const { simulation, make, send, parentOf, isInCircle, partsOf } = await start();
  const [a, b] = [await make("A"), await make("B")];
  send("Ana", a, b);
  send("Ben", b, a);
  await simulation.run();
  expect(simulation.tallies.get("board/subtasks:setParent")).toMatchObject({
    mutations: 2,
    hit: 1,
    refused: 1,
  });
  expect([await parentOf(a), await parentOf(b)].filter((parent) => parent !== undefined)).toHaveLength(1);
  expect([await isInCircle(a), await isInCircle(b)]).toEqual([false, false]);
  expect([...(await partsOf(a)), ...(await partsOf(b))]).toHaveLength(1);
});

test("three who close a circle together, through parts between that nobody writes: one is refused", async () => {
  const { simulation, make, send, isInCircle } = await start();
  const wholes = [await make("A"), await make("C"), await make("E")] as const;
  const parts = [await make("B", wholes[0]), await make("D", wholes[1]), await make("F", wholes[2])] as const;
  send("Ana", wholes[0], parts[1]);
  send("Ben", wholes[1], parts[2]);
  send("Zoe", wholes[2], parts[0]);
  await simulation.run();
  const tally = simulation.tallies.get("board/subtasks:setParent")!;
  expect(tally.mutations).toBe(3);
  expect(tally.refused).toBeGreaterThanOrEqual(1);
  for (const taskId of [...wholes, ...parts]) expect(await isInCircle(taskId)).toBe(false);
});

test("in many rounds of people who do this at any moment no circle is left", async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const { simulation, make, send, isInCircle } = await start(seed);
    const ids: TaskId[] = [];
    for (let i = 0; i < 5; i++) ids.push(await make(`T${i}`));
    const pick = () => ids[Math.floor(simulation.random() * ids.length)]!;
    for (let i = 0; i < 30; i++)
      simulation.at(i * 20 + simulation.random() * 60, () =>
        send(["Ana", "Ben", "Zoe"][i % 3]!, pick(), pick()),
      );
    await simulation.run();
    for (const taskId of ids) expect(await isInCircle(taskId)).toBe(false);
    expect(simulation.tallies.get("board/subtasks:setParent")!.refused).toBeGreaterThan(0);
  }
});
