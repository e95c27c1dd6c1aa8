import { expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

const { createMany } = api.board.newTasks;
const titles = async (reader: Parameters<typeof boardOf>[0]) =>
  (await boardOf(reader)).map(({ title }) => title);

test("several tasks are made in their order, once by their client's id, and taken back at once", async () => {
  const { as, ben } = await makeWorkspace();
  const drafts = [
    { title: "One", tags: ["docs"], priority: "high" as const },
    { title: "Two", status: "done" as const },
    { title: "Three", assigneeId: ben },
  ];
  const make = async (who: "Ana" | "Ben" = "Ana") =>
    await as(who).mutation(createMany, { clientId: "c1", drafts });
  const answer = await make();
  expect(answer).toEqual({ made: 3, commitTs: expect.any(BigInt) as bigint, refused: [] });
  expect(await make()).toEqual(answer);
  expect(await boardOf(as("Ana"))).toMatchObject([
    { title: "One", tags: ["docs"], priority: "high", number: 1 },
    { title: "Three", assigneeId: ben, number: 3 },
    { title: "Two", completedAt: expect.any(Number) as number, number: 2 },
  ]);
  expect(await as("Ana").mutation(api.undo.action, { commitTs: answer.commitTs as bigint })).toMatchObject({
    count: 3,
  });
  expect(await boardOf(as("Ana"))).toEqual([]);
  // The id of somebody else's client is another one.
  expect(await make("Ben")).toMatchObject({ made: 3 });
});

test("a bad row is left out with its reason, and stops no other", async () => {
  const { as, ana, zoe, hiring } = await makeWorkspace();
  const drafts = [
    { title: "One", channelId: hiring },
    { title: "  " },
    { title: "x".repeat(201) },
    { title: "For her", channelId: hiring, assigneeId: zoe },
    { title: "Bad tag", tags: [" "] },
    { title: "Late", dueDate: Number.NaN },
    { title: "Two", assigneeId: ana },
  ];
  const codes = ["TEXT_EMPTY", "TEXT_TOO_LONG", "ASSIGNEE_NOT_MEMBER", "TAG_INVALID", "DATE_INVALID"];
  expect(await as("Ana").mutation(createMany, { clientId: "c1", drafts })).toMatchObject({
    made: 2,
    refused: codes.map((code, i) => ({ index: i + 1, code })),
  });
  expect(await titles(as("Ana"))).toEqual(["One", "Two"]);
  // Who may not read the channel makes none of them there, and learns nothing of it.
  const answer = await as("Zoe").mutation(createMany, { clientId: "c1", drafts: [drafts[0]!, drafts[6]!] });
  expect(answer).toMatchObject({ made: 1, refused: [{ index: 0, code: "NOT_FOUND" }] });
});

test("more than may be chosen, and ids that are none, are refused as a whole", async () => {
  const { as } = await makeWorkspace();
  const drafts = Array.from({ length: LIMITS.tasksMade }, (_, i) => ({ title: `${i}` }));
  const make = async (clientId: string, more: typeof drafts = []) =>
    await as("Ana").mutation(createMany, { clientId, drafts: [...drafts, ...more] });
  await expect(make("c1", [{ title: "More" }])).rejects.toMatchObject(refusal("TOO_MANY_IDS"));
  for (const id of ["", "x".repeat(65)])
    await expect(make(id)).rejects.toMatchObject(refusal("CLIENT_ID_INVALID"));
  expect(await titles(as("Ana"))).toEqual([]);
  const { commitTs } = await make("c1");
  expect(await titles(as("Ana"))).toHaveLength(LIMITS.tasksMade);
  await as("Ana").mutation(api.undo.action, { commitTs: commitTs as bigint });
  expect(await titles(as("Ana"))).toEqual([]);
});

test("two calls at the same time make them once", async () => {
  const { as } = await makeWorkspace();
  const call = { clientId: "c1", drafts: [{ title: "One" }, { title: "Two" }] };
  await Promise.all([1, 2, 3].map(async () => await as("Ana").mutation(createMany, call)));
  expect(await titles(as("Ana"))).toEqual(["One", "Two"]);
});

test("answers are kept for a day", async () => {
  const { t, as } = await makeWorkspace();
  await as("Ana").mutation(createMany, { clientId: "c1", drafts: [{ title: "One" }] });
  const kept = async () => (await t.run(async ({ db }) => await db.query("taskBatches").collect())).length;
  const now = Date.now();
  const after = async (ms: number) => {
    const clock = vi.spyOn(Date, "now").mockReturnValue(now + ms);
    await t.mutation(internal.operator.cronRuns.cleanUp, {});
    clock.mockRestore();
    return await kept();
  };
  expect([await after(DAY_MS - 60_000), await after(DAY_MS + 60_000)]).toEqual([1, 0]);
});
