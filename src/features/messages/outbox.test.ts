import { expect, test, vi } from "vitest";
import { Outbox, type OutboxItem } from "./outbox";

const draft = (clientId: string) => ({
  clientId,
  channelId: "c1",
  text: `text of ${clientId}`,
  createdAt: 1,
});
const codeOf = (error: unknown) => (error as Error).message;
const settle = () => new Promise((resolve) => setTimeout(resolve));

function makeOutbox(send: (item: OutboxItem) => Promise<unknown>, userId = "ana") {
  const outbox = new Outbox(userId, send, codeOf);
  outbox.resume();
  return outbox;
}

test("a message shows at once and goes when the server has it", async () => {
  const outbox = makeOutbox(() => Promise.resolve());
  outbox.add(draft("m1"));
  expect(outbox.items.get()).toMatchObject([{ clientId: "m1", status: "sending" }]);

  await settle();

  expect(outbox.items.get()).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

test("a refused message stays with its reason until it is retried", async () => {
  const send = vi
    .fn<(item: OutboxItem) => Promise<unknown>>()
    .mockRejectedValueOnce(new Error("TEXT_TOO_LONG"));
  const outbox = makeOutbox(send);
  outbox.add(draft("m1"));
  await settle();
  expect(outbox.items.get()).toMatchObject([{ status: "failed", errorCode: "TEXT_TOO_LONG" }]);

  send.mockResolvedValueOnce(null);
  outbox.retry("m1");
  await settle();

  expect(outbox.items.get()).toEqual([]);
  expect(send.mock.calls.map(([item]) => item.clientId)).toEqual(["m1", "m1"]);
});

test("after a reload unsent messages go out again in order with the same ids; failed ones wait", async () => {
  makeOutbox(() => Promise.reject(new Error("NOT_FOUND"))).add(draft("refused"));
  await settle();
  const never = makeOutbox(() => new Promise(() => undefined));
  never.add({ ...draft("late"), createdAt: 2 });
  never.add({ ...draft("early"), createdAt: 1 });
  const sent: string[] = [];

  const outbox = makeOutbox((item) => {
    sent.push(item.clientId);
    return Promise.resolve();
  });
  await settle();

  expect(sent).toEqual(["early", "late"]);
  expect(outbox.items.get()).toMatchObject([{ clientId: "refused", status: "failed" }]);
});

test("a deleted message is forgotten for good", async () => {
  const outbox = makeOutbox(() => Promise.reject(new Error("NOT_FOUND")));
  outbox.add(draft("m1"));
  await settle();
  outbox.remove("m1");
  expect(makeOutbox(() => Promise.resolve()).items.get()).toEqual([]);
});

test("nobody sends what somebody else wrote in this browser", () => {
  makeOutbox(() => new Promise(() => undefined), "ana").add(draft("m1"));
  expect(makeOutbox(() => Promise.resolve(), "ben").items.get()).toEqual([]);
});

test("damaged storage is ignored", () => {
  localStorage.setItem("tandem:outbox:ana:x", "{not json");
  localStorage.setItem("tandem:outbox:ana:y", '{"clientId":1}');
  expect(makeOutbox(() => Promise.resolve()).items.get()).toEqual([]);
});
