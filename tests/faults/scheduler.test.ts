/**
 * F-10: threads and processes die between any two messages of the scheduler. A scheduled mutation happens
 * exactly once, an action at most once, neither before its time, and none is forgotten.
 */
import { actionGeneric, mutationGeneric, queryGeneric } from "convex/server";
import { expect, test } from "vitest";
import { rounds } from "./rounds.ts";
import { SimClient } from "./simClient.ts";
import { Simulation } from "./simulation.ts";

type Ctx = {
  db: {
    insert(table: string, value: object): Promise<string>;
    query(table: string): { collect(): Promise<object[]> };
    system: { query(table: string): { collect(): Promise<object[]> } };
  };
  scheduler: {
    runAt(atMs: number, name: unknown, args: object): Promise<string>;
    cancel(job: string): Promise<void>;
  };
};
type Job = {
  _id: string;
  name: string;
  args: [{ n: number }];
  scheduledTime: number;
  completedTime?: number;
  state: { kind: string; error?: string };
};
/** What the fronts of all processes have seen: how often each action started, and which jobs they have ended. */
type Seen = { started: Map<number, number>; finished: Set<string> };
type State = { marks: { n: number }[]; jobs: Job[] };

const handle = (name: string) => `function://;${name}`;
const of = (ctx: unknown) => ctx as Ctx;
const jobs = {
  plan: mutationGeneric(async (ctx, { n, atMs, kind }: { n: number; atMs: number; kind: string }) => {
    return await of(ctx).scheduler.runAt(atMs, handle(`jobs:${kind}`), { n });
  }),
  cancel: mutationGeneric(async (ctx, { job }: { job: string }) => await of(ctx).scheduler.cancel(job)),
  mark: mutationGeneric(async (ctx, { n }: { n: number }) => {
    await of(ctx).db.insert("marks", { n });
  }),
  act: actionGeneric(async () => {}),
  state: queryGeneric(async (ctx) => ({
    marks: await of(ctx).db.query("marks").collect(),
    jobs: await of(ctx).db.system.query("_scheduled_functions").collect(),
  })),
};
const schema = { tables: [], schemaValidation: false };

/** The front of a process: it runs what is due, and the actions it is told to. */
class Front {
  readonly simulation: Simulation;
  readonly client: SimClient;

  readonly #finished: Set<string>;

  constructor(seed: number, { started, finished }: Seen, session: string, before?: Simulation) {
    this.#finished = finished;
    this.simulation = new Simulation(seed, { "jobs.js": jobs }, schema, before);
    this.simulation.onStartAction = ({ job, args }) => {
      const [{ n }] = JSON.parse(args) as [{ n: number }];
      started.set(n, (started.get(n) ?? 0) + 1);
      this.simulation.runningJobs.add(job);
    };
    this.client = new SimClient(this.simulation, session);
  }

  get runs(): number {
    return this.simulation.runningJobs.size;
  }

  tick(): void {
    const { simulation } = this;
    if (simulation.dueMs !== null && simulation.dueMs <= simulation.world.now()) {
      simulation.dueMs = null;
      void simulation.database.operation("scheduler.run");
    }
    const [job] = this.simulation.runningJobs;
    if (job === undefined || simulation.random() < 0.7) return;
    void simulation.database.operation("scheduler.finished", { job, error: null }).then(() => {
      if (this.simulation.runningJobs.delete(job)) this.#finished.add(job);
    });
  }
}

async function runSchedule(
  seed: number,
  planned: number,
): Promise<{ state: State; seen: Seen; kills: number; cancelled: Set<string> }> {
  const seen: Seen = { started: new Map(), finished: new Set() };
  const cancelled = new Set<string>();
  let kills = 0;
  let front = new Front(seed, seen, "s0");
  await front.simulation.settle();
  for (let n = 0; n < planned;) {
    const { simulation, client } = front;
    const dice = simulation.random();
    if (dice < 0.1) {
      const atMs = simulation.world.now() + Math.floor(simulation.random() * 40);
      const kind = simulation.random() < 0.5 ? "mark" : "act";
      const isCancelled = simulation.random() < 0.2;
      client.mutation("jobs:plan", { n: n++, atMs, kind }, (planned) => {
        if (!isCancelled || !planned.ok) return;
        const job = planned.value as string;
        client.mutation("jobs:cancel", { job }, () => cancelled.add(job));
      });
    } else if (dice < 0.104) {
      simulation.killThread();
      kills++;
    } else if (dice < 0.107) {
      await simulation.crash();
      front = new Front(seed, seen, `s${++kills}`, simulation);
      await front.simulation.step();
    } else await simulation.step();
    front.tick();
    simulation.world.advance(Math.floor(simulation.random() * 2));
  }
  const { simulation } = front;
  for (let i = 0; i < 200 || front.runs > 0; i++) {
    await simulation.settle();
    front.tick();
    simulation.world.advance(5);
  }
  const reader = new SimClient(simulation, "reader");
  const queryId = reader.subscribe("jobs:state", {});
  await simulation.settle();
  const state = reader.results.get(queryId) as State;
  await simulation.close();
  return { state, seen, kills, cancelled };
}

test(`[SC1] [SC2] [SC3] [SC4] [SC7] whatever dies, mutations run once and actions at most once (${rounds(6, 60)} schedules)`, async () => {
  let killed = 0;
  for (let seed = 1; seed <= rounds(6, 60); seed++) {
    const { state, seen, kills, cancelled } = await runSchedule(seed, 150);
    killed += kills;
    const marks = Map.groupBy(state.marks, ({ n }) => n);
    expect(state.jobs.length).toBeGreaterThan(100);
    for (const { _id, name, args, state: now, scheduledTime, completedTime } of state.jobs) {
      const [{ n }] = args;
      const told = `seed ${seed}, ${name} ${n}: ${now.kind} ${now.error ?? ""}`;
      const runs = name === "jobs:mark" ? (marks.get(n)?.length ?? 0) : (seen.started.get(n) ?? 0);
      if (now.kind === "success") expect(runs, told).toBe(1);
      else if (now.kind === "failed") {
        expect([name, now.error], told).toEqual(["jobs:act", "Transient error while executing action"]);
        expect(runs, told).toBeLessThanOrEqual(1);
      } else {
        expect(now.kind, told).toBe("canceled");
        if (name === "jobs:mark") expect(runs, told).toBe(0);
      }
      if (now.kind !== "canceled") expect(completedTime, told).toBeGreaterThanOrEqual(scheduledTime);
      if (seen.finished.has(_id)) expect(["success", "canceled"], told).toContain(now.kind);
      if (cancelled.has(_id)) expect(["canceled", "success", "failed"], told).toContain(now.kind);
    }
  }
  expect(killed).toBeGreaterThan(rounds(6, 60) * 4);
});
