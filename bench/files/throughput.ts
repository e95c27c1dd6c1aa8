/** B22: files up and down, through the doors that people's browsers use, beside a bare server on the same disk. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { LIMITS } from "../../convex/shared/limits.ts";
import { atLeast, type Bench, type Benchmark, type Row } from "../bench.ts";
import { pin, startServer, stop } from "../processes.ts";
import { median, round } from "../stats.ts";

const BYTES = 48 * 1024 * 1024;
const LEAST = 0.7;

async function post(url: string, body: Uint8Array<ArrayBuffer>): Promise<{ storageId?: Id<"_storage"> }> {
  const headers = { "content-type": "application/octet-stream" };
  const answer = await fetch(url, { method: "POST", body, headers });
  if (!answer.ok) throw new Error(`An upload was answered with ${answer.status}.`);
  return (await answer.json()) as { storageId?: Id<"_storage"> };
}

/** Reads a file part by part, as browsers do. */
async function readParts(url: string): Promise<void> {
  for (let at = 0; at < BYTES; at += LIMITS.filePart) {
    const last = Math.min(BYTES, at + LIMITS.filePart) - 1;
    const answer = await fetch(url, { headers: { range: `bytes=${at}-${last}` } });
    const { byteLength } = await answer.arrayBuffer();
    if (byteLength !== last - at + 1) throw new Error(`A part was answered with ${answer.status}.`);
  }
}

/** Megabytes a second. */
async function speedOf(step: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await step();
  return BYTES / 1024 / 1024 / ((performance.now() - from) / 1_000);
}

async function files({ engine, workspace, rounds }: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-files-"));
  const bare = await startServer<{ url: string }>("fileServer.ts", folder);
  pin(bare.child, 0);
  const client = new ConvexHttpClient(engine.info.url);
  client.setAuth(workspace.tokens[0]!);
  const local = (address: string) => {
    const { pathname, search } = new URL(address);
    return `${engine.info.url}${pathname}${search}`;
  };
  const speeds = {
    up: [] as number[],
    bareUp: [] as number[],
    down: [] as number[],
    bareDown: [] as number[],
  };
  for (let i = 0; i < rounds; i++) {
    // Others each time: equal files are kept once.
    const content = new Uint8Array(randomBytes(BYTES));
    speeds.bareUp.push(await speedOf(async () => await post(bare.info.url, content)));
    let storageId: Id<"_storage"> | undefined;
    const upload = async () => {
      const address = await client.mutation(api.files.generateUploadUrl, {});
      ({ storageId } = await post(local(address), content));
    };
    speeds.up.push(await speedOf(upload));
    const file = { storageId: storageId!, name: "large.bin", type: "application/octet-stream" };
    const fileId = await client.mutation(api.files.save, file);
    const address = local(await client.query(api.files.getUrl, { fileId }));
    speeds.bareDown.push(await speedOf(async () => await readParts(bare.info.url)));
    speeds.down.push(await speedOf(async () => await readParts(address)));
  }
  stop(bare);
  rmSync(folder, { recursive: true, force: true });
  const row = (what: string, own: number[], floor: number[]): Row => {
    const ratio = round(median(own.map((speed, i) => speed / floor[i]!)));
    return {
      id: "B22",
      what,
      tandem: `${round(median(own))} MB/s`,
      floor: `bare server ${round(median(floor))} MB/s`,
      ratio,
      ...atLeast(ratio, LEAST),
    };
  };
  return [
    row("a file of 48 MB up", speeds.up, speeds.bareUp),
    row("the same down, in parts of 8 MB", speeds.down, speeds.bareDown),
  ];
}

export const FILES: Benchmark[] = [{ id: "B22", run: files }];
