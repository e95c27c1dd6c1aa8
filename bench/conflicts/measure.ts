/** The scenarios, whole. Runs in a process of its own, whose clock and timers it takes. */
import { SCENARIOS } from "./scenarios.ts";
import { Simulation } from "./simulation.ts";

const COUNT = 400;

/** Of what people do, per 1,000 mutations: those that met another at least once, and those that were given up. */
export type Measured = { name: string; what: string; mutations: number; hit: number; failed: number };

async function measure(): Promise<Measured[]> {
  // What is scheduled runs in the simulation's time.
  globalThis.setTimeout = (() => ({ unref: () => undefined })) as unknown as typeof setTimeout;
  const all: Measured[] = [];
  for (const [name, { what, plan }] of Object.entries(SCENARIOS)) {
    const simulation = new Simulation(1, (ms) => {
      Date.now = () => ms;
    });
    await plan(simulation, COUNT);
    await simulation.run();
    const people = [...simulation.tallies].filter(([path]) => !path.startsWith("folding:"));
    const sum = (of: "mutations" | "hit" | "failed") =>
      people.reduce((total, [, tally]) => total + tally[of], 0);
    const mutations = sum("mutations");
    const per1000 = (count: number) => Math.round((count / mutations) * 10_000) / 10;
    all.push({ name, what, mutations, hit: per1000(sum("hit")), failed: per1000(sum("failed")) });
  }
  return all;
}

/** What loads this module goes away when it has ended. */
export const measured = await measure();
