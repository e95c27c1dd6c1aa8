/** People with tokens and channels with them in it, made through the public functions. */
import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import { signToken, type TestIssuer } from "../tests/support/testIssuer.ts";

export type Workspace = { tokens: string[]; channelIds: string[] };

const TOKEN_LIFETIME_S = 4 * 60 * 60;

export async function makeWorkspace(
  url: string,
  issuer: Pick<TestIssuer, "url" | "privateKey">,
  people: number,
  channels: number,
): Promise<Workspace> {
  const clients: { token: string; client: ConvexHttpClient }[] = [];
  for (let i = 0; i < people; i++) {
    const token = await signToken(issuer, { subject: `person-${i}`, name: `Person ${i}` }, TOKEN_LIFETIME_S);
    const client = new ConvexHttpClient(url);
    client.setAuth(token);
    await client.mutation(api.users.ensure, {});
    clients.push({ token, client });
  }
  const channelIds: string[] = [];
  for (let i = 0; i < channels; i++) {
    const channelId = await clients[0]!.client.mutation(api.channels.create, { name: `channel-${i}` });
    for (const { client } of clients.slice(1)) await client.mutation(api.channels.join, { channelId });
    channelIds.push(channelId);
  }
  return { tokens: clients.map(({ token }) => token), channelIds };
}

/** Channels with one person in each. */
export async function makeOwnChannels(url: string, tokens: string[], count: number) {
  const own: { token: string; channelId: string }[] = [];
  for (let i = 0; i < count; i++) {
    const token = tokens[i % tokens.length]!;
    const client = new ConvexHttpClient(url);
    client.setAuth(token);
    own.push({ token, channelId: await client.mutation(api.channels.create, { name: `own-${i}` }) });
  }
  return own;
}

/** Tasks of a channel, with their numbers. */
export async function makeTasks(url: string, token: string, channelId: string, count: number) {
  const client = new ConvexHttpClient(url);
  client.setAuth(token);
  const ids = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const draft = { title: `Task ${i} that messages name`, channelId: channelId as Id<"channels"> };
      return await client.mutation(api.tasks.create, draft);
    }),
  );
  return await Promise.all(ids.map(async (taskId) => await client.query(api.tasks.get, { taskId })));
}
