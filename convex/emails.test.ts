import { expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

const link = {
  kind: "invitation",
  to: "Max@Example.com ",
  path: "/invite/secret",
  expiresAt: 1_900_000_000_000,
  invitedBy: "Ana",
  idempotencyKey: "invitation:1",
} as const;

async function makeOutbox() {
  const { t, as } = await makeWorkspace();
  const emailId = await t.mutation(internal.emails.sendLink, link);
  const outbox = async () => (await as("Ana").query(api.emails.list, { paginationOpts: firstPage })).page;
  const claim = async () => await t.mutation(internal.emails.claim, { sender: "one" });
  return { t, as, emailId, outbox, claim };
}

test("a mail is queued once per key, for one plain address", async () => {
  const { t, emailId, outbox } = await makeOutbox();
  expect(await t.mutation(internal.emails.sendLink, link)).toBe(emailId);
  expect(await outbox()).toMatchObject([{ to: "max@example.com", status: "queued", attempts: 0 }]);

  for (const to of [
    "",
    "max",
    "a@b.example,c@d.example",
    "max@example.com\nBcc: eve@example.com",
    "<a@b.example>",
  ]) {
    const enqueue = t.mutation(internal.emails.sendLink, { ...link, to, idempotencyKey: to });
    await expect(enqueue).rejects.toMatchObject(refusal("EMAIL_INVALID"));
  }
});

test("a mail is claimed by one sender, and an outcome counts once", async () => {
  const { t, emailId, outbox, claim } = await makeOutbox();
  const [first, second] = await Promise.all([claim(), claim()]);
  expect([...first, ...second]).toMatchObject([{ emailId, attempt: 1, idempotencyKey: "invitation:1" }]);

  const settle = async (attempt: number, outcome: { kind: "sent" } | { kind: "failed"; error: string }) =>
    await t.mutation(internal.emails.settle, { emailId, attempt, outcome });
  await settle(2, { kind: "failed", error: "of another attempt" });
  expect(await outbox()).toMatchObject([{ status: "sending" }]);
  await settle(1, { kind: "sent" });
  await settle(1, { kind: "failed", error: "late" });
  expect(await outbox()).toMatchObject([{ status: "sent" }]);
  expect(await claim()).toEqual([]);
});

test("only what did not get through can be sent again, and only by an admin", async () => {
  const { t, as, emailId, outbox, claim } = await makeOutbox();
  const retry = async (name: "Ana" | "Ben" | "Max") => await as(name).mutation(api.emails.retry, { emailId });
  await expect(retry("Ana")).rejects.toMatchObject(refusal("EMAIL_STATE"));
  await claim();
  await t.mutation(internal.emails.settle, {
    emailId,
    attempt: 1,
    outcome: { kind: "failed", error: "x".repeat(5_000) },
  });
  expect((await outbox())[0]!.error).toHaveLength(500);

  await expect(retry("Ben")).rejects.toMatchObject(refusal("FORBIDDEN"));
  await expect(retry("Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await retry("Ana");
  expect(await claim()).toMatchObject([{ emailId, idempotencyKey: "invitation:1" }]);
});

test("an address that bounced gets no more mail", async () => {
  const { t, emailId, outbox, claim } = await makeOutbox();
  await claim();
  await t.mutation(internal.emails.settle, {
    emailId,
    attempt: 1,
    outcome: { kind: "bounced", error: "550" },
  });
  await t.mutation(internal.emails.sendLink, { ...link, idempotencyKey: "invitation:2" });
  expect(await claim()).toEqual([]);
  expect(await outbox()).toMatchObject([{ status: "failed" }, { status: "bounced", error: "550" }]);
});

test("the outbox is for admins, and shows no secret of a mail", async () => {
  const { as, outbox } = await makeOutbox();
  expect(JSON.stringify(await outbox())).not.toContain("secret");
  const args = { paginationOpts: firstPage };
  await expect(as("Ben").query(api.emails.list, args)).rejects.toMatchObject(refusal("FORBIDDEN"));
  await expect(as("Max").query(api.emails.list, args)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await expect(as("Ben").query(api.emails.transport, {})).rejects.toMatchObject(refusal("FORBIDDEN"));
  const filtered = await as("Ana").query(api.emails.list, { ...args, status: "sent" });
  expect(filtered.page).toEqual([]);
});
