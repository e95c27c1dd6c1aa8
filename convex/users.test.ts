import { expect, test } from "vitest";
import { api } from "./_generated/api";
import { identityOf, makeWorkspace, openDeployment, refusal } from "./testing.setup";

test("the first person becomes the admin, the next ones members, and everybody is in #general", async () => {
  const { as } = await makeWorkspace();

  expect(await as("Ana").query(api.users.me, {})).toMatchObject({ name: "Ana", role: "admin" });
  expect(await as("Zoe").query(api.users.me, {})).toMatchObject({ name: "Zoe", role: "member" });
  expect(await as("Zoe").query(api.channels.list, {})).toMatchObject([{ name: "general", isDefault: true }]);
});

test("signing in again is the same person", async () => {
  const { as, ben } = await makeWorkspace();
  expect(await as("Ben").mutation(api.users.ensure, {})).toBe(ben);
  expect(await as("Ben").query(api.users.list, {})).toHaveLength(3);
});

test("colleagues see names, never e-mail addresses or tokens", async () => {
  const { as, ana } = await makeWorkspace();
  const people = await as("Ben").query(api.users.list, {});
  expect(people.find(({ _id }) => _id === ana)).toEqual({
    _id: ana,
    name: "Ana",
    role: "admin",
    isActive: true,
  });
});

test("a new sign-in with the same verified address is the same person", async () => {
  const { t, as, ben } = await makeWorkspace();
  const moved = { ...identityOf("Ben"), issuer: "https://clerk.example", email: "Ben@Example.com" };

  const adopted = await t.withIdentity({ ...moved, emailVerified: true }).mutation(api.users.ensure, {});
  expect(adopted).toBe(ben);
  expect(await as("Ben").query(api.users.me, {})).toBeNull();
});

test("an unverified address proves nothing", async () => {
  const { t, ana } = await makeWorkspace();
  const impostor = t.withIdentity({
    ...identityOf("Ana"),
    issuer: "https://clerk.example",
    emailVerified: false,
  });
  expect(await impostor.mutation(api.users.ensure, {})).not.toBe(ana);
  expect(await impostor.query(api.users.me, {})).toMatchObject({ role: "member" });
});

test("a deactivated person is a stranger, by whatever sign-in", async () => {
  const { t, as, ben } = await makeWorkspace();
  await t.run(async (ctx) => await ctx.db.patch("users", ben, { deactivatedAt: 1 }));

  expect(await as("Ben").query(api.users.me, {})).toBeNull();
  await expect(as("Ben").query(api.channels.list, {})).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await expect(as("Ben").mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  const moved = t.withIdentity({
    ...identityOf("Ben"),
    issuer: "https://clerk.example",
    emailVerified: true,
  });
  await expect(moved.mutation(api.users.ensure, {})).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  const people = await as("Ana").query(api.users.list, {});
  expect(people.find(({ _id }) => _id === ben)).toMatchObject({ name: "Ben", isActive: false });
});

test("a person without a name is called after the address", async () => {
  const t = openDeployment();
  const nameless = t.withIdentity({ subject: "1", email: "kim@example.com", name: " " });
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
