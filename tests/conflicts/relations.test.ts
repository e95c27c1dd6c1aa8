/** People who relate tasks at once, as Convex would run them: of those that together would close a circle one is refused. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Simulation } from "../../bench/conflicts/simulation.ts";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { seededRandom } from "../../engine/lib/world.ts";
import { identityOf } from "../../convex/testing.setup";

beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(seededRandom(8));
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 29) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function start() {
  const simulation = new Simulation(8, (ms) => void vi.setSystemTime(ms));
  const [ana, ben, zoe] = ["Ana", "Ben", "Zoe"].map((name) => simulation.t.withIdentity(identityOf(name)));
  for (const person of [ana!, ben!, zoe!]) await person.mutation(api.users.ensure, {});
  const make = async (title: string) => await ana!.mutation(api.tasks.create, { title });
  const send = (user: string, taskId: Id<"tasks">, otherId: Id<"tasks">) =>
    simulation.send({ user, path: "tasks:relate", args: { taskId, kind: "blockedBy", otherId } });
  const blockersOf = async (taskId: Id<"tasks">) =>
    (await ana!.query(api.tasks.relations, { taskId })).filter(({ way }) => way === "blockedBy").length;
  return { simulation, ana: ana!, make, send, blockersOf };
}

test("two who say of two tasks that each waits for the other: one is refused", async () => {
  const { simulation, make, send, blockersOf } = await start();
  const [a, b] = [await make("A"), await make("B")];
  send("Ana", a, b);
  send("Ben", b, a);
  await simulation.run();
  expect(simulation.tallies.get("tasks:relate")).toMatchObject({ mutations: 2, hit: 1, refused: 1 });
  expect((await blockersOf(a)) + (await blockersOf(b))).toBe(1);
});

test("three who close a circle together, through tasks between that nobody writes: one is refused", async () => {
  const { simulation, ana, make, send } = await start();
  const ids: Id<"tasks">[] = [];
  for (const title of ["A", "B", "C", "D", "E", "F"]) ids.push(await make(title));
  const [a, b, c, d, e, f] = ids as [
    Id<"tasks">,
    Id<"tasks">,
    Id<"tasks">,
    Id<"tasks">,
    Id<"tasks">,
    Id<"tasks">,
  ];
  for (const [taskId, otherId] of [
    [b, c],
    [d, e],
    [f, a],
  ] as const)
    await ana.mutation(api.tasks.relate, { taskId, kind: "blockedBy", otherId });
  send("Ana", a, b);
  send("Ben", c, d);
  send("Zoe", e, f);
  await simulation.run();
  expect(simulation.tallies.get("tasks:relate")).toMatchObject({ mutations: 3, refused: 1 });
});

test("the same said twice at once is there once", async () => {
  const { simulation, make, send, blockersOf } = await start();
  const [a, b] = [await make("A"), await make("B")];
  send("Ana", a, b);
  send("Ben", a, b);
  await simulation.run();
  expect(simulation.tallies.get("tasks:relate")).toMatchObject({ mutations: 2, refused: 0 });
  expect(await blockersOf(a)).toBe(1);
});
