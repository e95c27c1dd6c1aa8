import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { mentionToken } from "../../shared/mentions";
import { everybody, firstPage, identityOf, makeWorkspace, refusal } from "../../testing.setup";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../../testing.webhooks";
import { isSignedBySendgrid, svixEventId } from "./signatures";
import { DAY_MS, MINUTE_MS } from "../../shared/time";

const START = Date.UTC(2026, 10, 20, 12);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(START);
  for (const [name, value] of Object.entries(WEBHOOK_KEYS)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function makeListener() {
  const { t, as } = await makeWorkspace();
  const deletion = clerkBody("user.deleted", { id: "Ben" });
  const tell = async () => {
    const post = svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, "1", deletion);
    return (await t.fetch("/webhooks/clerk", post)).status;
  };
  const events = async () => await as("Ana").query(api.operator.providerEvents.list, {});
  const event = async () => (await events())[0];
  const sweep = async () => {
    await t.mutation(internal.operator.providerEvents.sweep, {});
    await t.finishAllScheduledFunctions(() => {});
  };
  const setIssuer = (issuer: string) => vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", issuer);
  return { t, as, tell, event, events, sweep, setIssuer };
}

test("without a secret nobody listens, and the answer says what is missing", async () => {
  const { t, as, events } = await makeListener();
  for (const [path, name] of [
    ["clerk", "CLERK_WEBHOOK_SECRET"],
    ["resend", "RESEND_WEBHOOK_SECRET"],
    ["sendgrid", "SENDGRID_WEBHOOK_KEY"],
  ]) {
    vi.stubEnv(name!, "");
    const answer = await t.fetch(`/webhooks/${path}`, svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, "1", "{}"));
    expect([answer.status, await answer.text()]).toEqual([503, `${name} is not set.`]);
  }
  expect(await events()).toEqual([]);
  expect(
    (await as("Ana").query(api.operator.providerEvents.sources, {})).map(({ isOn }) => isOn),
  ).not.toContain(true);
});

test("who has not come yet gets mail, in UTC until their browser tells where they are", async () => {
  const { t, as } = await makeListener();
  vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", identityOf("").issuer);
  const body = clerkBody("user.created", { id: "Max", name: "Max", email: "max@example.com" });
  await t.fetch("/webhooks/clerk", svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, "1", body));
  const people = await everybody(as("Ana"));
  const general = (await as("Ana").query(api.channels.list, {})).find(({ isDefault }) => isDefault);
  const text = `Welcome, ${mentionToken(people.find(({ name }) => name === "Max")!._id)}`;
  await as("Ana").mutation(api.messages.create, { channelId: general!._id, text });

  vi.setSystemTime(START + 15 * MINUTE_MS);
  await t.mutation(internal.emails.sweepMentions, {});
  const { page } = await as("Ana").query(api.emails.list, { paginationOpts: firstPage });
  expect(page).toMatchObject([{ kind: "mentions", to: "max@example.com" }]);
  expect(await as("Max").query(api.inbox.mailSettings.get, {})).toMatchObject({ timeZone: "UTC" });
  await as("Max").mutation(api.users.ensure, { timeZone: "Asia/Kolkata" });
  expect(await as("Max").query(api.inbox.mailSettings.get, {})).toMatchObject({
    timeZone: "Asia/Kolkata",
    isZoneChosen: false,
  });
});

test("what failed is kept with its error, and done when the provider posts it again", async () => {
  const { as, tell, event, setIssuer } = await makeListener();
  setIssuer("");
  expect(await tell()).toBe(500);
  expect(await event()).toMatchObject({ state: "failed", tries: 1, retryAt: START + MINUTE_MS });
  expect((await event())!.error).toBe("CLERK_JWT_ISSUER_DOMAIN is not set, so nobody signs in by Clerk.");
  expect(await as("Ben").query(api.users.me, {})).not.toBeNull();

  setIssuer(identityOf("").issuer);
  vi.setSystemTime(START + 2 * MINUTE_MS);
  expect(await tell()).toBe(204);
  expect(await event()).toMatchObject({ state: "applied", tries: 2 });
  expect(await event()).not.toHaveProperty("error");
  await expect(as("Ben").query(api.channels.list, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
});

test("the cron tries again with growing pauses, five times; after that an admin may", async () => {
  const { as, tell, event, sweep, setIssuer } = await makeListener();
  setIssuer("");
  await tell();
  await sweep();
  expect(await event()).toMatchObject({ tries: 1 });
  for (let tries = 2; tries <= 6; tries++) {
    vi.setSystemTime((await event())!.retryAt!);
    await sweep();
    expect(await event()).toMatchObject({ state: "failed", tries });
  }
  expect(await event()).not.toHaveProperty("retryAt");
  vi.setSystemTime(START + 2 * DAY_MS);
  await sweep();
  expect(await event()).toMatchObject({ tries: 6 });
  setIssuer(identityOf("").issuer);
  expect(await as("Ana").mutation(api.operator.providerEvents.retry, { id: (await event())!._id })).toBe(
    "applied",
  );
});

test("what was received by a process that died is settled by the cron", async () => {
  const { t, as, event, sweep, setIssuer } = await makeListener();
  setIssuer(identityOf("").issuer);
  await t.mutation(internal.operator.providerEvents.receive, {
    source: "clerk",
    events: [{ eventId: "1", type: "user.deleted", content: { kind: "personDeleted", clerkId: "Ben" } }],
  });
  await sweep();
  expect(await event()).toMatchObject({ state: "received" });
  vi.setSystemTime(START + MINUTE_MS);
  await sweep();
  expect(await event()).toMatchObject({ state: "applied" });
  expect(await as("Ben").query(api.users.me, {})).toBeNull();
});

test("an event is remembered much longer than its signature counts, and then forgotten", async () => {
  const { t, tell, events, setIssuer } = await makeListener();
  setIssuer(identityOf("").issuer);
  await tell();
  vi.setSystemTime(START + 29 * DAY_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await events()).toHaveLength(1);
  vi.setSystemTime(START + 31 * DAY_MS);
  await t.mutation(internal.operator.cronRuns.cleanUp, {});
  expect(await events()).toEqual([]);
});

test("what Svix and SendGrid publish as examples is accepted", () => {
  vi.setSystemTime(1_614_265_330_000);
  const svix = new Headers({
    "svix-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "svix-timestamp": "1614265330",
    "svix-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(svixEventId(secret, svix, '{"test": 2432232314}')).toBe("msg_p5jXN8AQM9LWM0D4loKWxJek");
  expect(svixEventId(secret, svix, '{"test":2432232314}')).toBeNull();

  const sendgridKey =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==";
  const sendgrid = new Headers({
    "x-twilio-email-event-webhook-timestamp": "1588788367",
    "x-twilio-email-event-webhook-signature":
      "MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=",
  });
  const body = '{"category":"example_payload","event":"test_event","message_id":"message_id"}';
  const at = 1_588_788_367_000;
  expect(isSignedBySendgrid(sendgridKey, sendgrid, body, at)).toBe(true);
  expect(isSignedBySendgrid(sendgridKey, sendgrid, `${body} `, at)).toBe(false);
  expect(isSignedBySendgrid(sendgridKey, sendgrid, body, at + 2 * DAY_MS)).toBe(false);
});
