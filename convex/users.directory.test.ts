import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { LIMITS } from "./shared/limits";
import { firstPage, identityOf, makeWorkspace, refusal } from "./testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** Signs people up, one after the other. */
async function join({ t }: Workspace, names: readonly string[]): Promise<Id<"users">[]> {
  const ids: Id<"users">[] = [];
  for (const [i, name] of names.entries()) {
    const identity = { ...identityOf(`person${i}of${names.length}`), name };
    ids.push(await t.withIdentity(identity).mutation(api.users.ensure, {}));
  }
  return ids;
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `Person ${i + 100}`);
const namesOf = (people: readonly { name: string }[]) => people.map(({ name }) => name);

describe("names by id", () => {
  test("people are named by their ids, those who left as well, each once", async () => {
    const { as, ana, ben } = await makeWorkspace();
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const people = await as("Zoe").query(api.users.names, { ids: [ben, ana, ben] });
    expect(people.map(({ name, isActive }) => [name, isActive])).toEqual([
      ["Ben", false],
      ["Ana", true],
    ]);
  });

  test("what is no id of a person is left out: anybody can write a mention of anything", async () => {
    const { as, ana, general } = await makeWorkspace();
    const ids = ["nobody", "", general, "x".repeat(10_000), ana];
    expect(namesOf(await as("Ben").query(api.users.names, { ids }))).toEqual(["Ana"]);
  });

  test("a hundred are asked for at once, and no more", async () => {
    const { as, ana } = await makeWorkspace();
    const ask = async (count: number) =>
      await as("Ben").query(api.users.names, { ids: Array.from({ length: count }, () => ana) });
    expect(await ask(LIMITS.idsAsked)).toHaveLength(1);
    await expect(ask(LIMITS.idsAsked + 1)).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
  });

  test("strangers and people who were deactivated learn no name", async () => {
    const { as, ana, ben } = await makeWorkspace();
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    for (const [name, code] of [
      ["Max", "NOT_SIGNED_IN"],
      ["Ben", "DEACTIVATED"],
    ] as const) {
      const refused = [
        as(name).query(api.users.names, { ids: [ana] }),
        as(name).query(api.users.find, { text: "a" }),
        as(name).query(api.users.list, { paginationOpts: firstPage }),
        as(name).query(api.users.count, {}),
        as(name).query(api.users.onlyAdmin, {}),
      ];
      for (const attempt of refused) await expect(attempt).rejects.toMatchObject(refusal(code));
    }
    expect(namesOf(await as("Zoe").query(api.users.names, { ids: [ana] }))).toEqual(["Ana"]);
  });
});

describe("people found by text", () => {
  test("each word that is typed begins a word of the name, whatever its case and accents", async () => {
    const workspace = await makeWorkspace();
    await join(workspace, ["Zoë O’Hara", "Anne-Marie Łukasz", "Mariette Jung"]);
    const find = async (text: string) => namesOf(await workspace.as("Ben").query(api.users.find, { text }));
    expect(await find("ZOE")).toEqual(["Zoe", "Zoë O’Hara"]);
    expect(await find("hara zo")).toEqual(["Zoë O’Hara"]);
    expect(await find("lukasz")).toEqual(["Anne-Marie Łukasz"]);
    expect(await find("mari")).toEqual(["Mariette Jung", "Anne-Marie Łukasz"]);
    expect(await find("ette")).toEqual([]);
  });

  test("people who left are not found, and are once they are back", async () => {
    const { as, ben } = await makeWorkspace();
    const find = async () => namesOf(await as("Ana").query(api.users.find, { text: "be" }));
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    expect(await find()).toEqual([]);
    await as("Ana").mutation(api.users.reactivate, { userId: ben });
    expect(await find()).toEqual(["Ben"]);
  });

  test("a person is found by the name they have now", async () => {
    const { as } = await makeWorkspace();
    await as("Ben").mutation(api.users.update, { name: "Benedikt Ito" });
    const find = async (text: string) => namesOf(await as("Ana").query(api.users.find, { text }));
    expect([await find("ito"), await find("ben")]).toEqual([["Benedikt Ito"], ["Benedikt Ito"]]);
  });

  test("nothing typed answers with the channel's people and then the others, by name", async () => {
    const workspace = await makeWorkspace();
    await join(workspace, ["Carla", "aaron"]);
    const people = await workspace
      .as("Ben")
      .query(api.users.find, { text: " ", channelId: workspace.hiring });
    expect(people.map(({ name, isMember }) => [name, isMember])).toEqual([
      ["Ana", true],
      ["Ben", true],
      ["aaron", false],
      ["Carla", false],
      ["Zoe", false],
    ]);
    const all = namesOf(await workspace.as("Ben").query(api.users.find, { text: "" }));
    expect(all).toEqual(["aaron", "Ana", "Ben", "Carla", "Zoe"]);
  });

  test("only the people of a channel are found, or only others, where that is asked", async () => {
    const { as, hiring: channelId } = await makeWorkspace();
    const find = async (text: string, isMember: boolean) =>
      namesOf(await as("Ben").query(api.users.find, { text, channelId, isMember }));
    expect([await find("", true), await find("", false)]).toEqual([["Ana", "Ben"], ["Zoe"]]);
    expect([await find("z", true), await find("z", false)]).toEqual([[], ["Zoe"]]);
  });

  test("the people of a large channel are found among everybody", async () => {
    const workspace = await makeWorkspace();
    const { as, general: channelId } = workspace;
    await join(workspace, numbered(LIMITS.membersMatched + 10));
    const outsiders = await as("Ana").mutation(api.channels.create, { name: "few" });
    const find = async (args: { channelId: Id<"channels">; isMember?: boolean }) =>
      await as("Ana").query(api.users.find, { text: "person 105", ...args });
    expect(await find({ channelId })).toMatchObject([{ name: "Person 105", isMember: true }]);
    expect(await find({ channelId, isMember: true })).toHaveLength(1);
    expect(await find({ channelId, isMember: false })).toEqual([]);
    expect(await find({ channelId: outsiders })).toMatchObject([{ name: "Person 105", isMember: false }]);
    const first = await as("Ana").query(api.users.find, { text: "", channelId });
    expect(first).toHaveLength(LIMITS.peopleFound);
  });

  test("the channel is read through its door, and a text of any length is answered", async () => {
    const { as, hiring: channelId } = await makeWorkspace();
    const text = "z".repeat(200_000);
    expect(await as("Ben").query(api.users.find, { text, channelId })).toEqual([]);
    const stranger = as("Zoe").query(api.users.find, { text, channelId });
    await expect(stranger).rejects.toMatchObject(refusal("NOT_FOUND"));
    const word = "a ".repeat(50_000);
    expect(namesOf(await as("Ben").query(api.users.find, { text: word, channelId }))).toEqual(["Ana"]);
  });
});

describe("the directory", () => {
  test("people are listed by name, page by page, those who left apart", async () => {
    const workspace = await makeWorkspace();
    const { as, ben } = workspace;
    await join(workspace, ["Émile", "dora", "Carl"]);
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const page = async (cursor: string | null) =>
      await as("Zoe").query(api.users.list, { paginationOpts: { numItems: 3, cursor } });
    const first = await page(null);
    const second = await page(first.continueCursor);
    expect([namesOf(first.page), namesOf(second.page)]).toEqual([
      ["Ana", "Carl", "dora"],
      ["Émile", "Zoe"],
    ]);
    const left = await as("Zoe").query(api.users.list, { isDeactivated: true, paginationOpts: firstPage });
    expect(left.page).toMatchObject([{ name: "Ben", isActive: false }]);
  });

  test("a text narrows it down, among those who are here and those who left", async () => {
    const workspace = await makeWorkspace();
    const { as, ben } = workspace;
    await join(workspace, ["Bea Ito", "Ben Ito", "Ben Ody"]);
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    const list = async (text: string, isDeactivated = false) => {
      const args = { text, isDeactivated, paginationOpts: firstPage };
      return namesOf((await as("Zoe").query(api.users.list, args)).page);
    };
    expect(await list("be")).toEqual(["Bea Ito", "Ben Ito", "Ben Ody"]);
    expect(await list("ito ben")).toEqual(["Ben Ito"]);
    expect([await list("be", true), await list("z", true)]).toEqual([["Ben"], []]);
    expect(await list("x".repeat(200_000))).toEqual([]);
  });

  test("it says how many active people there are, and who is the only admin", async () => {
    const { t, as, ana, ben } = await makeWorkspace();
    const facts = async () => [
      await as("Zoe").query(api.users.count, {}),
      await as("Zoe").query(api.users.onlyAdmin, {}),
    ];
    expect(await facts()).toEqual([3, ana]);
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    expect(await facts()).toEqual([2, ana]);
    await t.mutation(internal.users.makeAdmin, { email: "ben@example.com" });
    expect(await facts()).toEqual([3, null]);
  });
});
