/** B24: a message is opened by its address in a channel of a thousand messages and of very many, near its end and far back. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { seededRandom } from "../../engine/lib/world.ts";
import { signToken, startTestIssuer } from "../../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "../bench.ts";
import { TEXT } from "../pace.ts";
import { startServer, stopped } from "../processes.ts";
import { quantile, round } from "../stats.ts";
import { StoreWriter } from "../storeWriter.ts";

const SMALL = 1_000;
/** How far back a place is that is far. */
const DEPTH = 50_000;
const OPENINGS = 60;
const PAGE = 50;
const MOST_GROWTH = 1.3;

type Filled = { channelId: Id<"channels">; messages: Id<"messages">[] };

/** One public channel of a person who is in it, with so many messages, the oldest first. */
function fill(dataDir: string, issuer: string, count: number): Filled {
  const writer = new StoreWriter(dataDir);
  const standing = { role: "member" as const, isDeactivated: false };
  const person = { tokenIdentifier: `${issuer}|reader`, name: "Reader", nameKey: "reader", ...standing };
  const { id: userId } = writer.write("users", person);
  const channel = { name: "long", kind: "public" as const, description: "", createdBy: userId };
  const { id: channelId } = writer.write("channels", { ...channel, isArchived: false });
  writer.write("memberships", { channelId, userId, joinedAt: 1, isDeactivated: false });
  const said = { channelId, authorId: userId, text: TEXT, mentions: [] };
  const messages = Array.from(
    { length: count },
    (_, i) => writer.write("messages", { ...said, sentAt: i, commitTs: writer.nextTs() }).id,
  );
  writer.close();
  return { channelId, messages };
}

/** What a window asks that follows a link: where the message is, then what is around it. */
async function open(client: ConvexHttpClient, channelId: Id<"channels">, messageId: Id<"messages">) {
  const { channelTs } = await client.query(api.messages.place, { channelId, messageId });
  const paginationOpts = { numItems: PAGE, cursor: null };
  const [before, after] = await Promise.all([
    client.query(api.messages.paginated, { channelId, upTo: channelTs, paginationOpts }),
    client.query(api.messages.paginated, { channelId, after: channelTs, order: "asc", paginationOpts }),
  ]);
  if (!before.page.some(({ _id }) => _id === messageId) || after.page.length === 0)
    throw new Error("A message was not found in its place.");
}

/** p95 in milliseconds, for each depth: every opening is of another message about so far back. */
async function measure(count: number, depths: readonly number[]): Promise<number[]> {
  const issuer = await startTestIssuer();
  const folder = mkdtempSync(join(tmpdir(), "tandem-places-"));
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  await stopped(await startServer<EngineInfo>("server.ts", dataDir, issuer.url));
  const { channelId, messages } = fill(dataDir, issuer.url, count);
  const server = await startServer<{ url: string }>("deepServer.ts", dataDir, "0");
  const client = new ConvexHttpClient(server.info.url);
  client.setAuth(await signToken(issuer, { subject: "reader" }, 3_600));
  const random = seededRandom(count);
  const times = depths.map((): number[] => []);
  for (let i = 0; i < OPENINGS; i++)
    for (const [n, depth] of depths.entries()) {
      const at = count - 1 - PAGE - Math.floor((0.9 + 0.1 * random()) * (depth - 2 * PAGE));
      const from = performance.now();
      await open(client, channelId, messages[at]!);
      times[n]!.push(performance.now() - from);
    }
  // The first ones load the functions.
  const figures = times.map((all) => quantile(all.slice(OPENINGS / 6), 0.95));
  await stopped(server);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return figures;
}

async function places({ isFull }: Bench): Promise<Row[]> {
  const large = isFull ? 1_000_000 : 100_000;
  const [small] = await measure(SMALL, [SMALL]);
  const [far, end] = await measure(large, [DEPTH, SMALL]);
  const row = (what: string, ms: number, floor: number, floorWhat: string): Row => {
    const ratio = round(ms / floor);
    const told = { tandem: `p95 ${round(ms)} ms`, floor: `${floorWhat} p95 ${round(floor)} ms` };
    return { id: "B24", what, ...told, ratio, ...atMost(ratio, MOST_GROWTH) };
  };
  return [
    row(`a message ${DEPTH} back, of ${large}`, far!, end!, "near the end"),
    row(`a message of ${large}`, far!, small!, `of ${SMALL}`),
  ];
}

export const PLACES: Benchmark[] = [{ id: "B24", run: places }];
