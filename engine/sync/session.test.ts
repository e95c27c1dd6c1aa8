import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { QueryResult } from "../functions/queryCache.ts";
import { textOf, type Part } from "./frame.ts";
import { Session, type SessionHost } from "./session.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MIB = 1024 * 1024;

function open() {
  const sent: Record<string, unknown>[] = [];
  const closed: number[] = [];
  const subscribed: number[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (parts: Part[]) => void sent.push(JSON.parse(textOf(parts)) as Record<string, unknown>),
    close: (code: number) => void closed.push(code),
  };
  const database = {
    ts: 1,
    subscribe: (watcher: number) => void subscribed.push(watcher),
    unsubscribe: () => {},
    mutation: () => Promise.resolve({ result: { ok: true, json: "null", logLines: [] }, ts: 1 }),
  };
  // A token is the name of its person and the time of its end.
  const verify = (token: string) => {
    const [identity, expiresMs] = token.split(":");
    return Promise.resolve({ identity, sessionId: null, expiresMs: Number(expiresMs) });
  };
  let watchers = 0;
  const host = {
    deployment: { database, tokens: { verify } },
    nowMs: () => Date.now(),
    isAdminKey: () => false,
    newWatcher: () => ++watchers,
    dropWatchers: () => {},
    touch: () => {},
    publicMessage: (message: string) => message,
  } as unknown as SessionHost;
  const connection = { metadata: { ip: "", userAgent: "" }, takesChunks: true, countWork: () => {} };
  const session = new Session(socket, connection, host);
  const receive = (message: object) => session.receive(JSON.stringify(message));
  receive({ type: "Connect", sessionId: "s", connectionCount: 0 });
  return { session, socket, sent, closed, subscribed, receive };
}

const result = (json: string): QueryResult => ({ ok: true, json, journal: null, logLines: [] });
const watch = { type: "Add", queryId: 7, udfPath: "a:b", args: [{}] };
const querySet = { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [watch] };

test("[SY5] a connection ends when its token does", async () => {
  const { receive, sent, closed } = open();
  receive({ type: "Authenticate", tokenType: "User", value: `ana:${Date.now() + 60_000}`, baseVersion: 0 });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(closed).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent.at(-1)).toMatchObject({ type: "AuthError" });
  expect(closed).toEqual([1008]);
});

test("[SY6] a new token of the same person runs nothing again, one of another person everything", async () => {
  const { receive, subscribed, sent } = open();
  const authenticate = async (token: string, baseVersion: number) => {
    receive({ type: "Authenticate", tokenType: "User", value: token, baseVersion });
    await vi.advanceTimersByTimeAsync(0);
  };
  await authenticate(`ana:${Date.now() + 60_000}`, 0);
  receive(querySet);
  expect(subscribed).toEqual([1]);
  await authenticate(`ana:${Date.now() + 90_000}`, 1);
  expect(subscribed).toEqual([1]);
  await authenticate(`ben:${Date.now() + 90_000}`, 2);
  expect(subscribed).toEqual([1, 2]);
  expect(sent.filter(({ type }) => type === "AuthError")).toEqual([]);
});

test("[SY7] a reader that is far behind gets the newest result once it has read", async () => {
  const { session, receive, socket, sent } = open();
  receive(querySet);
  socket.bufferedAmount = 5 * MIB;
  for (let n = 1; n <= 3; n++) {
    session.deliver(1, result(String(n)));
    session.flush(n);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([]);
  socket.bufferedAmount = 0;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toMatchObject([{ type: "Transition", modifications: [{ queryId: 7, value: 3 }] }]);
});

test("[SY8] a long transition goes in parts that make one", () => {
  const { session, receive, sent } = open();
  receive(querySet);
  const long = "x".repeat(10 * MIB);
  session.deliver(1, result(JSON.stringify(long)));
  session.flush(2);
  expect(sent.length).toBeGreaterThan(2);
  for (const [i, part] of sent.entries())
    expect(part).toMatchObject({ type: "TransitionChunk", partNumber: i, totalParts: sent.length });
  const whole = JSON.parse(sent.map(({ chunk }) => chunk as string).join("")) as {
    modifications: { value: string }[];
  };
  expect(whole.modifications[0]!.value).toBe(long);
});

test("[SY3] [TX10] each answer is followed by a transition, also that of a commit which is long past", async () => {
  const { receive, sent } = open();
  for (const requestId of [0, 1]) receive({ type: "Mutation", requestId, udfPath: "a:b", args: [{}] });
  await vi.advanceTimersByTimeAsync(0);
  const answers = sent.filter(({ type }) => type === "MutationResponse");
  expect(answers.map(({ requestId }) => requestId)).toEqual([0, 1]);
  expect(sent.at(-1)).toMatchObject({ type: "Transition", endVersion: { ts: answers[1]!.ts } });
});

test("[SY12] results of one connection that are too large together end it alone, without ever being one text", () => {
  const { session, receive, sent, closed } = open();
  const modifications = Array.from({ length: 400 }, (_, queryId) => ({ ...watch, queryId }));
  receive({ ...querySet, modifications });
  const page = result(JSON.stringify("x".repeat(MIB)));
  expect(() => {
    for (let watcher = 1; watcher <= 400; watcher++) session.deliver(watcher, page);
  }).toThrow("TooMuchWatched");
  session.fail(new Error("as the hub does"));
  expect(sent.at(-1)).toMatchObject({ type: "FatalError" });
  expect(closed).toEqual([1002]);
});

test("[SY12] a connection watches so many queries and no more; who is nobody, fewer", async () => {
  const add = (count: number) => Array.from({ length: count }, (_, queryId) => ({ ...watch, queryId }));
  const stranger = open();
  stranger.receive({ ...querySet, modifications: add(501) });
  expect(stranger.sent.at(-1)).toMatchObject({ type: "FatalError", error: expect.stringContaining("500") });
  const member = open();
  member.receive({
    type: "Authenticate",
    tokenType: "User",
    value: `ana:${Date.now() + 60_000}`,
    baseVersion: 0,
  });
  await vi.advanceTimersByTimeAsync(0);
  member.receive({ ...querySet, modifications: add(2_000) });
  expect(member.closed).toEqual([]);
  expect(member.subscribed).toHaveLength(2_000);
});
