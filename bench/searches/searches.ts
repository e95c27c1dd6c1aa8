/** B6c: searches of a person with two hundred private channels in a workspace with a million messages. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import type { FunctionArgs, PaginationOptions } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { signToken, startTestIssuer } from "../../tests/support/testIssuer.ts";
import { atMost, type Bench, type Benchmark, type EngineInfo, type Row } from "../bench.ts";
import { startServer, stopped } from "../processes.ts";
import { quantile, round } from "../stats.ts";
import { fillSearched, type Sizes } from "./fillSearched.ts";

const LARGE: Sizes = { messages: 1_000_000, tasks: 100_000 };
const SMALL: Sizes = { messages: 100_000, tasks: 10_000 };
const SEARCHES = 40;
const MOST_MS = 50;
const LIFETIME_S = 4 * 60 * 60;

/** Searches of one kind; `n` counts them, so that none is answered from what was computed before. */
const CLASSES: Record<string, (n: number) => string> = {
  "a rare word": (n) => `w${15_000 + n} `,
  "a middling word": (n) => `w${300 + n} `,
  "a common word": (n) => `w${n % 20} -w${100 + n} `,
  "two words": (n) => `w${n % 20} w${200 + n} `,
  "a beginning": (n) => `w1${n % 90}`,
  "a word of others' private channels": (n) => `hidden w${n} `,
  "from a person": (n) => `from:@me w${n % 30} -w${500 + n} `,
  "in a channel": (n) => `in:private-${n} w${n % 10} `,
  "links of a month": (n) => `has:link during:last-month -w${n} `,
  "my open tasks": (n) => `is:mine is:open -w${n} `,
  "tasks with a word": (n) => `is:open w${100 + n} `,
};

async function searches({ isFull }: Bench): Promise<Row[]> {
  const issuer = await startTestIssuer();
  const folder = mkdtempSync(join(tmpdir(), "tandem-searches-"));
  mkdirSync(join(folder, "data"));
  await stopped(await startServer<EngineInfo>("server.ts", join(folder, "data"), issuer.url));
  const sizes = isFull ? LARGE : SMALL;
  fillSearched(join(folder, "data"), issuer.url, sizes);
  const server = await startServer<{ url: string }>("deepServer.ts", join(folder, "data"), "0");
  const client = new ConvexHttpClient(server.info.url);
  client.setAuth(await signToken(issuer, { subject: "person-0" }, LIFETIME_S));
  // The first search of a server loads what searches need.
  await timesOf(client, () => "is:open", 1);
  const rows: Row[] = [];
  for (const [what, textOf] of Object.entries(CLASSES)) {
    const { times, found } = await timesOf(client, textOf);
    const p95 = round(quantile(times, 0.95));
    rows.push({
      id: "B6c",
      what: `${what} among ${sizes.messages} messages`,
      tandem: `p50 ${round(quantile(times, 0.5))} ms, p95 ${p95} ms; ${round(found, 1)} found`,
      ...atMost(p95, MOST_MS),
    });
  }
  rows.push(...(await listed(client, sizes.tasks)));
  await stopped(server);
  await issuer.close();
  rmSync(folder, { recursive: true, force: true });
  return rows;
}

/** Lists of tasks, narrowed down by what boards and lists are: each page once, from the first on. */
const LISTS: Record<string, FunctionArgs<typeof api.tasks.list>["filter"]> = {
  "all tasks": {},
  "open ones that are nobody’s": { isDone: false, assigneeId: "nobody" },
  "those with a word": { text: "w7" },
};

async function listed(client: ConvexHttpClient, tasks: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, filter] of Object.entries(LISTS)) {
    const times: number[] = [];
    let cursor: string | null = null;
    let found = 0;
    for (let n = 0; n < SEARCHES; n++) {
      const start = performance.now();
      const paginationOpts: PaginationOptions = { numItems: 100, cursor };
      const { page, isDone, continueCursor } = await client.query(api.tasks.list, { filter, paginationOpts });
      times.push(performance.now() - start);
      found += page.length;
      if (isDone) break;
      cursor = continueCursor;
    }
    rows.push({
      id: "B6c",
      what: `a list of ${what} among ${tasks}: each of ${times.length} pages`,
      tandem: `p50 ${round(quantile(times, 0.5))} ms, p95 ${round(quantile(times, 0.95))} ms; ${found} found`,
    });
  }
  return rows;
}

async function timesOf(client: ConvexHttpClient, textOf: (n: number) => string, searches = SEARCHES) {
  const times: number[] = [];
  let sum = 0;
  for (let n = 0; n < searches; n++) {
    const start = performance.now();
    const paginationOpts = { numItems: 20, cursor: null };
    const { page } = await client.query(api.search.all, { text: textOf(n), paginationOpts });
    times.push(performance.now() - start);
    sum += page.length;
  }
  return { times, found: sum / searches };
}

export const SEARCHES_B6C: Benchmark[] = [{ id: "B6c", run: searches }];
