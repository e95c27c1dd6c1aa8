import type { FunctionArgs, FunctionReference } from "convex/server";
import { convexToJson, type Value } from "convex/values";
import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { makeWorkspace, type openDeployment } from "../../testing.setup";

type Reader = Pick<ReturnType<typeof openDeployment>, "query">;
type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** Puts many people into the workspace, the channel of everybody and the private one; half of them have left. */
async function crowd({ t, general, hiring }: Workspace, count: number): Promise<void> {
  await t.run(async (ctx) => {
    const inserting = Array.from({ length: count }, async (_, i) => {
      const isDeactivated = i % 2 === 1;
      const name = { name: `Person ${i + 1000}`, nameKey: `person ${i + 1000}` };
      const standing = { isDeactivated, ...(isDeactivated && { deactivatedAt: 1 }), role: "member" as const };
      const userId = await ctx.db.insert("users", { ...name, ...standing, tokenIdentifier: `crowd|${i}` });
      for (const channelId of [general, hiring])
        await ctx.db.insert("memberships", { channelId, userId, joinedAt: 1, isDeactivated });
    });
    await Promise.all(inserting);
  });
}

/** What a window asks that shows a channel with its header and its members, the palette, the pickers and the settings. */
function questions({ general, hiring, ana }: Workspace) {
  const ask =
    <F extends FunctionReference<"query">>(query: F, args: FunctionArgs<F>) =>
    async (reader: Reader): Promise<unknown> =>
      await reader.query(query as FunctionReference<"query">, args);
  const page = { paginationOpts: { numItems: 20, cursor: null } };
  const inChannel = (channelId: Id<"channels">) => [
    ask(api.channels.get, { channelId }),
    ask(api.channels.memberCount, { channelId }),
    ask(api.channels.members, { channelId, ...page }),
    ask(api.channels.areMembers, { channelId, ids: [ana] }),
    ask(api.messages.paginated, { channelId, ...page }),
    ask(api.users.find, { text: "", channelId }),
    ask(api.users.find, { text: "person", channelId, isMember: true }),
  ];
  return [
    ...inChannel(general),
    ...inChannel(hiring),
    ask(api.channels.list, {}),
    ask(api.channels.browse, page),
    ask(api.channels.position, { channelId: hiring }),
    ask(api.users.me, {}),
    ask(api.users.names, { ids: [ana] }),
    ask(api.users.find, { text: "person" }),
    ask(api.users.find, { text: "" }),
    ask(api.users.list, page),
    ask(api.users.list, { ...page, text: "person" }),
    ask(api.users.count, {}),
    ask(api.users.onlyAdmin, {}),
  ];
}

/** The sizes of all answers. */
async function sizes(workspace: Workspace): Promise<number[]> {
  const answers = questions(workspace).map(async (ask) => await ask(workspace.as("Ana")));
  return (await Promise.all(answers)).map((answer) => JSON.stringify(convexToJson(answer as Value)).length);
}

const MANY = 1_000;
const FEW = 120;

test("no answer to a window grows with the number of people", async () => {
  const small = await makeWorkspace();
  await crowd(small, FEW);
  const large = await makeWorkspace();
  await crowd(large, MANY);
  const [of, than] = [await sizes(large), await sizes(small)];
  for (const [i, size] of of.entries()) expect([i, Math.abs(size - than[i]!) < 120]).toEqual([i, true]);
  // A page of twenty people with their names.
  expect(Math.max(...of)).toBeLessThan(6_000);
});

test("the names of everybody, asked for by their ids, are those of the table", async () => {
  const workspace = await makeWorkspace();
  await crowd(workspace, FEW);
  await workspace.as("Ben").mutation(api.users.update, { name: "Benedikt" });
  const users = await workspace.t.run(async (ctx) => await ctx.db.query("users").collect());
  const ids = users.map(({ _id }) => _id);
  const chunks = [ids.slice(0, 100), ids.slice(100)];
  const told = await Promise.all(
    chunks.map(async (chunk) => await workspace.as("Zoe").query(api.users.names, { ids: chunk })),
  );
  const named = told.flat().map(({ _id, name, isActive }) => [_id, name, isActive]);
  expect(named).toEqual(users.map(({ _id, name, isDeactivated }) => [_id, name, !isDeactivated]));
});
