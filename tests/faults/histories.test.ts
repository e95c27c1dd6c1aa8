/**
 * F-01 and F-08: whatever the order of messages, cuts of connections and deaths of the database's thread, what
 * clients see is one serial order that agrees with their own and with real time, and each mutation that
 * was sent happens exactly once.
 */
import { mutationGeneric, queryGeneric } from "convex/server";
import { expect, test } from "vitest";
import { findAnomaly, type Operation } from "./history.ts";
import { rounds } from "./rounds.ts";
import { SimClient } from "./simClient.ts";
import { Simulation } from "./simulation.ts";

type List = { _id: string; key: string; values: number[] };
type Db = {
  query(table: string): {
    withIndex(name: string, range: (q: never) => unknown): { unique(): Promise<List | null> };
  };
  insert(table: string, value: object): Promise<string>;
  patch(table: string, id: string, fields: object): Promise<void>;
};

async function find(db: Db, key: string): Promise<List | null> {
  const byKey = (q: { eq(field: string, value: string): unknown }) => q.eq("key", key);
  return await db
    .query("lists")
    .withIndex("by_key", byKey as never)
    .unique();
}

async function readAll(db: Db, keys: string[]): Promise<Record<string, number[]>> {
  const lists = await Promise.all(
    keys.map(async (key) => [key, (await find(db, key))?.values ?? []] as const),
  );
  return Object.fromEntries(lists);
}

const lists = {
  read: queryGeneric(async ({ db }, { keys }: { keys: string[] }) => await readAll(db as never, keys)),
  append: mutationGeneric(
    async (
      { db },
      { reads, appends, fails }: { reads: string[]; appends: [string, number][]; fails: boolean },
    ) => {
      const seen = await readAll(db as never, reads);
      for (const [key, value] of appends) {
        const list = await find(db as never, key);
        if (list === null) await db.insert("lists", { key, values: [value] });
        else await db.patch("lists", list._id as never, { values: [...list.values, value] });
      }
      if (fails) throw new Error("on purpose");
      return seen;
    },
  ),
};

/** The schema of the app: the index is what the functions lean on. */
const schema = {
  tables: [
    { tableName: "lists", indexes: [{ indexDescriptor: "by_key", fields: ["key"] }], documentType: null },
  ],
  schemaValidation: false,
};

type Setup = { clients: number; keys: string[]; operations: number };

async function runHistory(
  seed: number,
): Promise<{ operations: Operation[]; final: Record<string, number[]> }> {
  const simulation = new Simulation(seed, { "lists.js": lists }, schema);
  await simulation.settle();
  const { random } = simulation;
  const below = (n: number) => Math.floor(random() * n);
  const keys = Array.from({ length: 1 + below(6) }, (_, i) => `k${i}`);
  const setup: Setup = { clients: 2 + below(7), keys, operations: 200 };
  const operations: Operation[] = [];
  let step = 0;
  let nextValue = 1;
  const clients: SimClient[] = Array.from({ length: setup.clients }, (_, i) =>
    watch(new SimClient(simulation, `s${i}`), `s${i}`),
  );

  /** Every view that a client is shown is a read of its session. */
  function watch(client: SimClient, session: string): SimClient {
    const some = keys.filter(() => random() < 0.6);
    const queryId = client.subscribe("lists:read", { keys: some });
    let since = step;
    client.onTransition = () => {
      const reads = client.results.get(queryId) as Record<string, number[]> | undefined;
      if (reads === undefined) return;
      operations.push({ session, begin: since, end: ++step, reads, appends: [], isView: true });
      since = step;
    };
    return client;
  }

  function begin(client: SimClient, session: string): void {
    const reads = keys.filter(() => random() < 0.4);
    const appends = keys.filter(() => random() < 0.4).map((key): [string, number] => [key, nextValue++]);
    const fails = random() < 0.1;
    const operation: Operation = { session, begin: ++step, end: null, reads: {}, appends, isView: false };
    operations.push(operation);
    client.mutation("lists:append", { reads, appends, fails }, (result) => {
      operation.end = ++step;
      if (result.ok) operation.reads = result.value as Record<string, number[]>;
      else {
        expect(result.error).toContain("on purpose");
        operation.appends = [];
      }
    });
  }

  for (let sent = 0; sent < setup.operations;) {
    const dice = random();
    if (dice < 0.3) {
      const i = below(clients.length);
      begin(clients[i]!, `s${i}`);
      sent++;
    } else if (dice < 0.32) simulation.pick(clients).reconnect();
    else if (dice < 0.325) simulation.killThread();
    else await simulation.step();
    simulation.world.advance(below(3) - 1);
  }
  await simulation.settle();
  const fatal = clients.map((client) => client.fatal).filter((reason) => reason !== null);
  const unanswered = operations.filter(({ end }) => end === null);
  expect({ seed, fatal, unanswered }).toEqual({ seed, fatal: [], unanswered: [] });
  const reader = new SimClient(simulation, "reader");
  const queryId = reader.subscribe("lists:read", { keys });
  await simulation.settle();
  const final = reader.results.get(queryId) as Record<string, number[]>;
  await simulation.close();
  return { operations, final };
}

test(`[TX1] [TX10] [SY2] [SY3] [SY4] [QC10] [WK2] histories with cuts and dead threads are serializable (${rounds(20, 2_000)} seeds)`, async () => {
  for (let seed = 1; seed <= rounds(20, 2_000); seed++) {
    const { operations, final } = await runHistory(seed);
    expect(`seed ${seed}: ${findAnomaly(operations, final)}`).toBe(`seed ${seed}: null`);
  }
});

const operation = (fields: Partial<Operation>): Operation => ({
  session: "s",
  begin: 0,
  end: null,
  reads: {},
  appends: [],
  isView: false,
  ...fields,
});

test("the judge sees each kind of anomaly, and none where there is none", () => {
  const first = operation({ begin: 1, end: 2, appends: [["k", 1]] });
  const second = operation({ begin: 3, end: 4, reads: { k: [1] }, appends: [["k", 2]] });
  expect(findAnomaly([first, second], { k: [1, 2] })).toBe(null);
  expect(findAnomaly([first, second], { k: [1, 2, 1] })).toContain("twice");
  expect(findAnomaly([first, second], { k: [1] })).toContain("lost");
  expect(findAnomaly([first, second], { k: [1, 2, 3] })).toContain("nobody");
  expect(
    findAnomaly(
      [
        operation({
          appends: [
            ["k", 1],
            ["l", 2],
          ],
        }),
      ],
      { k: [1] },
    ),
  ).toContain("half");
  expect(findAnomaly([first, { ...second, reads: { k: [7] } }], { k: [1, 2] })).toContain("no past");
  // Lost update: both read the empty list.
  const blind = (session: string, value: number) =>
    operation({ session, begin: 1, end: 5, reads: { k: [] }, appends: [["k", value]] });
  expect(findAnomaly([blind("s", 1), blind("t", 2)], { k: [1, 2] })).toContain("circle");
  // Mutations of one session out of order.
  const sent = (begin: number, value: number) => operation({ begin, end: 9, appends: [["k", value]] });
  expect(findAnomaly([sent(1, 1), sent(2, 2)], { k: [2, 1] })).toContain("circle");
  // Write skew: each read what the other was about to write.
  const skew = (read: string, key: string, value: number) =>
    operation({ session: key, begin: 1, end: 5, reads: { [read]: [] }, appends: [[key, value]] });
  expect(findAnomaly([skew("k", "l", 1), skew("l", "k", 2)], { k: [2], l: [1] })).toContain("circle");
  // A view that forgets what its client was told.
  const view = (end: number, list: number[]) => operation({ end, reads: { k: list }, isView: true });
  expect(findAnomaly([first, view(9, [])], { k: [1] })).toContain("circle");
  expect(findAnomaly([first, { ...view(9, []), session: "other" }], { k: [1] })).toBe(null);
  // A stale read after the write was acknowledged.
  const stale = operation({ begin: 3, end: 4, reads: { k: [] } });
  expect(findAnomaly([first, stale], { k: [1] })).toContain("circle");
});
