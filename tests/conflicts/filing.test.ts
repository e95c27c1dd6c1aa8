/** Two people at once in one channel's folders and notes, as Convex would run them: the rules hold, and no word is lost. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Simulation } from "../../bench/conflicts/simulation.ts";
import { api } from "../../convex/_generated/api";
import { seededRandom } from "../../engine/lib/world.ts";
import { firstPage, identityOf } from "../../convex/testing.setup";

beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(seededRandom(8));
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 29) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function start() {
  const simulation = new Simulation(8, (ms) => void vi.setSystemTime(ms));
  const [ana, ben] = ["Ana", "Ben"].map((name) => simulation.t.withIdentity(identityOf(name)));
  for (const person of [ana!, ben!]) await person.mutation(api.users.ensure, {});
  const { page } = await ana!.query(api.channels.browse, { paginationOpts: firstPage });
  return { simulation, ana: ana!, channelId: page[0]!._id };
}

test("two folders that are moved into each other make no circle, and one name is given once", async () => {
  const { simulation, ana, channelId } = await start();
  const { create, list } = api.filing.folders;
  const make = async (name: string) => await ana.mutation(create, { channelId, parentId: null, name });
  const [a, b] = [await make("A"), await make("B")];
  simulation.send({ user: "Ana", path: "filing/folders:move", args: { folderId: a, parentId: b } });
  simulation.send({ user: "Ben", path: "filing/folders:move", args: { folderId: b, parentId: a } });
  await simulation.run();
  expect(simulation.tallies.get("filing/folders:move")).toMatchObject({ mutations: 2, hit: 1, refused: 1 });
  const folders = await ana.query(list, { channelId });
  expect(folders.filter(({ parentId }) => parentId === undefined)).toHaveLength(1);
  for (const user of ["Ana", "Ben"])
    simulation.send({
      user,
      path: "filing/folders:create",
      args: { channelId, parentId: null, name: "C" },
    });
  await simulation.run();
  expect(simulation.tallies.get("filing/folders:create")).toMatchObject({ hit: 1, refused: 1 });
});

test("two saves that began at one revision are both in the note", async () => {
  const { simulation, ana, channelId } = await start();
  const { create, get } = api.filing.notes;
  const text = "one\n\ntwo";
  const noteId = await ana.mutation(create, { channelId, folderId: null, title: "Note", text });
  const save = (user: string, after: string) =>
    simulation.send({ user, path: "filing/notes:save", args: { noteId, revision: 1, text: after } });
  save("Ana", "one by Ana\n\ntwo");
  save("Ben", "one\n\ntwo by Ben");
  await simulation.run();
  expect(simulation.tallies.get("filing/notes:save")).toMatchObject({ mutations: 2, hit: 1, refused: 0 });
  expect(await ana.query(get, { noteId })).toMatchObject({
    text: "one by Ana\n\ntwo by Ben",
    revision: 3,
  });
});
