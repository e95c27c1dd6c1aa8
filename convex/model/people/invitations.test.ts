import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { firstPage, makeWorkspace, openDeployment, refusal } from "../../testing.setup";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../../testing.webhooks";
import { DAY_MS } from "../../shared/time";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** What Clerk says of a person. */
const clerkSays = (name: string, emailVerified = true) => ({
  issuer: "https://clerk.example",
  subject: `user_${name}`,
  name,
  email: `${name}@example.com`,
  emailVerified,
});

const NOT_INVITED = refusal("NOT_INVITED");

test("of strangers whom Clerk knows, only the invited become members, once and within a week", async () => {
  const { t, as } = await makeWorkspace();
  const ensure = async (name: string, emailVerified = true) =>
    await t.withIdentity(clerkSays(name, emailVerified)).mutation(api.users.ensure, {});
  await expect(ensure("Kim")).rejects.toMatchObject(NOT_INVITED);

  await as("Ana").mutation(api.invitations.create, { email: " Kim@Example.com" });
  await expect(ensure("Lee")).rejects.toMatchObject(NOT_INVITED);
  await expect(ensure("Kim", false)).rejects.toMatchObject(NOT_INVITED);
  const kim = await ensure("Kim");
  expect(await t.withIdentity(clerkSays("Kim")).query(api.users.me, {})).toMatchObject({
    _id: kim,
    role: "member",
  });
  expect(await as("Ana").query(api.invitations.list, {})).toEqual([]);
  expect(await ensure("Kim")).toBe(kim);

  await as("Ana").mutation(api.invitations.create, { email: "lee@example.com" });
  vi.setSystemTime(Date.now() + 7 * DAY_MS);
  expect(await as("Ana").query(api.invitations.list, {})).toEqual([]);
  await expect(ensure("Lee")).rejects.toMatchObject(NOT_INVITED);
});

test("the first person of an empty workspace is no stranger either: they are invited, and become the admin", async () => {
  const t = openDeployment();
  const stranger = t.withIdentity(clerkSays("Eve"));
  await expect(stranger.mutation(api.users.ensure, {})).rejects.toMatchObject(NOT_INVITED);
  await t.mutation(internal.invitations.invite, { email: "ana@example.com" });
  await expect(stranger.mutation(api.users.ensure, {})).rejects.toMatchObject(NOT_INVITED);
  const ana = t.withIdentity(clerkSays("Ana"));
  await ana.mutation(api.users.ensure, {});
  expect(await ana.query(api.users.me, {})).toMatchObject({ role: "admin" });
});

test("SIGN_UP lets in everybody, or those of some domains", async () => {
  const { t } = await makeWorkspace();
  const ensure = async (name: string, more: object = {}) =>
    await t.withIdentity({ ...clerkSays(name), ...more }).mutation(api.users.ensure, {});
  vi.stubEnv("SIGN_UP", "example.org, Example.com");
  await ensure("Kim");
  for (const more of [
    { emailVerified: false },
    { email: "lee@notexample.com" },
    { email: "lee@sub.example.com" },
    { email: "lee@com" },
    { email: undefined },
  ])
    await expect(ensure("Lee", more)).rejects.toMatchObject(NOT_INVITED);
  vi.stubEnv("SIGN_UP", "invited");
  await expect(ensure("Lee")).rejects.toMatchObject(NOT_INVITED);
  vi.stubEnv("SIGN_UP", "open");
  await ensure("Lee", { emailVerified: false });
});

test("an invitation can be taken back, and is for addresses of no member", async () => {
  const { t, as, ben } = await makeWorkspace();
  const invite = async (email: string) => await as("Ana").mutation(api.invitations.create, { email });
  await invite("kim@example.com");
  await invite("kim@example.com");
  const [invitation, ...more] = await as("Ana").query(api.invitations.list, {});
  expect(more).toEqual([]);
  const revoke = { invitationId: invitation!._id };
  await as("Ana").mutation(api.invitations.revoke, revoke);
  await as("Ana").mutation(api.invitations.revoke, revoke);
  const kim = t.withIdentity(clerkSays("Kim")).mutation(api.users.ensure, {});
  await expect(kim).rejects.toMatchObject(NOT_INVITED);

  await expect(invite("nobody")).rejects.toMatchObject(refusal("EMAIL_INVALID"));
  await expect(invite("Ben@example.com")).rejects.toMatchObject(refusal("ALREADY_MEMBER"));
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await expect(invite("ben@example.com")).rejects.toMatchObject(refusal("ALREADY_MEMBER"));
});

test("only admins invite, see who is invited, and take it back", async () => {
  const { as } = await makeWorkspace();
  await as("Ana").mutation(api.invitations.create, { email: "kim@example.com" });
  const [invitation] = await as("Ana").query(api.invitations.list, {});
  for (const attempt of [
    as("Ben").query(api.invitations.list, {}),
    as("Ben").mutation(api.invitations.create, { email: "lee@example.com" }),
    as("Ben").mutation(api.invitations.revoke, { invitationId: invitation!._id }),
  ])
    await expect(attempt).rejects.toMatchObject(refusal("FORBIDDEN"));
  expect(await as("Ana").query(api.invitations.list, {})).toMatchObject([{ email: "kim@example.com" }]);
});

test("a workspace that moves to another sign-in and back knows its people by either", async () => {
  const { t, as, ben } = await makeWorkspace();
  const clerkBen = t.withIdentity(clerkSays("Ben"));
  expect(await clerkBen.mutation(api.users.ensure, {})).toBe(ben);
  const standing = async () =>
    await t.query(internal.users.standing, { tokenIdentifier: "https://tests.embedded.invalid|Ben" });
  expect(await standing()).toBe("member");
  expect(await as("Ben").mutation(api.users.ensure, {})).toBe(ben);
  expect(await clerkBen.mutation(api.users.ensure, {})).toBe(ben);

  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  expect(await standing()).toBe("refused");
  for (const person of [as("Ben"), clerkBen])
    await expect(person.mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
});

test("what Clerk tells of a stranger makes no member; of somebody who is invited it does", async () => {
  const { t, as } = await makeWorkspace();
  vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", "https://clerk.example");
  vi.stubEnv("CLERK_WEBHOOK_SECRET", WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET);
  const tell = async (eventId: string, isVerified = true) => {
    const person = { id: "user_Kim", name: "Kim", email: "kim@example.com", isVerified };
    const body = clerkBody("user.updated", { ...person, updatedAt: Number(eventId) });
    await t.fetch("/webhooks/clerk", svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, eventId, body));
    const { page } = await as("Ana").query(api.users.list, { paginationOpts: firstPage });
    return page.some(({ name }) => name === "Kim");
  };
  expect(await tell("1")).toBe(false);
  await as("Ana").mutation(api.invitations.create, { email: "kim@example.com" });
  expect(await tell("2", false)).toBe(false);
  expect(await tell("3")).toBe(true);
  const states = (await as("Ana").query(api.operator.providerEvents.list, {})).map(({ state }) => state);
  expect(states).toEqual(["applied", "ignored", "ignored"]);
});
