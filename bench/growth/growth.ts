/** B20: what a workspace feels like when it is large: windows that are open, messages, and boards beside them. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signToken, startTestIssuer, type TestIssuer } from "../../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "../bench.ts";
import { memoryOf, startServer, stopped, type Load, type LoadResult } from "../processes.ts";
import { quantile, round } from "../stats.ts";
import { fillWorkspace, SIZES, type Member, type Size } from "./fill.ts";

type Day = Size & { online: number; perSecond: number; boards: number };

const DAYS = {
  S: { ...SIZES.S, online: 30, perSecond: 0.7, boards: 3 },
  M: { ...SIZES.M, online: 300, perSecond: 6.9, boards: 30 },
  L: { ...SIZES.L, online: 1_000, perSecond: 23, boards: 50 },
} satisfies Record<string, Day>;
const TASKS_PER_SECOND = 1;
/** As many as a window had when its memory was first counted: they have become smaller and more since. */
const SUBSCRIPTIONS = 45;
const SECONDS = 30;
/** Of so many windows one is open before the memory of the others is counted: what any number takes is there then. */
const FIRST_OF = 5;
const LIFETIME_S = 4 * 60 * 60;

/** A data folder with `convex/` pushed and the workspace in it. */
async function makeFolder(issuer: string, size: Size): Promise<{ folder: string; members: Member[] }> {
  const folder = mkdtempSync(join(tmpdir(), `tandem-growth-${size.name}-`));
  mkdirSync(join(folder, "data"));
  await stopped(await startServer<EngineInfo>("server.ts", join(folder, "data"), issuer));
  return { folder, members: fillWorkspace(join(folder, "data"), issuer, size) };
}

/** The page queries of the app, and what they are asked about. One asked in two ways has that behind its path. */
const PAGES: [name: string, args: (member: Member, paginationOpts: object, nth: number) => object][] = [
  ["messages:paginated", ({ channelIds }, paginationOpts) => ({ channelId: channelIds[0], paginationOpts })],
  // As a link to its oldest message does: nothing is further back.
  [
    "messages:paginated from the beginning",
    ({ channelIds }, paginationOpts) => ({ channelId: channelIds[0], order: "asc", paginationOpts }),
  ],
  // From a place before all ranks: who is in the same channels as another would be given the answer of theirs.
  [
    "tasks:column",
    (_member, paginationOpts, nth) => ({
      status: "todo",
      paginationOpts: { ...paginationOpts, cursor: `!${nth}` },
    }),
  ],
  // No more than most of each size have open, who have twice as many in a larger one; and each of a day of its own.
  ["tasks:mine", (_member, _opts, nth) => ({ today: nth, paginationOpts: { numItems: 3, cursor: null } })],
  ["channels:browse", (_member, paginationOpts) => ({ paginationOpts })],
  ["channels:members", ({ channelIds }, paginationOpts) => ({ channelId: channelIds[0], paginationOpts })],
  ["users:list", (_member, paginationOpts) => ({ paginationOpts })],
  ["channels:list", () => ({})],
  ["channels:head", ({ channelIds }) => ({ channelId: channelIds.at(-1) })],
];
/** Who asks, of each size, in a round. A page of each length is computed anew. */
const ASKERS = 24;
/** Rounds by turns. What runs for the first time is not what grows: the first ones do not count. */
const ROUNDS = { first: 2, counted: 5 };

type Asked = { url: string; askers: readonly (Member & { token: string })[] };
/**
 * Who asks, of the two sizes: equally many, so that what is known of one who asks again helps both alike. For the board of
 * the workspace these are people in one private channel: a larger workspace has more of those for each.
 */
function askersOf(name: string, sizes: Asked[]): Asked["askers"][] {
  const may = ({ privateChannels }: Member) => name !== "tasks:column" || privateChannels === 1;
  const askers = sizes.map((size) => size.askers.filter(may));
  const count = Math.min(ASKERS * (ROUNDS.first + ROUNDS.counted), ...askers.map(({ length }) => length));
  return askers.map((some) => some.slice(0, count));
}
type Times = { small: number; large: number };

/** The median times of the page queries, in ms, of two workspaces by turns. */
async function pageTimes(load: Load, small: Asked, large: Asked): Promise<Map<string, Times>> {
  const samples = new Map(PAGES.map(([name]) => [name, { small: [] as number[], large: [] as number[] }]));
  for (let round = 0; round < ROUNDS.first + ROUNDS.counted; round++)
    for (const [name, argsOf] of PAGES) {
      const path = name.split(" ")[0]!;
      const [few, many] = askersOf(name, [small, large]);
      for (const [size, { url }, askers] of [
        ["small", small, few!],
        ["large", large, many!],
      ] as const) {
        const asked = Array.from({ length: ASKERS }, (_, i) => {
          const nth = round * ASKERS + i;
          const member = askers[nth % askers.length]!;
          return { token: member.token, args: argsOf(member, { numItems: 50 - i, cursor: null }, nth) };
        });
        const answered = await load.run({ name: "ask", url, path, asked });
        if (round >= ROUNDS.first) samples.get(name)![size].push(...answered.samples);
      }
    }
  const half = (times: number[]) => quantile(times, 0.5);
  return new Map([...samples].map(([name, of]) => [name, { small: half(of.small), large: half(of.large) }]));
}

/** The same for a workspace that is running and one of size S. */
async function grownTimes(load: Load, large: Asked): Promise<Map<string, Times>> {
  const issuer = await startTestIssuer();
  const { folder, members } = await makeFolder(issuer.url, DAYS.S);
  const server = await startServer<{ url: string }>("deepServer.ts", join(folder, "data"), "0");
  const times = await pageTimes(
    load,
    { url: server.info.url, askers: await signedIn(issuer, members) },
    large,
  );
  await stopped(server);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return times;
}

const signedIn = async (issuer: TestIssuer, members: readonly Member[]) =>
  await Promise.all(
    members.map(async (member) => ({
      ...member,
      token: await signToken(issuer, { subject: member.subject }, LIFETIME_S),
    })),
  );

async function measure({ load }: Bench, day: Day): Promise<Row[]> {
  const issuer = await startTestIssuer();
  const { folder, members } = await makeFolder(issuer.url, day);
  const server = await startServer<{ url: string }>("deepServer.ts", join(folder, "data"), "0");
  const online = await signedIn(issuer, members.slice(0, day.online));
  const times = day === DAYS.S ? null : await grownTimes(load, { url: server.info.url, askers: online });
  const few = online.slice(0, online.length / FIRST_OF);
  await load.run({ name: "openWindows", url: server.info.url, windows: few });
  const before = await memoryOf(server);
  const more = online.slice(few.length);
  const windows = await load.run({ name: "openWindows", url: server.info.url, windows: more });
  const memory = ((await memoryOf(server)) - before) / more.length;
  const messages = Math.ceil(day.perSecond * SECONDS);
  const pace = { name: "talk" as const, perSecond: day.perSecond, messages };
  await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  const alone = await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  const boards = await load.run({ name: "openBoards", count: day.boards });
  const beside = await load.run({ ...pace, tasksPerSecond: TASKS_PER_SECOND });
  const renamed = await load.run({ name: "rename", token: online[0]!.token });
  await load.run({ name: "closeWindows" });
  await stopped(server);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  const rows = rowsOf(day, { windows, alone, boards, beside, renamed }, memory);
  return times ? [...rows, growthRow(day, times)] : rows;
}

function growthRow({ name }: Day, times: Map<string, Times>): Row {
  const ratios = [...times].map(([path, { small, large }]) => ({ path, large, grown: large / small }));
  const worst = ratios.toSorted((a, b) => b.grown - a.grown);
  const ratio = worst[0]!.grown;
  return {
    id: "B20",
    what: `${name}: pages against S, the three that grew most`,
    tandem: worst
      .slice(0, 3)
      .map(({ path, large, grown }) => `${path} ${round(large)} ms, ${round(grown)}×`)
      .join("; "),
    floor: "the same of S",
    ratio: round(ratio),
    ...atMost(round(ratio), 1.3),
  };
}

type Measured = Record<"windows" | "alone" | "boards" | "beside" | "renamed", LoadResult>;

function rowsOf({ name, online, perSecond, boards }: Day, measured: Measured, memory: number): Row[] {
  const kilobytes = (result: LoadResult) => round(result.bytes / 1_000, 1);
  const show = ({ samples }: LoadResult) =>
    `p50 ${round(quantile(samples, 0.5))} ms, p99 ${round(quantile(samples, 0.99))} ms`;
  const slower = round(quantile(measured.beside.samples, 0.99) / quantile(measured.alone.samples, 0.99));
  const bytes = round(measured.alone.bytes, 0);
  const { subscriptions } = measured.windows;
  const ofSome = round(((memory / subscriptions) * SUBSCRIPTIONS) / 1_000, 0);
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
    // Of a few windows, what the process takes for other things is more.
    ...(online < 300
      ? []
      : [
          row(`memory of the server for ${SUBSCRIPTIONS} subscriptions of a window`, {
            tandem: `${ofSome} kB, ${round(memory / 1_000, 0)} kB for all ${round(subscriptions, 0)}`,
            ...atMost(ofSome, 250),
          }),
        ]),
    row(`${online} windows, ${perSecond} messages/s: acknowledged`, { tandem: show(measured.alone) }),
    row("bytes per message and window", { tandem: String(bytes), ...atMost(bytes, 100) }),
    row("a rename, to all windows", {
      tandem: `${kilobytes(measured.renamed)} kB`,
      ...atMost(kilobytes(measured.renamed), 1_000),
    }),
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
