import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import {
  everybody,
  firstPage,
  identityOf,
  makeWorkspace,
  refusal,
  type openDeployment,
} from "./testing.setup";
import { clerkBody, sendgridPost, svixPost, WEBHOOK_KEYS } from "./testing.webhooks";
import { MINUTE_MS } from "./shared/time";

/** On the real engine the deployment has these settings, and its own issuer. */
beforeAll(() => {
  for (const [name, value] of Object.entries(WEBHOOK_KEYS)) vi.stubEnv(name, value);
  vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", identityOf("").issuer);
});

afterAll(() => {
  vi.unstubAllEnvs();
});

type Fetcher = Pick<ReturnType<typeof openDeployment>, "fetch">;
type Post = ReturnType<typeof svixPost>;

const clerkPost = (eventId: string, body: string, at?: number) =>
  svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, eventId, body, at);

/** Lets Clerk tell something, and answers the status it gets. */
async function clerk(t: Fetcher, eventId: string, ...told: Parameters<typeof clerkBody>): Promise<number> {
  return (await t.fetch("/webhooks/clerk", clerkPost(eventId, clerkBody(...told)))).status;
}

async function eventsOf(as: Awaited<ReturnType<typeof makeWorkspace>>["as"]) {
  return await as("Ana").query(api.operator.providerEvents.list, {});
}

describe("Clerk", () => {
  test("a new person is a member before their first visit, and theirs is the account they find", async () => {
    const { t, as } = await makeWorkspace();
    const max = { id: "Max", name: "Max Moe", email: "max@example.com" };
    expect(await clerk(t, "1", "user.created", max)).toBe(204);

    const people = await everybody(as("Ana"));
    const found = people.find(({ name }) => name === "Max Moe");
    expect(found).toMatchObject({ role: "member", isActive: true });
    expect(found).not.toHaveProperty("picture");
    expect(await as("Max").mutation(api.users.ensure, {})).toBe(found!._id);
    expect(await eventsOf(as)).toMatchObject([{ type: "user.created", state: "applied", tries: 1 }]);
  });

  test("a name chosen here stays until Clerk says another one; older words change nothing", async () => {
    const { t, as } = await makeWorkspace();
    const tell = async (eventId: string, name: string, updatedAt: number) =>
      await clerk(t, eventId, "user.updated", { id: "Max", name, email: "max@example.com", updatedAt });
    const name = async () => (await as("Max").query(api.users.me, {}))!.name;
    await tell("1", "Max Moe", 10);
    await as("Max").mutation(api.users.ensure, {});
    await as("Max").mutation(api.users.update, { name: "Maxi" });
    await tell("2", "Max Moe", 20);
    expect(await name()).toBe("Maxi");
    await tell("4", "Max Doe", 40);
    await tell("3", "Max Roe", 30);
    expect(await name()).toBe("Max Doe");
    const states = (await eventsOf(as)).map(({ state }) => state);
    expect(states).toEqual(["ignored", "applied", "applied", "applied"]);
  });

  test("a picture that was taken away here stays away until Clerk has another one", async () => {
    const { t, as, zoe } = await makeWorkspace();
    let at = 0;
    const tell = async (imageUrl?: string) => {
      at += 1;
      const person = { id: "Zoe", name: "Zoe", email: "zoe@example.com", updatedAt: at };
      await clerk(t, String(at), "user.updated", { ...person, ...(imageUrl !== undefined && { imageUrl }) });
      return (await as("Ana").query(api.users.names, { ids: [zoe] }))[0]!.picture;
    };
    expect(await tell("https://img.example/1")).toBe("https://img.example/1");
    await as("Ana").mutation(api.users.removePicture, { userId: zoe });
    expect(await tell("https://img.example/1")).toBeUndefined();
    expect(await tell("https://img.example/2")).toBe("https://img.example/2");
    expect(await tell()).toBeUndefined();
  });

  test("an unverified address is nobody's: it neither changes one nor adopts a member", async () => {
    const { t, as, ana } = await makeWorkspace();
    await clerk(t, "1", "user.created", {
      id: "other",
      name: "Eve",
      email: "ana@example.com",
      isVerified: false,
    });
    await clerk(t, "2", "user.updated", {
      id: "Ben",
      name: "Ben",
      email: "eve@example.com",
      isVerified: false,
    });
    expect(await as("Ana").query(api.users.me, {})).toMatchObject({ _id: ana, name: "Ana" });
    expect(await as("Ben").query(api.users.me, {})).toMatchObject({ email: "ben@example.com" });
    expect(await everybody(as("Ana"))).toHaveLength(4);
  });

  test("who is deleted is out at once, an only admin too", async () => {
    const { t, as, zoe } = await makeWorkspace();
    for (const name of ["Ben", "Ana"] as const) {
      expect(await clerk(t, name, "user.deleted", { id: name })).toBe(204);
      await expect(as(name).query(api.channels.list, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
      await expect(as(name).mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
    }
    await t.mutation(internal.users.makeAdmin, { email: "zoe@example.com" });
    expect(await as("Zoe").query(api.users.me, {})).toMatchObject({ _id: zoe, role: "admin" });
  });

  test("a deletion that comes before what it deletes wins", async () => {
    const { t, as } = await makeWorkspace();
    const max = { id: "Max", name: "Max", email: "max@example.com" };
    expect(await clerk(t, "2", "user.deleted", max)).toBe(204);
    expect(await clerk(t, "1", "user.created", max)).toBe(204);
    expect(await clerk(t, "3", "user.updated", { ...max, updatedAt: 99 })).toBe(204);
    expect(await everybody(as("Ana"))).toHaveLength(3);
    await expect(as("Max").mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
  });

  test("who is banned is out at once, an only admin too, and back when the ban ends", async () => {
    const { t, as, ana } = await makeWorkspace();
    const me = { id: "Ana", name: "Ana", email: "ana@example.com" };
    expect(await clerk(t, "1", "user.updated", { ...me, isBanned: true, updatedAt: 20 })).toBe(204);
    await expect(as("Ana").query(api.channels.list, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
    await expect(as("Ana").mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
    await clerk(t, "0", "user.updated", { ...me, updatedAt: 10 });
    await clerk(t, "2", "user.updated", { ...me, name: "Ana B", isBanned: true, updatedAt: 30 });
    await expect(as("Ana").query(api.channels.list, {})).rejects.toMatchObject(refusal("DEACTIVATED"));

    await clerk(t, "4", "user.updated", { ...me, name: "Ana B", updatedAt: 50 });
    await clerk(t, "3", "user.updated", { ...me, isBanned: true, updatedAt: 40 });
    expect(await as("Ana").query(api.users.me, {})).toMatchObject({ _id: ana, role: "admin", name: "Ana B" });
    expect((await eventsOf(as)).map(({ state }) => state)).toEqual([
      "ignored",
      "applied",
      "applied",
      "ignored",
      "applied",
    ]);
  });

  test("a ban that comes before what it bans wins, until it ends", async () => {
    const { t, as } = await makeWorkspace();
    const max = { id: "Max", name: "Max", email: "max@example.com" };
    const isActive = async () => (await everybody(as("Ana"))).find(({ name }) => name === "Max")?.isActive;
    await clerk(t, "2", "user.updated", { ...max, isBanned: true, updatedAt: 20 });
    await clerk(t, "1", "user.created", { ...max, updatedAt: 10 });
    expect(await isActive()).toBe(false);
    await expect(as("Max").mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
    await clerk(t, "3", "user.updated", { ...max, updatedAt: 30 });
    expect(await isActive()).toBe(true);
    await as("Max").mutation(api.users.ensure, {});
  });

  test("the end of a ban lets in only whom it kept out", async () => {
    const { t, as, ben } = await makeWorkspace();
    const told = { id: "Ben", name: "Ben", email: "ben@example.com" };
    let updatedAt = 0;
    const tell = async (isBanned: boolean, person = told) =>
      await clerk(t, `${++updatedAt}`, "user.updated", { ...person, isBanned, updatedAt });
    const isActive = async () => (await everybody(as("Ana"))).find(({ _id }) => _id === ben)?.isActive;
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    await tell(true);
    await tell(false);
    expect(await isActive()).toBe(false);

    await as("Ana").mutation(api.users.reactivate, { userId: ben });
    await tell(true);
    await tell(false, { ...told, id: "Max" });
    expect(await isActive()).toBe(false);
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    await tell(false);
    expect(await isActive()).toBe(false);

    await as("Ana").mutation(api.users.reactivate, { userId: ben });
    await tell(true);
    await clerk(t, "deleted", "user.deleted", told);
    await tell(false);
    expect(await isActive()).toBe(false);
  });

  test("another account with the address of a deactivated person is theirs once an admin lets them in again", async () => {
    const { t, as, ben } = await makeWorkspace();
    await clerk(t, "1", "user.deleted", { id: "Ben" });
    const max = { id: "Max", name: "Not Ben", email: "ben@example.com" };
    await clerk(t, "2", "user.created", max);
    const people = await everybody(as("Ana"));
    expect(people.find(({ _id }) => _id === ben)).toMatchObject({ name: "Ben", isActive: false });
    expect(people).toHaveLength(3);

    await as("Ana").mutation(api.users.reactivate, { userId: ben });
    await clerk(t, "3", "user.updated", { ...max, updatedAt: 2 });
    expect(await as("Max").query(api.users.me, {})).toMatchObject({ _id: ben, name: "Not Ben" });
  });

  test("of a hundred replays at once one has an effect", async () => {
    const { t, as } = await makeWorkspace();
    const post = clerkPost("1", clerkBody("user.created", { id: "Max", name: "Max" }));
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => (await t.fetch("/webhooks/clerk", post)).status),
    );
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(await everybody(as("Ana"))).toHaveLength(4);
    expect(await eventsOf(as)).toMatchObject([{ state: "applied", tries: 1 }]);
  });

  test("what is nothing to us is taken and ignored", async () => {
    const { t, as } = await makeWorkspace();
    const body = JSON.stringify({ type: "organization.created", data: null });
    expect((await t.fetch("/webhooks/clerk", clerkPost("1", body))).status).toBe(204);
    expect(await eventsOf(as)).toMatchObject([{ type: "organization.created", state: "ignored" }]);
  });
});

describe("signatures", () => {
  const body = clerkBody("user.created", { id: "Max", name: "Max" });
  const good = () => clerkPost("1", body);
  const withSignature = (change: (signature: string) => string): Post => {
    const post = good();
    return {
      ...post,
      headers: { ...post.headers, "svix-signature": change(post.headers["svix-signature"]!) },
    };
  };
  const without = (name: string): Post => {
    const { [name]: _gone, ...headers } = good().headers;
    return { ...good(), headers };
  };

  test.each<[string, () => Post]>([
    ["as it comes", good],
    [
      "after another secret's",
      () => withSignature((signature) => `v1,${btoa("x".repeat(32))} v2,x ${signature}`),
    ],
    ["almost five minutes old", () => clerkPost("1", body, Date.now() - 5 * MINUTE_MS + 5_000)],
    ["of a clock that is ahead", () => clerkPost("1", body, Date.now() + 5 * MINUTE_MS - 5_000)],
  ])("accepted: %s", async (_what, post) => {
    const { t } = await makeWorkspace();
    expect((await t.fetch("/webhooks/clerk", post())).status).toBe(204);
  });

  test.each<[string, () => Post]>([
    ["a flipped byte", () => ({ ...good(), body: body.replace("Max", "Mbx") })],
    ["the same JSON in other words", () => ({ ...good(), body: JSON.stringify(JSON.parse(body), null, 1) })],
    ["another event's signature", () => ({ ...good(), headers: { ...good().headers, "svix-id": "2" } })],
    ["a prefix of the signature", () => withSignature((signature) => signature.slice(0, -4))],
    ["an empty signature", () => withSignature(() => "v1,")],
    ["another scheme", () => withSignature((signature) => signature.replace("v1,", "v1a,"))],
    ["no scheme", () => withSignature((signature) => signature.slice(3))],
    ["another provider's secret", () => svixPost(WEBHOOK_KEYS.RESEND_WEBHOOK_SECRET, "1", body)],
    ["over five minutes old", () => clerkPost("1", body, Date.now() - 5 * MINUTE_MS - 1_000)],
    ["over five minutes ahead", () => clerkPost("1", body, Date.now() + 5 * MINUTE_MS + 2_000)],
    ["no id", () => without("svix-id")],
    ["no time", () => without("svix-timestamp")],
    ["no signature", () => without("svix-signature")],
    ["nothing", () => ({ method: "POST", headers: {}, body: "" })],
  ])("refused: %s", async (_what, post) => {
    const { t, as } = await makeWorkspace();
    expect((await t.fetch("/webhooks/clerk", post())).status).toBe(401);
    expect(await eventsOf(as)).toEqual([]);
  });

  test("a body beyond all events is refused before it is looked at, a signed one of another shape after", async () => {
    const { t, as } = await makeWorkspace();
    const long = clerkPost("1", "x".repeat(2_000_000));
    expect((await t.fetch("/webhooks/clerk", long)).status).toBe(413);
    for (const shape of ["", "[]", "{", '{"type":"user.created","data":{"id":7}}'])
      expect((await t.fetch("/webhooks/clerk", clerkPost("1", shape))).status).toBe(400);
    expect(await eventsOf(as)).toEqual([]);
  });
});

describe("delivery reports", () => {
  /** A mail to Max that a provider has taken. */
  async function makeSent() {
    const { t, as, general } = await makeWorkspace();
    const link = { kind: "invitation", to: "max@example.com", path: "/invite/secret", expiresAt: 1 } as const;
    const invite = async (idempotencyKey: string) =>
      await t.mutation(internal.emails.sendLink, { ...link, invitedBy: "Ana", idempotencyKey });
    const emailId = await invite("1");
    await t.mutation(internal.emails.claim, { sender: "one" });
    await t.mutation(internal.emails.settle, { emailId, attempt: 1, outcome: { kind: "sent" } });
    const outbox = async () => (await as("Ana").query(api.emails.list, { paginationOpts: firstPage })).page;
    return { t, as, general, emailId, invite, outbox };
  }

  const resendPost = (type: string, data: object, eventId = "1") =>
    svixPost(WEBHOOK_KEYS.RESEND_WEBHOOK_SECRET, eventId, JSON.stringify({ type, data }));

  test("a mail that Resend could not bring has bounced, and its address gets no more", async () => {
    const { t, emailId, invite, outbox } = await makeSent();
    const bounce = { type: "Permanent", subType: "General", message: "No such mailbox" };
    const post = resendPost("email.bounced", { tags: { email_id: emailId }, bounce });
    for (let i = 0; i < 2; i++) expect((await t.fetch("/webhooks/resend", post)).status).toBe(204);
    expect(await outbox()).toMatchObject([{ status: "bounced", error: "No such mailbox" }]);

    await invite("2");
    expect(await t.mutation(internal.emails.claim, { sender: "one" })).toEqual([]);
  });

  test("a reader who calls it spam gets no more, and did get this one", async () => {
    const { t, emailId, invite, outbox } = await makeSent();
    const tags = [{ name: "email_id", value: emailId }];
    await t.fetch("/webhooks/resend", resendPost("email.complained", { tags }));
    expect(await outbox()).toMatchObject([{ status: "sent", error: "The reader marked it as spam." }]);
    await invite("2");
    expect(await t.mutation(internal.emails.claim, { sender: "one" })).toEqual([]);
  });

  test("of many of SendGrid's events those count that refuse for good", async () => {
    const { t, as, emailId, outbox } = await makeSent();
    const event = (event: string, more: object = {}) => ({
      event,
      sg_event_id: event,
      email_id: emailId,
      timestamp: 1,
      ...more,
    });
    const report = async (...events: object[]) =>
      (await t.fetch("/webhooks/sendgrid", sendgridPost(JSON.stringify(events)))).status;
    expect(await report(event("processed"), event("delivered"))).toBe(204);
    expect(await report(event("bounce", { type: "blocked" }), event("dropped", { reason: "Quota" }))).toBe(
      204,
    );
    expect(await outbox()).toMatchObject([{ status: "sent" }]);
    expect(await report(event("open"), event("bounce", { type: "bounce", reason: "550 5.1.1" }))).toBe(204);
    expect(await outbox()).toMatchObject([{ status: "bounced", error: "550 5.1.1" }]);
    expect(await eventsOf(as)).toMatchObject([{ source: "sendgrid", type: "bounce", state: "applied" }]);
  });

  test("what passes by itself, and what others sent by the same account, changes nothing", async () => {
    const { t, as, general, emailId, invite, outbox } = await makeSent();
    const report = async (eventId: string, data: object) =>
      await t.fetch("/webhooks/resend", resendPost("email.bounced", data, eventId));
    await report("1", { tags: { email_id: emailId }, bounce: { type: "Transient" } });
    await report("2", { tags: { email_id: "nonsense" }, to: ["max@example.com"] });
    await report("3", { tags: { email_id: general } });
    await report("4", { tags: {} });
    expect(await outbox()).toMatchObject([{ status: "sent" }]);
    expect((await eventsOf(as)).map(({ state }) => state)).toEqual(["ignored", "ignored", "ignored"]);
    await invite("2");
    expect(await t.mutation(internal.emails.claim, { sender: "one" })).toHaveLength(1);
  });

  test("a report that SendGrid did not sign is refused", async () => {
    const { t, emailId, outbox } = await makeSent();
    const body = JSON.stringify([{ event: "spamreport", sg_event_id: "1", email_id: emailId }]);
    const post = sendgridPost(body);
    const day = 24 * 60 * 60_000;
    const refused = [
      { ...post, body: body.replace("spamreport", "spamrepork") },
      { ...post, headers: {} },
      { ...post, headers: { ...post.headers, "x-twilio-email-event-webhook-signature": "AAAA" } },
      { ...post, headers: { ...post.headers, "x-twilio-email-event-webhook-timestamp": "1e9" } },
      sendgridPost(body, Date.now() - day - 1_000),
    ];
    for (const attempt of refused) expect((await t.fetch("/webhooks/sendgrid", attempt)).status).toBe(401);
    expect(await outbox()).toMatchObject([{ status: "sent" }]);
    expect((await t.fetch("/webhooks/sendgrid", sendgridPost(body, Date.now() - day + 60_000))).status).toBe(
      204,
    );
  });
});

test("webhooks are for admins to look at, and say nothing of whom they told", async () => {
  const { t, as } = await makeWorkspace();
  await clerk(t, "1", "user.created", { id: "canary", name: "Canary", email: "canary@example.com" });
  expect(JSON.stringify(await eventsOf(as))).not.toMatch(/canary/i);
  const [event] = await eventsOf(as);
  expect(await as("Ana").mutation(api.operator.providerEvents.retry, { id: event!._id })).toBe("applied");
  const sources = await as("Ana").query(api.operator.providerEvents.sources, {});
  expect(sources.map(({ isOn }) => isOn)).toEqual([true, true, true]);
  for (const secret of Object.values(WEBHOOK_KEYS)) expect(JSON.stringify(sources)).not.toContain(secret);
  await expect(as("Ben").query(api.operator.providerEvents.list, {})).rejects.toMatchObject(
    refusal("FORBIDDEN"),
  );
  const retry = as("Ben").mutation(api.operator.providerEvents.retry, { id: event!._id });
  await expect(retry).rejects.toMatchObject(refusal("FORBIDDEN"));
});
