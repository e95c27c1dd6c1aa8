/** Sending at a pace, and telling when what was sent was seen. */
export const TEXT = "A message of two hundred bytes, as people send them. ".repeat(4).slice(0, 200);
/** The text with room for an id. */
export const BODY = TEXT.slice(0, 180);
const SETTLE_MS = 500;
/** Sending begins so long before what counts: a crowd that has just connected is slower than a moment later. */
const WARM_UP_S = 0.5;
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
let ids = 0;
/** Never the same twice: the server posts a repeated id once. */
export const nextId = () => `m${process.pid}-${ids++}`.padEnd(20, ".");

/** Sends one message every `1 / perSecond` seconds, `messages` of them after a warm-up. */
export async function paced(
  messages: number,
  perSecond: number,
  send: (id: string, dueMs: number, counts: boolean) => void,
): Promise<void> {
  const start = performance.now() + 20;
  const warmUp = Math.ceil(perSecond * WARM_UP_S);
  for (let i = 0; i < warmUp + messages; i++) {
    const dueMs = start + (i * 1000) / perSecond;
    await sleep(Math.max(0, dueMs - performance.now()));
    send(nextId(), dueMs, i >= warmUp);
  }
  await sleep(SETTLE_MS);
}

export type Arrival = { ts: bigint; atMs: number };

/** How long each commit took to the first transition that leads to it or beyond. Both lists are in order. */
export function timesToSee(commits: { dueMs: number; ts: bigint }[], arrivals: Arrival[]): number[] {
  const times: number[] = [];
  let at = 0;
  for (const { dueMs, ts } of commits) {
    while (at < arrivals.length && arrivals[at]!.ts < ts) at++;
    if (at === arrivals.length) throw new Error("a message was never seen");
    times.push(arrivals[at]!.atMs - dueMs);
  }
  return times;
}
