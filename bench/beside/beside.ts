/** A server on data that is there already: what it takes, and what it does to those who chat meanwhile. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { atMost, type Row } from "../bench.ts";
import { pin, startServer, stopped, type Server } from "../processes.ts";
import { median, quantile, round } from "../stats.ts";

/** Samples of chat in one round. */
const ROUND = 200;

type DeepServer = Server<{ url: string }>;

/** Starts one, on the core of the servers, and stops it again. */
export async function withServer<T>(data: string, step: (server: DeepServer) => Promise<T>): Promise<T> {
  const server: DeepServer = await startServer("deepServer.ts", data, "0");
  pin(server.child, 0);
  const result = await step(server);
  await stopped(server);
  return result;
}

/** That a server took meanwhile, all its threads together. */
export async function processorSeconds(child: ChildProcess, step: () => Promise<void>): Promise<number> {
  const used = async () => {
    child.send({ type: "cpu" });
    const [{ user, system }] = (await once(child, "message")) as [NodeJS.CpuUsage];
    return (user + system) / 1e6;
  };
  const before = await used();
  await step();
  return (await used()) - before;
}

export const adminKeyOf = (data: string) => readFileSync(join(data, "admin-key"), "utf8").trim();

/** A client of an admin, or of whom the admin acts for. */
export function acting(url: string, adminKey: string, name?: string): ConvexHttpClient {
  const client = new ConvexHttpClient(url, { logger: false });
  const identity = name && { issuer: "bench", subject: name, tokenIdentifier: `bench|${name}` };
  (client as unknown as { setAdminAuth(key: string, identity?: unknown): void }).setAdminAuth(
    adminKey,
    identity,
  );
  return client;
}

/** The median of the rounds: a machine that stops for a moment spoils one of them. */
function inRounds(samples: number[], part: number): number {
  const rounds: number[] = [];
  for (let at = 0; at + ROUND <= samples.length; at += ROUND)
    rounds.push(quantile(samples.slice(at, at + ROUND), part));
  return median(rounds);
}

/** The tail of chat meanwhile, against that of before and after. */
export function chatRow(id: string, idle: number[], during: number[]): Row {
  const show = (samples: number[]) =>
    `p50 ${round(inRounds(samples, 0.5))} ms, p99 ${round(inRounds(samples, 0.99))} ms`;
  const ratio = round(inRounds(during, 0.99) / inRounds(idle, 0.99));
  return {
    id,
    what: "send to visible meanwhile, 1 watching, p99",
    tandem: show(during),
    floor: `idle ${show(idle)}`,
    ratio,
    ...atMost(ratio, 1.5),
  };
}
