/** People who are deactivated or change roles, with the sign-in and the live screens they have. */
import { ConvexClient } from "convex/browser";
import { expect, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { PASSWORD, startOwnApp, visitor } from "../support/ownApp.ts";
import type { Engine } from "../../engine/engine.ts";

type Visitor = ReturnType<typeof visitor>;

async function connect({ port }: Engine, person: Visitor) {
  const client = new ConvexClient(`http://127.0.0.1:${port}`, { logger: false });
  client.setAuth(person.token);
  onTestFinished(async () => await client.close());
  return { client, userId: await client.mutation(api.users.ensure, {}) };
}

/** Ana is the admin, Ben came by her invitation; both are connected. */
async function makeTeam() {
  const engine = await startOwnApp({});
  const ana = visitor(engine);
  await ana.post("sign-up/email", { name: "Ana", email: "ana@example.com", password: PASSWORD });
  const admin = await connect(engine, ana);
  const ben = visitor(engine);
  const { body } = await ana.post("invites", {});
  const inviteToken = (body as { url: string }).url.split("/").at(-1);
  await ben.post("sign-up/email", { name: "Ben", email: "ben@example.com", password: PASSWORD, inviteToken });
  return { engine, ana, ben, admin, member: await connect(engine, ben) };
}

/** The error that ends a live query. */
async function errorFrom(watch: (fail: (error: Error) => void) => unknown): Promise<Error> {
  return await new Promise<Error>((resolve) => void watch(resolve));
}

test("a deactivated person's live queries end, although the token is still valid", async () => {
  const { admin, member } = await makeTeam();
  const paginationOpts = { numItems: 1, cursor: null };
  const browsed = await admin.client.query(api.channels.browse, { paginationOpts });
  const [everybody] = browsed.page;
  const channelId = everybody!._id;
  const seen: string[] = [];
  const page = { channelId, paginationOpts: { numItems: 10, cursor: null } };
  const onMessages = ({ page: messages }: { page: { text: string }[] }) =>
    seen.push(...messages.map(({ text }) => text));
  const ended = [
    errorFrom((fail) => member.client.onUpdate(api.messages.paginated, page, onMessages, fail)),
    errorFrom((fail) => member.client.onUpdate(api.channels.list, {}, () => {}, fail)),
    errorFrom((fail) => member.client.onUpdate(api.tasks.counts, {}, () => {}, fail)),
    errorFrom((fail) => member.client.onUpdate(api.users.names, { ids: [] }, () => {}, fail)),
  ];
  await admin.client.mutation(api.messages.create, { channelId, text: "before" });
  await expect.poll(() => seen).toContain("before");

  await admin.client.mutation(api.users.deactivate, { userId: member.userId });
  await admin.client.mutation(api.messages.create, { channelId, text: "after" });

  for (const error of await Promise.all(ended))
    expect(error).toMatchObject({ data: { code: "DEACTIVATED" } });
  const refused = member.client.mutation(api.messages.create, { channelId, text: "still here" });
  await expect(refused).rejects.toMatchObject({ data: { code: "DEACTIVATED" } });
  expect(seen).not.toContain("after");
});

test("of thirty removals from a channel in the middle of talk, none lets a later message through", async () => {
  const { admin, member } = await makeTeam();
  const { client: ana } = admin;
  const { client: ben, userId } = member;
  for (let round = 0; round < 30; round++) {
    const channelId = await ana.mutation(api.channels.create, { name: "secret", isPrivate: true });
    await ana.mutation(api.channels.addMember, { channelId, userId });
    const seen: string[] = [];
    const page = { channelId, paginationOpts: { numItems: 50, cursor: null } };
    const { promise: shown, resolve: show } = Promise.withResolvers<void>();
    const ended = errorFrom((fail) =>
      ben.onUpdate(
        api.messages.paginated,
        page,
        ({ page: messages }) => {
          seen.push(...messages.map(({ text }) => text));
          show();
        },
        fail,
      ),
    );
    await shown;
    const say = async (text: string) => await ana.mutation(api.messages.create, { channelId, text });
    // One client's mutations are done in the order they were asked for.
    await Promise.all([
      ...["1", "2", "3"].map(say),
      ana.mutation(api.channels.removeMember, { channelId, userId }),
      ...["after 1", "after 2", "after 3"].map(say),
    ]);
    expect(await ended).toMatchObject({ data: { code: "NOT_FOUND" } });
    expect(seen.filter((text) => text.startsWith("after"))).toEqual([]);
  }
});

test("[ID11] a deactivated person gets no token and no sign-in until they are reactivated", async () => {
  const { engine, ben, admin, member } = await makeTeam();
  const signIn = async (password: string) =>
    await visitor(engine).post("sign-in/email", { email: "ben@example.com", password });
  await admin.client.mutation(api.users.deactivate, { userId: member.userId });

  expect(await ben.session()).toMatchObject({ code: "DEACTIVATED" });
  expect(await ben.token()).toBeUndefined();
  expect(await signIn(PASSWORD)).toMatchObject({ status: 403, body: { code: "DEACTIVATED" } });
  expect(await signIn("wrong password")).toMatchObject({ status: 401 });

  await admin.client.mutation(api.users.reactivate, { userId: member.userId });
  expect(await ben.token()).toBeTypeOf("string");
  expect(await signIn(PASSWORD)).toMatchObject({ status: 200 });
});

test("[ID11] who invites is who is an admin now", async () => {
  const { ana, ben, admin, member } = await makeTeam();
  expect((await ben.post("invites", {})).status).toBe(403);
  await admin.client.mutation(api.users.setRole, { userId: member.userId, role: "admin" });
  expect((await ben.post("invites", {})).status).toBe(200);
  await member.client.mutation(api.users.setRole, { userId: admin.userId, role: "member" });
  expect((await ana.post("invites", {})).status).toBe(403);
});

type Counted = { path: string; sinceStart: { count: number; failed: number } };
type Line = { text: string; path: string };

test("[HT13] [HT14] functions are counted, and what they log is there, without what people wrote", async () => {
  const { ana, admin } = await makeTeam();
  const text = "nobody's business";
  const counted = async () => {
    const { body } = await ana.get("server/functions");
    const { functions } = body as { functions: Counted[] };
    return functions.find(({ path }) => path === "messages:create");
  };
  const logged = async (after: number) =>
    (await ana.get(`server/logs?after=${after}`)).body as { cursor: number; lines: Line[] };
  // Other tests have used this server before.
  const before = await counted();
  const { cursor } = await logged(0);
  await expect(admin.client.mutation(api.messages.create, { text } as never)).rejects.toThrow(/Error/);
  const { count = 0, failed = 0 } = before?.sinceStart ?? {};
  expect(await counted()).toMatchObject({
    kind: "mutation",
    sinceStart: { count: count + 1, failed: failed + 1 },
  });
  await expect.poll(async () => (await logged(cursor)).lines).toHaveLength(1);
  const [line] = (await logged(cursor)).lines;
  expect(line).toMatchObject({ path: "messages:create", level: "error", kind: "mutation" });
  expect(line!.text).toMatch(/ArgumentValidationError/);
  expect(line!.text).not.toContain(text);
});

const SERVER_PATHS = ["server", "server/functions", "server/logs"];

test.each(SERVER_PATHS)(
  "[HT12] [HT13] [HT14] %s is for who is an admin now, and for nobody else",
  async (path) => {
    const { engine, ana, ben, admin, member } = await makeTeam();
    expect((await ana.get(path)).status).toBe(200);
    const stranger = await visitor(engine).get(path);
    expect(stranger).toMatchObject({ status: 401, body: { code: "NOT_SIGNED_IN" } });
    const refused = { status: 403, body: { code: "ADMIN_ONLY" } };
    expect(await ben.get(path)).toMatchObject(refused);
    await admin.client.mutation(api.users.setRole, { userId: member.userId, role: "admin" });
    expect((await ben.get(path)).status).toBe(200);
    await member.client.mutation(api.users.setRole, { userId: admin.userId, role: "member" });
    expect(await ana.get(path)).toMatchObject(refused);
    await member.client.mutation(api.users.deactivate, { userId: admin.userId });
    expect(await ana.get(path)).toMatchObject(refused);
  },
);

test("[HT12] the figures of the server are its own", async () => {
  const { ana } = await makeTeam();
  const read = await ana.get("server");
  expect(read.status).toBe(200);
  expect(read.body).toMatchObject({
    connections: 2,
    backup: null,
    threadRestarts: 0,
    counters: { storeBytes: expect.any(Number) as number },
    sizes: [{ bytes: expect.any(Number) as number }, { bytes: expect.any(Number) as number }],
  });
  const { tables } = read.body as { tables: object[] };
  expect(tables).toContainEqual(expect.objectContaining({ component: "", name: "users", count: 2 }));
});
