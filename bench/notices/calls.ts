/** B27: ten thousand people in one channel, and somebody calls all of them. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { signToken, startTestIssuer } from "../../tests/support/testIssuer.ts";
import type { Bench, EngineInfo, Row } from "../bench.ts";
import { chatRow, processorSeconds, withServer } from "../beside/beside.ts";
import { fillWorkspace } from "../growth/fill.ts";
import { sleep } from "../pace.ts";
import { startServer, stopped } from "../processes.ts";
import { round } from "../stats.ts";

const PEOPLE = 10_000;
const SIZE = { name: "called", people: PEOPLE, channels: 2, directs: 0, messages: 2_000, tasks: 0 };
const PACE = { watchers: 1, messages: 100, perSecond: 20 };
const IDLE_RUNS = 4;
const LOOK_EVERY_MS = 500;
const TOKEN_LIFETIME_S = 60 * 60;

export async function calls({ load }: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-calls-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const issuer = await startTestIssuer();
  await stopped(await startServer<EngineInfo>("server.ts", data, issuer.url));
  const [member] = fillWorkspace(data, issuer.url, SIZE);
  const [crowded, quiet] = member!.channelIds as Id<"channels">[];
  const tokens = await Promise.all(
    [0, 1, PEOPLE - 1].map(
      async (n) => await signToken(issuer, { subject: `person-${n}` }, TOKEN_LIFETIME_S),
    ),
  );
  const rows = await withServer(data, async ({ info: { url }, child }) => {
    const [caller, , last] = tokens.map((token) => {
      const client = new ConvexHttpClient(url, { logger: false });
      client.setAuth(token);
      return client;
    });
    const chat = async () =>
      (await load.run({ name: "latency", url, tokens: tokens.slice(0, 2), channelId: quiet!, ...PACE }))
        .samples;
    const call = async (text: string) => {
      await last!.mutation(api.notices.markAllRead, {});
      const start = performance.now();
      await caller!.mutation(api.messages.create, { channelId: crowded!, text });
      // The one who came last is told last.
      while ((await last!.query(api.notices.counts, {})).unread === 0) await sleep(LOOK_EVERY_MS);
      return (performance.now() - start) / 1_000;
    };
    await chat();
    await call("@channel to warm up");
    const used = await processorSeconds(child, async () => void (await call("@channel alone")));
    const [idle, during]: [number[], number[]] = [[], []];
    const chatAlone = async () => {
      for (let i = 0; i < IDLE_RUNS; i++) idle.push(...(await chat()));
    };
    await chatAlone();
    let isOver = false;
    const beside = call("@channel beside chat").finally(() => (isOver = true));
    while (!isOver) during.push(...(await chat()));
    const seconds = await beside;
    await chatAlone();
    return [speedRow(used, floor(folder)), timeRow(seconds), chatRow("B27", idle, during)];
  });
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

/** Seconds for as many rows with as many indexes, a hundred in each transaction. */
function floor(folder: string): number {
  const plain = new DatabaseSync(join(folder, "plain.sqlite"));
  plain.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
    CREATE TABLE notices (user TEXT, kind TEXT, channel TEXT, message TEXT, actor TEXT, at REAL, ts INTEGER, state TEXT);
    CREATE INDEX of_user ON notices (user, ts); CREATE INDEX of_message ON notices (message, kind, user);
    CREATE INDEX by_place ON notices (user, channel, ts); CREATE INDEX by_state ON notices (user, state, ts)`);
  const insert = plain.prepare(
    "INSERT INTO notices VALUES (?, 'everyone', 'c1', 'm1', 'u0', ?, ?, 'byPosition')",
  );
  const { user, system } = process.cpuUsage();
  for (let i = 0; i < PEOPLE; i++) {
    if (i % 100 === 0) plain.exec("BEGIN");
    insert.run(`user-${i}`, i, i);
    if (i % 100 === 99) plain.exec("COMMIT");
  }
  const used = process.cpuUsage({ user, system });
  plain.close();
  return (used.user + used.system) / 1e6;
}

function speedRow(used: number, byHand: number): Row {
  const each = (seconds: number) => `${round((seconds / PEOPLE) * 1e6, 0)} µs each`;
  return {
    id: "B27",
    what: `@channel of ${PEOPLE} people, processor time`,
    tandem: each(used),
    floor: `SQLite by hand ${each(byHand)}`,
    ratio: round(used / byHand),
  };
}

const timeRow = (seconds: number): Row => ({
  id: "B27",
  what: "until the last one is told, beside chat",
  tandem: `${round(seconds, 1)} s`,
});
