import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import { everybody, firstPage, identityOf, makeWorkspace, openDeployment, refusal } from "./testing.setup";

test("the first person becomes the admin, the next ones members, and everybody is in #general", async () => {
  const { as } = await makeWorkspace();

  expect(await as("Ana").query(api.users.me, {})).toMatchObject({ name: "Ana", role: "admin" });
  expect(await as("Zoe").query(api.users.me, {})).toMatchObject({ name: "Zoe", role: "member" });
  expect(await as("Zoe").query(api.channels.list, {})).toMatchObject([{ name: "general", isDefault: true }]);
});

test("signing in again is the same person", async () => {
  const { as, ben } = await makeWorkspace();
  expect(await as("Ben").mutation(api.users.ensure, {})).toBe(ben);
  expect(await everybody(as("Ben"))).toHaveLength(3);
});

test("colleagues see names, never e-mail addresses or tokens", async () => {
  const { as, ana } = await makeWorkspace();
  const people = await everybody(as("Ben"));
  expect(people.find(({ _id }) => _id === ana)).toEqual({
    _id: ana,
    name: "Ana",
    role: "admin",
    isActive: true,
    joinedAt: expect.any(Number),
  });
});

test("a new sign-in with the same verified address is the same person", async () => {
  const { t, as, ben } = await makeWorkspace();
  const moved = { ...identityOf("Ben"), issuer: "https://clerk.example", email: "Ben@Example.com" };

  const adopted = await t.withIdentity({ ...moved, emailVerified: true }).mutation(api.users.ensure, {});
  expect(adopted).toBe(ben);
  expect(await as("Ben").query(api.users.me, {})).toBeNull();
});

test("whoever runs the server joins two members with one address: the older one goes on by the newer's sign-in", async () => {
  const { t, as, say, ben, general } = await makeWorkspace();
  await say("Ben", general, "Before");
  const moved = t.withIdentity({ ...identityOf("Ben"), issuer: "https://another.embedded.invalid" });
  const newer = await moved.mutation(api.users.ensure, {});
  expect(newer).not.toBe(ben);
  await t.mutation(internal.users.joinAccounts, { email: " Ben@example.com" });

  expect(await moved.mutation(api.users.ensure, {})).toBe(ben);
  const [person] = await as("Ana").query(api.users.names, { ids: [newer] });
  expect(person).toMatchObject({ isActive: false });
  for (const email of ["zoe@example.com", "ben@example.com", "max@example.com"]) {
    const single = t.mutation(internal.users.joinAccounts, { email });
    await expect(single).rejects.toMatchObject(refusal("NOT_FOUND"));
  }
});

test("an unverified address proves nothing", async () => {
  const { t, ana } = await makeWorkspace();
  const impostor = t.withIdentity({
    ...identityOf("Ana"),
    issuer: "https://another.embedded.invalid",
    emailVerified: false,
  });
  expect(await impostor.mutation(api.users.ensure, {})).not.toBe(ana);
  expect(await impostor.query(api.users.me, {})).toMatchObject({ role: "member" });
});

test("a deactivated person is refused, by whatever sign-in, and keeps their name", async () => {
  const { t, as, ben } = await makeWorkspace();
  await as("Ana").mutation(api.users.deactivate, { userId: ben });

  expect(await as("Ben").query(api.users.me, {})).toBeNull();
  await expect(as("Ben").query(api.channels.list, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
  await expect(as("Ben").mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
  const moved = t.withIdentity({
    ...identityOf("Ben"),
    issuer: "https://clerk.example",
    emailVerified: true,
  });
  await expect(moved.mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("DEACTIVATED"));
  const people = await everybody(as("Ana"));
  expect(people.find(({ _id }) => _id === ben)).toMatchObject({ name: "Ben", isActive: false });
});

test("who returns is who they were", async () => {
  const { as, say, ben, general, hiring } = await makeWorkspace();
  await say("Ben", general, "Before");
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  await as("Ana").mutation(api.users.reactivate, { userId: ben });

  expect(await as("Ben").mutation(api.users.ensure, {})).toBe(ben);
  expect(await as("Ben").query(api.channels.get, { channelId: hiring })).toMatchObject({ isMember: true });
  const mail = await as("Ben").query(api.inbox.mailSettings.get, {});
  expect([mail.nextDigestAt, mail.nextReportAt]).toEqual([expect.any(Number), expect.any(Number)]);
});

test("nobody can address a deactivated person, and what is theirs stays", async () => {
  const { as, ben, general: channelId } = await makeWorkspace();
  const taskId = await as("Ana").mutation(api.tasks.create, { title: "Plan", assigneeId: ben });
  await as("Ana").mutation(api.users.deactivate, { userId: ben });

  const refused = [
    as("Ana").mutation(api.channels.openDirect, { userIds: [ben] }),
    as("Ana").mutation(api.channels.addMember, { channelId, userId: ben }),
    as("Ana").mutation(api.tasks.create, { title: "More", assigneeId: ben }),
    as("Ana").mutation(api.users.setRole, { userId: ben, role: "admin" }),
  ];
  for (const attempt of refused) await expect(attempt).rejects.toMatchObject(refusal("NOT_FOUND"));
  await as("Ana").mutation(api.tasks.update, { taskId, title: "Plan it" });
  expect(await as("Zoe").query(api.tasks.get, { taskId })).toMatchObject({ assigneeId: ben });
});

describe("who may change people", () => {
  test("admins do, members and strangers do not", async () => {
    const { as, ben, zoe } = await makeWorkspace();
    for (const [name, code] of [
      ["Ben", "FORBIDDEN"],
      ["Max", "NOT_SIGNED_IN"],
    ] as const) {
      const refused = [
        as(name).mutation(api.users.setRole, { userId: ben, role: "admin" }),
        as(name).mutation(api.users.deactivate, { userId: zoe }),
        as(name).mutation(api.users.reactivate, { userId: zoe }),
      ];
      for (const attempt of refused) await expect(attempt).rejects.toMatchObject(refusal(code));
    }
    await as("Ana").mutation(api.users.setRole, { userId: ben, role: "admin" });
    await as("Ben").mutation(api.users.deactivate, { userId: zoe });
    expect(await as("Ben").query(api.users.me, {})).toMatchObject({ role: "admin" });
  });

  test("the last active admin stays one", async () => {
    const { as, ana, ben } = await makeWorkspace();
    const alone = [
      as("Ana").mutation(api.users.setRole, { userId: ana, role: "member" }),
      as("Ana").mutation(api.users.deactivate, { userId: ana }),
    ];
    for (const attempt of alone) await expect(attempt).rejects.toMatchObject(refusal("LAST_ADMIN"));

    await as("Ana").mutation(api.users.setRole, { userId: ben, role: "admin" });
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const stepDown = as("Ana").mutation(api.users.setRole, { userId: ana, role: "member" });
    await expect(stepDown).rejects.toMatchObject(refusal("LAST_ADMIN"));
  });

  test("of two admins who deactivate each other at once, one remains", async () => {
    const { as, ana, ben } = await makeWorkspace();
    await as("Ana").mutation(api.users.setRole, { userId: ben, role: "admin" });
    const outcomes = await Promise.allSettled([
      as("Ana").mutation(api.users.deactivate, { userId: ben }),
      as("Ben").mutation(api.users.deactivate, { userId: ana }),
    ]);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toMatchObject([{ reason: refusal("DEACTIVATED") }]);
    const people = await everybody(as("Zoe"));
    expect(people.filter(({ role, isActive }) => role === "admin" && isActive)).toHaveLength(1);
  });

  test("whoever runs the server makes an admin, and a deactivated one active again", async () => {
    const { t, as, ben } = await makeWorkspace();
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    await t.mutation(internal.users.makeAdmin, { email: " Ben@example.com" });
    expect(await as("Ben").query(api.users.me, {})).toMatchObject({ role: "admin" });
    const nobody = t.mutation(internal.users.makeAdmin, { email: "max@example.com" });
    await expect(nobody).rejects.toMatchObject(refusal("NOT_FOUND"));
  });
});

test("mail to a deactivated person is not sent", async () => {
  const { t, as, ben } = await makeWorkspace();
  await t.mutation(internal.emails.sendLink, {
    kind: "passwordReset",
    to: "Ben@example.com",
    path: "/reset-password#1",
    expiresAt: 1,
    invitedBy: "",
    idempotencyKey: "1",
  });
  await as("Ana").mutation(api.users.deactivate, { userId: ben });
  expect(await t.mutation(internal.emails.claim, { sender: "one" })).toEqual([]);
  const { page } = await as("Ana").query(api.emails.list, { paginationOpts: firstPage });
  expect(page).toMatchObject([{ status: "failed", error: "The person has left." }]);
});

test("a person without a name is called after the address", async () => {
  const t = openDeployment();
  const nameless = t.withIdentity({ ...identityOf("Kim"), name: " " });
  await nameless.mutation(api.users.ensure, {});
  expect(await nameless.query(api.users.me, {})).toMatchObject({ name: "kim", email: "kim@example.com" });
});

test("people rename themselves, within reason", async () => {
  const { as } = await makeWorkspace();
  await as("Ben").mutation(api.users.update, { name: "  Ben\n Ito " });
  expect(await as("Ben").query(api.users.me, {})).toMatchObject({ name: "Ben Ito" });

  const rename = async (name: string) => await as("Ben").mutation(api.users.update, { name });
  await expect(rename(" \u200b ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  await expect(rename("x".repeat(81))).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
});
