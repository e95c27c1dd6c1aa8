import { expect, test } from "vitest";
import { api } from "../_generated/api";
import { makeWorkspace, refusal } from "../testing.setup";
import schema from "../schema";
import { TABLES } from "./documents";

const paginationOpts = { numItems: 50, cursor: null };

/** A workspace in which everything that people can write says "secret". */
async function makeSecrets() {
  const workspace = await makeWorkspace();
  const { as, say, hiring, general, ben } = workspace;
  const ana = as("Ana");
  await ana.mutation(api.channels.update, { channelId: hiring, name: "secret", description: "secret" });
  const messageId = await say("Ana", hiring, `<@${ben}> secret`);
  await ana.mutation(api.messages.addReaction, { messageId, emoji: "🤫" });
  await ana.mutation(api.messages.update, { messageId, text: "secret again" });
  await say("Ana", await ana.mutation(api.channels.openDirect, { userIds: [ben] }), "secret");
  const taskId = await ana.mutation(api.tasks.create, {
    title: "secret",
    description: "secret",
    tags: ["secret"],
    channelId: general,
    assigneeId: ben,
  });
  await ana.mutation(api.tasks.update, { taskId, category: "urgent", blockedReason: "secret" });
  await ana.mutation(api.users.update, { name: "secret" });
  await ana.mutation(api.workspace.update, { name: "secret" });
  return workspace;
}

test("admins see that documents are there, when they were made and how large they are, and nothing that people wrote", async () => {
  const { t, as } = await makeSecrets();
  const ids = await t.run(async (ctx) => (await ctx.db.query("users").collect()).map(({ _id }) => _id));
  const whole = JSON.stringify(
    await t.run(
      async (ctx) => await Promise.all(TABLES.map(async (table) => await ctx.db.query(table).collect())),
    ),
    (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value),
  );
  expect(whole.split("secret").length).toBeGreaterThan(20);
  for (const table of TABLES) {
    const { page } = await as("Ana").query(api.operator.documents.list, { table, paginationOpts });
    for (const document of page) {
      expect(JSON.stringify(document)).not.toMatch(/secret|🤫|@example\.com/);
      expect(document.size).toBeGreaterThan(10);
      // Whom something is about, or from, is not told either.
      if (table !== "users") for (const id of ids) expect(JSON.stringify(document)).not.toContain(id);
    }
  }
});

test("what is told of a person is what administration shows anyway", async () => {
  const { as, zoe } = await makeWorkspace();
  const { page } = await as("Ana").query(api.operator.documents.list, { table: "users", paginationOpts });
  expect(page[0]).toMatchObject({ _id: zoe, shown: { role: "member", isDeactivated: false } });
  const tables = await as("Ana").query(api.operator.documents.tables, {});
  const users = tables.find(({ name }) => name === "users")!;
  expect(users.shown).toEqual(["role", "isDeactivated"]);
  expect(users.hidden).toEqual(expect.arrayContaining(["name", "email", "tokenIdentifier"]));
});

test("the newest come first, a page at a time", async () => {
  const { as, say, general } = await makeWorkspace();
  for (let i = 0; i < 5; i += 1) await say("Ana", general, "x".repeat(i + 1));
  const list = async (cursor: string | null) =>
    await as("Ana").query(api.operator.documents.list, {
      table: "messages",
      paginationOpts: { numItems: 3, cursor },
    });
  const first = await list(null);
  const second = await list(first.continueCursor);
  const sizes = [...first.page, ...second.page].map(({ size }) => size);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect([first.page.length, second.page.length, second.isDone]).toEqual([3, 2, true]);
});

test("nobody but an admin reads them, and every table of the schema is decided on", async () => {
  const { as } = await makeWorkspace();
  const list = { table: "users", paginationOpts } as const;
  expect((await as("Ana").query(api.operator.documents.list, list)).page).toHaveLength(3);
  await expect(as("Ben").query(api.operator.documents.list, list)).rejects.toMatchObject(
    refusal("FORBIDDEN"),
  );
  await expect(as("Max").query(api.operator.documents.list, list)).rejects.toMatchObject(
    refusal("NOT_SIGNED_IN"),
  );
  await expect(as("Ben").query(api.operator.documents.tables, {})).rejects.toMatchObject(
    refusal("FORBIDDEN"),
  );
  expect(TABLES.toSorted()).toEqual(Object.keys(schema.tables).toSorted());
});
