/** Whom a change of a person costs something: whoever reads what it writes is run again. */
import { expect, test } from "vitest";
import { meets, recorded } from "../../bench/conflicts/recording.ts";
import { api } from "../../convex/_generated/api";
import { firstPage, makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** What a window asks, each by a name of its own. */
function questions({ as, ana, ben, general: channelId }: Workspace) {
  const zoe = as("Zoe");
  const place = { channelId };
  const page = { paginationOpts: firstPage };
  return {
    "names with Ben": async () => await zoe.query(api.users.names, { ids: [ana, ben] }),
    "names without Ben": async () => await zoe.query(api.users.names, { ids: [ana] }),
    "the palette, looking for him": async () => await zoe.query(api.users.find, { text: "ben" }),
    "the palette, looking for Ana": async () => await zoe.query(api.users.find, { text: "ana" }),
    "the directory": async () => await zoe.query(api.users.list, page),
    "how many there are": async () => await zoe.query(api.users.count, {}),
    me: async () => await zoe.query(api.users.me, {}),
    channels: async () => await zoe.query(api.channels.list, {}),
    channel: async () => await zoe.query(api.channels.get, place),
    "its header's number": async () => await zoe.query(api.channels.memberCount, place),
    "its members": async () => await zoe.query(api.channels.members, { ...place, ...page }),
    "who of those mentioned is in it": async () =>
      await zoe.query(api.channels.areMembers, { ...place, ids: [ben] }),
    "its end": async () => await zoe.query(api.channels.head, place),
    "its messages": async () => await zoe.query(api.messages.paginated, { ...place, ...page }),
    "how far Zoe has read": async () => await zoe.query(api.channels.position, { channelId }),
    "her tasks": async () => await zoe.query(api.tasks.mine, page),
  };
}

/** The questions that a change makes to be asked again. */
async function askedAgain(workspace: Workspace, change: () => Promise<unknown>): Promise<string[]> {
  const asked: [string, Awaited<ReturnType<typeof recorded>>][] = [];
  for (const [name, ask] of Object.entries(questions(workspace))) asked.push([name, await recorded(ask)]);
  const { writes } = await recorded(change);
  return asked.filter(([, { reads }]) => meets(reads, writes)).map(([name]) => name);
}

test("a rename is told to those who show the person, and to nobody else", async () => {
  const workspace = await makeWorkspace();
  await workspace.say("Ben", workspace.general, "Hello");
  const rename = async () => await workspace.as("Ben").mutation(api.users.update, { name: "Bennet" });
  expect(await askedAgain(workspace, rename)).toEqual([
    "names with Ben",
    "the palette, looking for him",
    "the directory",
  ]);
});

test("a newcomer is told to those who see lists and numbers of people, and not where people are named", async () => {
  const workspace = await makeWorkspace();
  const join = async () => await workspace.as("Max").mutation(api.users.ensure, {});
  expect(await askedAgain(workspace, join)).toEqual([
    "the directory",
    "how many there are",
    "its header's number",
    "its members",
  ]);
});
