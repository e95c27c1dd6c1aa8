import { describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import { initialSections, withOrder, withPlace, withSectionBefore } from "../../shared/chat/sidebar";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

const { sections, addSection, chooseSection, removeSection, moveSection, place, arrange } = api.chat.sidebar;

async function makeSidebar() {
  const workspace = await makeWorkspace();
  const ben = workspace.as("Ben");
  const seen = async () =>
    (await ben.query(sections, {})).map(({ id, name, channelIds }) => ({ name: name ?? id, channelIds }));
  return { ...workspace, ben, seen };
}

describe("sections of a sidebar", () => {
  test("are three for everybody, and one's own between them", async () => {
    const { as, ben, seen } = await makeSidebar();
    expect(await ben.query(sections, {})).toEqual(initialSections());
    const id = await ben.mutation(addSection, { name: "  Clients " });
    await ben.mutation(addSection, { name: "Later" });
    expect((await seen()).map(({ name }) => name)).toEqual([
      "favourites",
      "Clients",
      "Later",
      "channels",
      "people",
    ]);
    await ben.mutation(chooseSection, { sectionId: id, name: "Customers", isFolded: true });
    await ben.mutation(moveSection, { sectionId: id });
    expect(await ben.query(sections, {})).toMatchObject([
      {},
      { name: "Later" },
      {},
      {},
      { name: "Customers", isFolded: true, hidesRead: false },
    ]);
    expect(await as("Ana").query(sections, {})).toEqual(initialSections());
  });

  test("take a channel from where it was, and give it back when they end", async () => {
    const { ben, seen, hiring, general } = await makeSidebar();
    const sectionId = await ben.mutation(addSection, { name: "Clients" });
    await ben.mutation(place, { channelId: hiring, sectionId: "favourites" });
    await ben.mutation(place, { channelId: hiring, sectionId });
    await ben.mutation(arrange, { sectionId, channelIds: [general, hiring, general] });
    expect(await seen()).toEqual([
      { name: "favourites", channelIds: [] },
      { name: "Clients", channelIds: [general, hiring] },
      { name: "channels", channelIds: [] },
      { name: "people", channelIds: [] },
    ]);
    await ben.mutation(place, { channelId: general });
    await ben.mutation(removeSection, { sectionId });
    await ben.mutation(removeSection, { sectionId }); // a repeated request
    expect((await seen()).map(({ channelIds }) => channelIds)).toEqual([[], [], []]);
  });

  test("refuse what is not theirs", async () => {
    const { as, ben, hiring } = await makeSidebar();
    const sectionId = await as("Ana").mutation(addSection, { name: "Ana's" });
    const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
      await expect(answer).rejects.toMatchObject(refusal(code));
    await refused(ben.mutation(place, { channelId: hiring, sectionId }), "NOT_FOUND");
    await refused(ben.mutation(arrange, { sectionId, channelIds: [hiring] }), "NOT_FOUND");
    await refused(ben.mutation(chooseSection, { sectionId, isFolded: true }), "NOT_FOUND");
    await refused(ben.mutation(moveSection, { sectionId }), "NOT_FOUND");
    await refused(as("Zoe").mutation(place, { channelId: hiring }), "NOT_FOUND");
    await refused(ben.mutation(addSection, { name: " " }), "NAME_EMPTY");
    await refused(ben.mutation(addSection, { name: "x".repeat(LIMITS.sectionName + 1) }), "TEXT_TOO_LONG");
    await refused(ben.mutation(chooseSection, { sectionId: "people", name: "Us" }), "FORBIDDEN");
    await refused(ben.mutation(removeSection, { sectionId: "favourites" }), "FORBIDDEN");
    const many = Array.from({ length: LIMITS.channelsPlaced + 1 }, () => hiring);
    await refused(ben.mutation(arrange, { sectionId: "people", channelIds: many }), "TOO_MANY_PLACED");
    for (let i = initialSections().length; i < LIMITS.sections; i++)
      await ben.mutation(addSection, { name: `Section ${i}` });
    await refused(ben.mutation(addSection, { name: "One more" }), "TOO_MANY_SECTIONS");
  });
});

describe("the rules of sections", () => {
  test("a channel stands in one section at most, whatever is done", () => {
    let now = initialSections();
    let seed = 7;
    const any = (below: number) => (seed = (seed * 16_807) % 2_147_483_647) % below;
    for (let step = 0; step < 500; step++) {
      const id = now[any(3)]!.id;
      const channels = Array.from({ length: any(4) }, () => `c${any(6)}`);
      if (any(3) === 0) now = withOrder(now, id, channels);
      else if (any(2) === 0) now = withPlace(now, `c${any(6)}`, any(4) === 0 ? undefined : id);
      else now = withSectionBefore(now, id, now[any(3)]!.id);
      const all = now.flatMap(({ channelIds }) => channelIds);
      expect(new Set(all).size).toBe(all.length);
      expect(now.map((one) => one.id).toSorted()).toEqual(["channels", "favourites", "people"]);
    }
  });
});
