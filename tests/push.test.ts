/** What goes to a push service, and what its answers mean: a service on loopback decrypts as a browser would. */
import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { fitted, outcomeOf, send, type Push, type Way } from "../convex/outside/push/request.ts";
import type { PushData } from "../convex/shared/push/pushData.ts";
import { freePort } from "./support/ports.ts";
import { startPushService, type PushService } from "./support/pushService.ts";

const LONG = "a family 👩‍👩‍👧‍👦 of 日本 ".repeat(400);

let service: PushService;
let way: Way;

function makeKeys() {
  const { x, y, d } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, "base64url"), Buffer.from(y!, "base64url")]);
  return { publicKey: point.toString("base64url"), privateKey: d! };
}

beforeEach(async () => {
  service = await startPushService();
  const keys = makeKeys();
  service.key = keys.publicKey;
  const door = { allowed: [service.host], resolve: async () => [{ address: "127.0.0.1", family: 4 }] };
  way = { door, keys, subject: "https://chat.example.org" };
  onTestFinished(async () => {
    if (service.problems.length > 0) throw new Error(service.problems.join());
    await service.close();
  });
});

function dataOf(text: string): PushData {
  const said = {
    kind: "message",
    author: "Ana",
    place: "#general",
    isDirect: false,
    text,
    files: 0,
  } as const;
  return { tag: "c:1", path: "/c/1", at: 1, said, closes: ["t:2"] };
}

function makePush(text: string, given: Partial<Push> = {}): Push {
  return {
    key: { pushId: "1" as never, attempt: 1 },
    to: service.browser("/one"),
    tag: "c:1",
    data: JSON.stringify(dataOf(text)),
    isUrgent: true,
    isShort: false,
    ...given,
  };
}

test("a browser decrypts what was sent to it, signed by the workspace, and of one length whatever it says", async () => {
  for (const text of ["Hi", "A much longer text that says a lot more than the other one"])
    expect(await send(makePush(text), way)).toEqual({ kind: "sent" });
  const [first, second] = service.taken;
  expect(first!.data).toEqual(dataOf("Hi"));
  expect(first!.bytes).toBe(4_096);
  expect(second!.bytes).toBe(4_096);
  expect(first!.headers).toMatchObject({ ttl: "86400", urgency: "high", "content-encoding": "aes128gcm" });
  expect(first!.headers["topic"]).toMatch(/^[\w-]{32}$/);
});

test("a long text is cut at whole characters so that it fits, and shorter where the service wants it", async () => {
  await send(makePush(LONG), way);
  await send(makePush(LONG, { isShort: true }), way);
  const texts = service.taken.map(({ data: { said } }) => ("text" in said ? said.text : ""));
  for (const text of texts) {
    expect(LONG.startsWith(text.slice(0, -1))).toBe(true);
    expect(text).toMatch(/(\S|👩‍👩‍👧‍👦)…$/u);
    expect(text.isWellFormed()).toBe(true);
  }
  expect(service.taken.map(({ bytes }) => bytes <= 1_200)).toEqual([false, true]);
  expect(Buffer.byteLength(fitted(JSON.stringify(dataOf(LONG)), 3_993))).toBeGreaterThan(1_500);
});

test.each([
  [201, undefined, { kind: "sent" }],
  [404, undefined, { kind: "gone" }],
  [410, undefined, { kind: "gone" }],
  [413, undefined, { kind: "tooLong" }],
  [429, "120", { kind: "retry", waitMs: 120_000 }],
  [503, undefined, { kind: "retry" }],
  [503, "nonsense", { kind: "retry" }],
  [400, undefined, { kind: "failed" }],
  [403, undefined, { kind: "failed" }],
  [302, undefined, { kind: "failed" }],
])("the answer %i with %j to wait", (status, retryAfter, expected) => {
  expect(outcomeOf(status, retryAfter)).toMatchObject(expected);
});

test("an answer of the service is what comes of it, also one that leads elsewhere", async () => {
  const headers = { location: "http://127.0.0.1:1/" };
  const statuses = [410, 413, 500, 302];
  service.decide = ({ count }) => ({ status: statuses[count]!, headers });
  const kinds: string[] = [];
  for (const _ of statuses) kinds.push((await send(makePush("Hi"), way)).kind);
  expect(kinds).toEqual(["gone", "tooLong", "retry", "failed"]);
});

test("a lost answer and a closed port are worth another try", async () => {
  service.decide = () => "lose";
  expect(await send(makePush("Hi"), way)).toMatchObject({ kind: "retry" });
  const host = `127.0.0.1:${await freePort()}`;
  const push = makePush("Hi");
  push.to.endpoint = `http://${host}/one`;
  const open = { ...way, door: { ...way.door, allowed: [host] } };
  expect(await send(push, open)).toMatchObject({ kind: "retry" });
});

test("a service that never answers is left after its time", async () => {
  service.decide = () => "hang";
  const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => over.signal);
  onTestFinished(() => timeout.mockRestore());
  const over = new AbortController();
  const sending = send(makePush("Hi"), way);
  over.abort();
  expect(await sending).toEqual({ kind: "retry", error: "no answer in time" });
});

test.each([
  "http://push.example.org/one",
  "https://127.0.0.1/one",
  "https://10.0.0.1/one",
  "https://169.254.169.254/latest",
  "https://[::1]/one",
  "https://push.example.org:8443/one",
  "https://user:secret@push.example.org/one",
  "file:///etc/passwd",
])("nothing is sent to %s", async (endpoint) => {
  const push = makePush("Hi");
  push.to.endpoint = endpoint;
  const resolve = async () => await Promise.reject(new Error("nobody is looked up here"));
  const closed = { ...way, door: { ...way.door, resolve } };
  expect(await send(push, closed)).toMatchObject({ kind: "failed" });
});

test("nothing is sent to a name that leads into one's own network or with keys that are none; one that nobody knows may be known later", async () => {
  const push = makePush("Hi");
  push.to.endpoint = "https://push.example.org/one";
  expect(await send(push, way)).toEqual({ kind: "failed", error: "not a public address" });
  const bad = makePush("Hi");
  bad.to.p256dh = Buffer.alloc(65, 4).toString("base64url");
  expect(await send(bad, way)).toEqual({ kind: "failed", error: "keys that are none" });
  const lost = { ...way, door: { ...way.door, resolve: async () => [] } };
  expect(await send(push, lost)).toMatchObject({ kind: "retry" });
});
