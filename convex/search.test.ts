import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { LIMITS } from "./shared/limits";
import { firstPage, makeWorkspace, refusal } from "./testing.setup";

type Name = "Ana" | "Ben" | "Zoe";
type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** What a person finds, by text and title, newest first. */
function searcher({ as }: Pick<Workspace, "as">) {
  return async (name: Name, text: string) => {
    const { page } = await as(name).query(api.search.all, { text, paginationOpts: firstPage });
    return page.map((one) => (one.kind === "task" ? `T-${one.number}` : one.text.replace(/<@\w+>\s*/u, "")));
  };
}

async function start() {
  const workspace = await makeWorkspace();
  const task = async (
    name: Name,
    fields: { title: string; channelId?: Id<"channels">; tags?: string[]; dueDate?: number; dueAt?: number },
  ) => await workspace.as(name).mutation(api.tasks.create, fields);
  return { ...workspace, task, found: searcher(workspace) };
}

describe("a search", () => {
  test("finds messages and tasks by all words, the newest first", async () => {
    const { say, task, general, found } = await start();
    await say("Ana", general, "The budget of the launch");
    await task("Ben", { title: "Launch: plan the budget" });
    await say("Zoe", general, "Launch party");
    expect(await found("Ben", "budget launch")).toEqual(["T-1", "The budget of the launch"]);
    expect(await found("Ben", "laun")).toEqual(["Launch party", "T-1", "The budget of the launch"]);
    expect(await found("Ben", "laun budget ")).toEqual([]);
    expect(await found("Ben", " ")).toEqual([]);
    expect(await found("Ben", "-party")).toEqual([]);
  });

  test("finds what a task says at length, its number and its tags", async () => {
    const { as, found } = await start();
    const taskId = await as("Ana").mutation(api.tasks.create, {
      title: "Ship",
      description: "Ask the carrier about insurance",
      tags: ["Logistics"],
    });
    for (const text of ["insurance", "T-1", "logistics", "tag:Logistics"])
      expect(await found("Zoe", text)).toEqual(["T-1"]);
    await as("Ben").mutation(api.tasks.update, { taskId, description: "Nothing", tags: [] });
    for (const text of ["insurance", "logistics", "tag:Logistics"])
      expect(await found("Zoe", text)).toEqual([]);
  });

  test("finds what is in private places for their people only, from the commit after one leaves", async () => {
    const { as, say, task, hiring, ben, found } = await start();
    await say("Ana", hiring, "Offer for Kim");
    await task("Ana", { title: "Send the offer", channelId: hiring });
    const all = ["T-1", "Offer for Kim"];
    expect(await found("Ben", "offer")).toEqual(all);
    expect(await found("Zoe", "offer")).toEqual([]);
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    expect(await found("Ben", "offer")).toEqual([]);
    await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
    expect(await found("Ben", "offer")).toEqual(all);
  });

  test("finds what a task moved into a private channel for its people only", async () => {
    const { as, task, hiring, found } = await start();
    const taskId = await task("Ana", { title: "Salaries" });
    expect(await found("Zoe", "salaries")).toEqual(["T-1"]);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: hiring });
    expect(await found("Zoe", "salaries")).toEqual([]);
    expect(await found("Ben", "salaries")).toEqual(["T-1"]);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: null });
    expect(await found("Zoe", "salaries")).toEqual(["T-1"]);
  });

  test("follows edits, deletions and their undoing", async () => {
    const { as, say, task, general, found } = await start();
    const messageId = await say("Ana", general, "Breakfast at nine");
    const taskId = await task("Ana", { title: "Breakfast" });
    await as("Ana").mutation(api.messages.update, { messageId, text: "Lunch at noon" });
    expect(await found("Ben", "breakfast")).toEqual(["T-1"]);
    expect(await found("Ben", "lunch")).toEqual(["Lunch at noon"]);
    await as("Ana").mutation(api.messages.remove, { messageId });
    await as("Ana").mutation(api.tasks.remove, { taskId });
    expect(await found("Ben", "lunch")).toEqual([]);
    expect(await found("Ben", "breakfast")).toEqual([]);
    await as("Ana").mutation(api.messages.restore, { messageId });
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await found("Ben", "lunch")).toEqual(["Lunch at noon"]);
    expect(await found("Ben", "breakfast")).toEqual(["T-1"]);
  });

  test("tells of the messages around one, but of none that is deleted", async () => {
    const { as, say, general, ben } = await start();
    const first = await say("Ben", general, "Before it");
    await say("Ana", general, "The needle");
    await say("Ben", general, `Hello <@${ben}>`);
    const around = async () => {
      const { page } = await as("Zoe").query(api.messages.search, {
        text: "needle",
        paginationOpts: firstPage,
      });
      const [one] = page;
      return one?.kind === "message" ? [one.before?.text, one.after?.text] : null;
    };
    expect(await around()).toEqual(["Before it", `Hello <@${ben}>`]);
    await as("Ben").mutation(api.messages.remove, { messageId: first });
    expect(await around()).toEqual([undefined, `Hello <@${ben}>`]);
  });

  test("has pages that lie beside each other, whatever comes in between", async () => {
    const { as, say, general } = await start();
    for (let i = 0; i < 7; i++) await say("Ana", general, `Point ${i}`);
    const page = async (cursor: string | null, endCursor?: string) =>
      await as("Ben").query(api.search.all, {
        text: "point",
        paginationOpts: { numItems: 3, cursor, ...(endCursor !== undefined && { endCursor }) },
      });
    const texts = (one: Awaited<ReturnType<typeof page>>) =>
      one.page.map((found) => (found.kind === "message" ? found.text : ""));
    const first = await page(null);
    const second = await page(first.continueCursor);
    await say("Ana", general, "Point 7");
    const third = await page(second.continueCursor);
    const grown = await page(null, first.continueCursor);
    expect([texts(grown), texts(second), texts(third)]).toEqual([
      ["Point 7", "Point 6", "Point 5", "Point 4"],
      ["Point 3", "Point 2", "Point 1"],
      ["Point 0"],
    ]);
    expect([first.isDone, second.isDone, third.isDone]).toEqual([false, false, true]);
  });

  test("counts what its reader may read, and no more", async () => {
    const { as, say, general, hiring } = await start();
    await say("Ana", hiring, "Offer one");
    await say("Ana", general, "Offer two");
    const count = async (name: Name) => await as(name).query(api.search.count, { text: "offer" });
    expect(await count("Ben")).toEqual({ count: 2, isMore: false });
    expect(await count("Zoe")).toEqual({ count: 1, isMore: false });
  });

  test("puts the best first where that is asked for", async () => {
    const { as, say, general } = await start();
    await say("Ana", general, "Deploy");
    await say("Ana", general, `Deployment ${"of this and that ".repeat(20)}`);
    const { page } = await as("Ben").query(api.search.best, { text: "deploy" });
    expect(page.map((one) => (one.kind === "message" ? one.text.slice(0, 10) : ""))).toEqual([
      "Deploy",
      "Deployment",
    ]);
  });

  test("finds people and the channels that its reader may see by their names", async () => {
    const { as } = await start();
    const names = async (name: Name, text: string) => {
      const { people, channels } = await as(name).query(api.search.names, { text });
      return [...people, ...channels].map((one) => one.name);
    };
    expect(await names("Ben", "be")).toEqual(["Ben"]);
    expect(await names("Ben", "hir")).toEqual(["hiring"]);
    expect(await names("Zoe", "hir")).toEqual([]);
    expect(await names("Zoe", "gen")).toEqual(["general"]);
    expect(await names("Zoe", "from:ben gen")).toEqual([]);
  });

  test("refuses the place of another page", async () => {
    const { as } = await start();
    const paginationOpts = { numItems: 3, cursor: "nowhere" };
    await expect(as("Ben").query(api.search.all, { text: "a", paginationOpts })).rejects.toMatchObject({
      data: { code: "CURSOR_INVALID" },
    });
  });
});

describe("operators", () => {
  async function filled() {
    const workspace = await start();
    const { as, say, task, general, hiring, ana, ben, zoe } = workspace;
    const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
    const root = await say("Ana", general, "plan with https://example.com");
    await say("Ben", hiring, "plan for Kim");
    await say("Ben", direct, "plan for us");
    await say("Zoe", general, `<@${ana}> plan, Ana?`);
    const other = await say("Zoe", general, "another plan");
    await as("Ben").mutation(api.messages.create, {
      channelId: general,
      threadId: other,
      text: "plan in reply",
    });
    await as("Ben").mutation(api.messages.addReaction, { messageId: root, emoji: "🎉" });
    const open = await task("Ana", { title: "plan the move" });
    await as("Ana").mutation(api.tasks.update, {
      taskId: open,
      assigneeId: ben,
      dueDate: Date.UTC(2020, 1, 2),
      category: "urgent",
      priority: "high",
    });
    const done = await task("Ben", { title: "plan the party", tags: ["Fun"] });
    await as("Ben").mutation(api.tasks.move, { taskId: done, status: "done" });
    return { ...workspace, direct, root, zoe };
  }

  const PLAN = "plan, Ana?";
  const GENERAL = ["plan in reply", "another plan", PLAN, "plan with https://example.com"];

  test("narrow a search down to people, places, kinds and times", async () => {
    const { found, ana, general, as, root } = await filled();
    const expected: Record<string, string[]> = {
      "plan from:zoe": ["another plan", PLAN],
      "plan from:me": ["T-2", "plan in reply", "plan for us", "plan for Kim"],
      "plan -from:me -from:zoe": ["T-1", "plan with https://example.com"],
      [`plan to:${ana}`]: [PLAN, "plan for us"],
      "plan to:ben": [],
      "plan with:ana": ["plan for us"],
      "plan in:general": GENERAL,
      [`plan in:${general}`]: GENERAL,
      "plan in:#hiring": ["plan for Kim"],
      "plan in:@ana": ["plan for us"],
      "in:hiring": ["plan for Kim"],
      "plan has:link": ["plan with https://example.com"],
      "has:reaction": ["plan with https://example.com"],
      "has:task": [],
      "plan is:thread": ["plan in reply", "another plan"],
      "plan is:dm": ["plan for us"],
      "plan is:open": ["T-1"],
      "is:done": ["T-2"],
      "is:mine": ["T-1"],
      "is:overdue": ["T-1"],
      "assignee:ben": ["T-1"],
      "assignee:none": ["T-2"],
      "tag:fun": ["T-2"],
      "category:urgent": ["T-1"],
      "priority:High": ["T-1"],
      "priority:urgent": [],
      "priority:none": ["T-2"],
      "is:open -priority:high": [],
      "column:todo": ["T-1"],
      'column:"To do"': ["T-1"],
      "plan -column:done": ["T-1", ...GENERAL.slice(0, 3), "plan for us", "plan for Kim", GENERAL[3]!],
      "column:Review": [],
      "due:<7d": ["T-1"],
      "due:2020-02": ["T-1"],
      "due:>2020-02-02": [],
      "plan before:2001": [],
      "plan on:today": ["T-2", "T-1", ...GENERAL.slice(0, 3), "plan for us", "plan for Kim", GENERAL[3]!],
      "plan after:2001 is:dm": ["plan for us"],
      "plan -on:today": [],
      "plan is:dm is:open": [],
      "plan is:nonsense": [],
      "plan from:nobody": [],
      "plan -from:nobody is:dm": ["plan for us"],
    };
    const told: Record<string, string[]> = {};
    for (const text of Object.keys(expected)) told[text] = await found("Ben", text);
    expect(told).toEqual(expected);
    await as("Ben").mutation(api.tasks.createFromMessage, { messageId: root });
    expect(await found("Ben", "has:task")).toEqual(["plan with https://example.com"]);
  });

  test("tell of no place that the searcher may not see", async () => {
    const { found, hiring, direct } = await filled();
    for (const text of ["in:hiring", `in:${hiring}`, `in:${direct}`, "is:dm", "with:ben", "to:ana in:hiring"])
      expect([text, await found("Zoe", text)]).toEqual([text, []]);
  });
});

test("overdue is what is past its time, or its day where it has none", async () => {
  const { found, task } = await start();
  const now = Date.now();
  const dayOf = (at: number) => at - (at % 86_400_000);
  const timed = (dueAt: number) => ({ dueDate: dayOf(dueAt), dueAt });
  await task("Ben", { title: "Past", ...timed(now - 60_000) });
  await task("Ben", { title: "Soon", ...timed(now + 600_000) });
  await task("Ben", { title: "Tomorrow", dueDate: dayOf(now + 86_400_000) });
  await task("Ben", { title: "Yesterday", dueDate: dayOf(now - 86_400_000) });
  expect(await found("Ben", "is:overdue")).toEqual(["T-4", "T-1"]);
});

test("a column is found by its name on every board that the searcher may see, and by its key on one", async () => {
  const { found, as, task, general, hiring } = await start();
  const add = async (channelId: typeof general, name: string) =>
    await as("Ana").mutation(api.board.columns.add, { channelId, status: "in_progress", name });
  const [review, secret, other] = [
    await add(general, "In Review"),
    await add(hiring, "in  review"),
    await add(general, "Waiting"),
  ];
  const put = async (channelId: typeof general, column: string) => {
    const taskId = await task("Ana", { title: "plan", channelId });
    await as("Ana").mutation(api.tasks.move, { taskId, status: "in_progress", column });
  };
  await put(general, review);
  await put(hiring, secret);
  await put(general, other);
  const plain = await task("Ana", { title: "plan", channelId: general });
  await as("Ana").mutation(api.tasks.move, { taskId: plain, status: "in_progress" });
  const named = 'column:"in review"';
  expect(await found("Ben", named)).toEqual(["T-2", "T-1"]);
  expect(await found("Zoe", named)).toEqual(["T-1"]);
  expect(await found("Zoe", `column:${secret}`)).toEqual([]);
  expect(await found("Ben", `column:${review}`)).toEqual(["T-1"]);
  expect(await found("Ben", "column:in_progress")).toEqual(["T-4"]);
  const paginationOpts = { numItems: 10, cursor: null };
  const listed = async (filter: object) =>
    (await as("Zoe").query(api.tasks.list, { filter, paginationOpts })).page.map(({ number }) => number);
  expect(await listed({ column: other, channelId: general })).toEqual([3]);
  expect(await listed({ column: secret })).toEqual([]);

  await as("Ana").mutation(api.board.columns.update, { channelId: general, key: review, name: "Checks" });
  expect([await found("Ben", named), await found("Ben", "column:checks")]).toEqual([["T-2"], ["T-1"]]);
});

test("saved searches are their person's alone, each once, and not without end", async () => {
  const { as } = await start();
  const saved = async (name: Name) => await as(name).query(api.search.saved, {});
  const save = async (text: string) => await as("Ana").mutation(api.search.save, { text });
  await save("from:me  plan ");
  await save("from:me plan");
  await save("is:open");
  expect(await saved("Ana")).toEqual(["from:me plan", "is:open"]);
  expect(await saved("Ben")).toEqual([]);
  await as("Ben").mutation(api.search.forget, { text: "is:open" });
  await as("Ana").mutation(api.search.forget, { text: "from:me plan" });
  expect(await saved("Ana")).toEqual(["is:open"]);
  for (let i = 1; i < LIMITS.savedSearches; i++) await save(`plan ${i}`);
  await expect(save("one more")).rejects.toMatchObject(refusal("TOO_MANY_SEARCHES"));
  await save("is:open");
  await expect(save("  ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
});

test("a word is found in every language, by the parts of what it is in", async () => {
  const { say, general, found } = await start();
  const texts = [
    "来週は京都へ行きます",
    "내일회의에서",
    "เราประชุมพรุ่งนี้",
    "Die Donaudampfschifffahrt",
    "call getUserName()",
    "go 🚀",
  ];
  for (const text of texts) await say("Ana", general, text);
  const asked = ["京都", "회의", "ประชุม", "schifffahrt", "username", "🚀"];
  const answers = await Promise.all(asked.map(async (text) => await found("Zoe", text)));
  expect(answers).toEqual(texts.map((text) => [text]));
});
