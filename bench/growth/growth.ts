/** B20: what a workspace feels like when it is large: windows that are open, messages, and boards beside them. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signToken, startTestIssuer } from "../../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "../bench.ts";
import { pin, startServer, stopped, type LoadResult } from "../processes.ts";
import { quantile, round } from "../stats.ts";
import { fillWorkspace, SIZES, type Member, type Size } from "./fill.ts";

type Day = Size & { online: number; perSecond: number; boards: number };

const DAYS = {
  S: { ...SIZES.S, online: 30, perSecond: 0.7, boards: 3 },
  M: { ...SIZES.M, online: 300, perSecond: 6.9, boards: 30 },
  L: { ...SIZES.L, online: 1_000, perSecond: 23, boards: 50 },
} satisfies Record<string, Day>;
const TASKS_PER_SECOND = 1;
const SECONDS = 30;
const LIFETIME_S = 4 * 60 * 60;

/** A data folder with `convex/` pushed and the workspace in it. */
async function makeFolder(issuer: string, size: Size): Promise<{ folder: string; members: Member[] }> {
  const folder = mkdtempSync(join(tmpdir(), `tandem-growth-${size.name}-`));
  mkdirSync(join(folder, "data"));
  await stopped(await startServer<EngineInfo>("server.ts", join(folder, "data"), issuer));
  return { folder, members: fillWorkspace(join(folder, "data"), issuer, size) };
}

async function measure({ load }: Bench, day: Day): Promise<Row[]> {
  const issuer = await startTestIssuer();
  const { folder, members } = await makeFolder(issuer.url, day);
  const server = await startServer<{ url: string }>("deepServer.ts", join(folder, "data"), "0");
  pin(server.child, 0);
  const online = members.slice(0, day.online).map(async ({ subject, ...window }) => {
    return { token: await signToken(issuer, { subject }, LIFETIME_S), ...window };
  });
  const windows = await load.run({
    name: "openWindows",
    url: server.info.url,
    windows: await Promise.all(online),
  });
  const messages = Math.ceil(day.perSecond * SECONDS);
  const pace = { name: "talk" as const, perSecond: day.perSecond, messages };
  await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  const alone = await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  const boards = await load.run({ name: "openBoards", count: day.boards });
  const beside = await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  await load.run({ name: "closeWindows" });
  await stopped(server);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return rowsOf(day, { windows, alone, boards, beside });
}

type Measured = Record<"windows" | "alone" | "boards" | "beside", LoadResult>;

function rowsOf({ name, online, perSecond, boards }: Day, measured: Measured): Row[] {
  const kilobytes = (result: LoadResult) => round(result.bytes / 1_000, 1);
  const show = ({ samples }: LoadResult) =>
    `p50 ${round(quantile(samples, 0.5))} ms, p99 ${round(quantile(samples, 0.99))} ms`;
  const slower = round(quantile(measured.beside.samples, 0.99) / quantile(measured.alone.samples, 0.99));
  const bytes = round(measured.alone.bytes, 0);
  const row = (what: string, rest: Omit<Row, "id" | "what">): Row => ({
    id: "B20",
    what: `${name}: ${what}`,
    ...rest,
  });
  return [
    row("opening a window", {
      tandem: `${kilobytes(measured.windows)} kB`,
      ...atMost(kilobytes(measured.windows), 60),
    }),
    row(`${online} windows, ${perSecond} messages/s: acknowledged`, { tandem: show(measured.alone) }),
    row("bytes per message and window", { tandem: String(bytes), ...atMost(bytes, 100) }),
    row("opening a board", { tandem: `${kilobytes(measured.boards)} kB` }),
    row(`the same with ${boards} boards open`, {
      tandem: show(measured.beside),
      floor: "without boards",
      ratio: slower,
      ...atMost(slower, 1.5),
    }),
  ];
}

/** Larger ones take minutes to fill: with `--full`, or by their names. */
export const GROWTH: Benchmark[] = [
  { id: "B20", run: (bench) => measure(bench, DAYS.S) },
  { id: "B20M", isLong: true, run: (bench) => measure(bench, DAYS.M) },
  { id: "B20L", isLong: true, run: (bench) => measure(bench, DAYS.L) },
];
