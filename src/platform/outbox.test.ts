import { expect, test, vi } from "vitest";
import { Outbox, type OutboxItem } from "./outbox";

const change = (id: string, name = "messages:create") => ({
  id,
  name,
  args: { text: `text of ${id}` },
  createdAt: 1,
});
const settle = () => new Promise((resolve) => setTimeout(resolve));
const never = () => new Promise(() => undefined);

type Send = (item: OutboxItem) => Promise<unknown>;

function makeOutbox(send: Send, userId = "ana") {
  const onRefusedLater = vi.fn<(item: OutboxItem, error: unknown) => void>();
  const outbox = new Outbox({
    userId,
    send,
    keepsRefused: (name) => name === "messages:create",
    onRefusedLater,
    codeOf: (error) => (error as Error).message,
  });
  outbox.resume();
  return Object.assign(outbox, { onRefusedLater });
}

test("a change shows at once and goes when the server has it, with its answer", async () => {
  const outbox = makeOutbox(() => Promise.resolve("m-1"));
  const answer = outbox.add(change("m1"));
  expect(outbox.items.get()).toMatchObject([{ id: "m1", status: "sending" }]);
  expect(await answer).toBe("m-1");
  expect(outbox.items.get()).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

test("a refused message stays with its reason until it is retried", async () => {
  const send = vi.fn<Send>().mockRejectedValueOnce(new Error("TEXT_TOO_LONG"));
  const outbox = makeOutbox(send);
  await expect(outbox.add(change("m1"))).rejects.toThrow("TEXT_TOO_LONG");
  expect(outbox.items.get()).toMatchObject([{ status: "failed", errorCode: "TEXT_TOO_LONG" }]);

  send.mockResolvedValueOnce(null);
  outbox.retry("m1");
  await settle();

  expect(outbox.items.get()).toEqual([]);
  expect(send.mock.calls.map(([item]) => item.id)).toEqual(["m1", "m1"]);
});

test("a refused change of another kind is gone, and whoever waits for it is told", async () => {
  const outbox = makeOutbox(() => Promise.reject(new Error("NOT_FOUND")));
  await expect(outbox.add(change("r1", "messages:addReaction"))).rejects.toThrow("NOT_FOUND");
  expect(outbox.items.get()).toEqual([]);
  expect(localStorage).toHaveLength(0);
  expect(outbox.onRefusedLater).not.toHaveBeenCalled();
});

test("a reaction and a card move made offline go out after a reload, with the messages and in order", async () => {
  const offline = makeOutbox(never);
  void offline.add({ ...change("move", "tasks:move"), createdAt: 3 });
  void offline.add({ ...change("reaction", "messages:addReaction"), createdAt: 2 });
  void offline.add(change("message"));
  const sent: string[] = [];

  makeOutbox((item) => {
    sent.push(item.id);
    return Promise.resolve();
  });
  await settle();

  expect(sent).toEqual(["message", "reaction", "move"]);
  expect(localStorage).toHaveLength(0);
});

test("what is refused after a reload is told, since nobody waits for it", async () => {
  void makeOutbox(never).add(change("r1", "messages:addReaction"));
  const outbox = makeOutbox(() => Promise.reject(new Error("NOT_FOUND")));
  await settle();
  expect(outbox.onRefusedLater).toHaveBeenCalledOnce();
  expect(outbox.items.get()).toEqual([]);
});

test("failed messages wait over a reload", async () => {
  await makeOutbox(() => Promise.reject(new Error("NOT_FOUND")))
    .add(change("refused"))
    .catch(() => undefined);
  const outbox = makeOutbox(() => Promise.resolve());
  await settle();
  expect(outbox.items.get()).toMatchObject([{ id: "refused", status: "failed" }]);
});

test("a deleted message is forgotten for good", async () => {
  const outbox = makeOutbox(() => Promise.reject(new Error("NOT_FOUND")));
  await outbox.add(change("m1")).catch(() => undefined);
  outbox.remove("m1");
  expect(makeOutbox(() => Promise.resolve()).items.get()).toEqual([]);
});

test("nobody sends what somebody else wrote in this browser", () => {
  void makeOutbox(never, "ana").add(change("m1"));
  expect(makeOutbox(() => Promise.resolve(), "ben").items.get()).toEqual([]);
});

test("damaged storage is ignored", () => {
  localStorage.setItem("tandem:outbox:ana:x", "{not json");
  localStorage.setItem("tandem:outbox:ana:y", '{"id":1}');
  expect(makeOutbox(() => Promise.resolve()).items.get()).toEqual([]);
});
