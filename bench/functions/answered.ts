/**
 * What no engine can save of one message: posting it, and what a window that shows the channel asks again then.
 * `convex/server` runs the two functions by itself and knows every answer beforehand; nothing is stored, read, checked or
 * sent. Beside it the same on the engine in memory, without sockets, threads and disk.
 */
import process from "node:process";
import { convexToJson } from "convex/values";
import { api } from "../../convex/_generated/api";
import * as messages from "../../convex/messages";
import { firstPage, identityOf, openDeployment } from "../../convex/testing.setup";
import { installConvex } from "../../engine/functions/convexGlobal.ts";
import type { RegisteredFunction } from "../../engine/functions/modules.ts";
import { ASYNC_SYSCALLS, SYSCALLS } from "../../engine/functions/syscalls.ts";
import { BODY, sleep } from "../pace.ts";
import { median, round } from "../stats.ts";

/** As in B1, and one after another: what runs so seldom costs several times as much. */
const COLD = { calls: 100, everyMs: 50 };
const WARM = { calls: 2_000, everyMs: 0 };
/** In this time some four messages come. */
const NEWEST_MS = { cold: 250, warm: 3 };
/** A message after a quiet while takes the same steps whenever it is repeated. */
const QUIET_MS = 2_500;

type Calls = Record<string, (...args: never[]) => string | Promise<string>>;

// As for the servers of the other rows: nobody writes so much.
process.env.RATE_LIMITS = "off";
const ana = openDeployment().withIdentity(identityOf("Ana"));
await ana.mutation(api.users.ensure, { timeZone: "UTC" });
const { page } = await ana.query(api.channels.browse, { paginationOpts: firstPage });
const channelId = page[0]!._id;
let sent = 0;
const post = async () =>
  await ana.mutation(api.messages.create, { channelId, text: BODY, clientId: `sent${sent++}` });
for (let i = 0; i < 50; i++) await post();
/** The messages of the last milliseconds, as a window asks for the newest again with each one. */
const newestOf = async (ms: number) =>
  await ana.query(api.messages.newest, { channelId, after: BigInt(Date.now() - ms) * 1_000_000n });

/** What a call of the engine in memory answers to each of the function's own calls, in their order. */
async function answersTo(call: () => Promise<unknown>): Promise<string[]> {
  const answers: string[] = [];
  let outermost: unknown;
  const before = [ASYNC_SYSCALLS, SYSCALLS].map((calls) => [calls as Calls, { ...calls } as Calls] as const);
  for (const [calls, own] of before)
    for (const [name, run] of Object.entries(own))
      calls[name] = (...args) => {
        const [, execution] = args as unknown[];
        outermost ??= execution;
        const answer = run(...args);
        // A call inside of a call is the engine's.
        if (execution !== outermost) return answer;
        const at = answers.push("") - 1;
        if (typeof answer === "string") answers[at] = answer;
        else void answer.then((json) => (answers[at] = json));
        return answer;
      };
  await call();
  for (const [calls, own] of before) Object.assign(calls, own);
  return answers;
}

/** The median time of one, in milliseconds. */
async function timeOf(once: () => Promise<void>, { calls, everyMs }: typeof COLD): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    if (everyMs > 0) await sleep(everyMs);
    const startMs = performance.now();
    await once();
    times.push(performance.now() - startMs);
  }
  return round(median(times));
}

async function timesOf(once: (kind: "warm" | "cold") => Promise<void>) {
  const warmMs = await timeOf(async () => await once("warm"), WARM);
  return { warmMs, coldMs: await timeOf(async () => await once("cold"), COLD) };
}

const engine = await timesOf(async (kind) => {
  await post();
  await newestOf(NEWEST_MS[kind]);
});

await sleep(QUIET_MS);
const draft = { channelId, text: BODY, clientId: "again" };
const posted = await answersTo(async () => await ana.mutation(api.messages.create, draft));
for (let i = 0; i < 3; i++) await post();
const asked = await answersTo(async () => await newestOf(NEWEST_MS.cold));

let left: readonly string[] = [];
let at = 0;
const next = () => left[at++]!;
installConvex({
  syscall: next,
  asyncSyscall: next,
  jsSyscall: () => Promise.reject(new Error("There are no files here.")),
});
const [create, newest] = [messages.create, messages.newest] as unknown as RegisteredFunction[];
const args = JSON.stringify([convexToJson({ channelId, after: 0n })]);
const alone = await timesOf(async () => {
  [left, at] = [posted, 0];
  await create!.invokeMutation(JSON.stringify([convexToJson(draft)]));
  [left, at] = [asked, 0];
  await newest!.invokeQuery(args);
});

export const measured = { engine, alone };
export type MessageFloor = typeof measured;
