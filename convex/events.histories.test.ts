/**
 * Random histories of a workspace: its events, applied in their order, give its tables. Every run tries a few;
 * `npm run test:histories` tries ten thousand.
 */
import { omit, pick } from "convex-helpers";
import { expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import { applied } from "./model/events/changes";
import { OTHER_WAY, RELATION_KINDS, RELATION_WAYS, TASK_STATUSES, type RelationWay } from "./shared/tasks";
import { PRODUCT } from "./shared/workspace";
import { makeWorkspace } from "./testing.setup";

declare const process: { env: { HISTORIES?: string } };

const HISTORIES = Number(process.env.HISTORIES ?? 12);
const STEPS = 40;
const NAMES = ["Ana", "Ben", "Zoe"] as const;

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** A workspace with what people have made in it so far, and every text that each message has had. */
class History {
  readonly tasks: Id<"tasks">[] = [];
  readonly channels: Id<"channels">[];
  readonly folders: Id<"folders">[] = [];
  readonly notes: Id<"notes">[] = [];
  readonly texts = new Map<Id<"messages">, string[]>();
  readonly #random: (below: number) => number;
  readonly #workspace: Workspace;

  constructor(workspace: Workspace, seed: number) {
    this.#workspace = workspace;
    this.#random = randomFrom(seed);
    this.channels = [workspace.general, workspace.hiring];
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random(from.length)]!;
  }

  /** One act of one person. What is refused changes nothing, and so must tell nothing. */
  async step(): Promise<void> {
    const onTask = async () => await this.#onTask();
    const acts = [
      onTask,
      onTask,
      onTask,
      async () => await this.#onChannel(),
      async () => await this.#onMessage(),
      async () => await this.#onPerson(),
      async () => await this.#onFolder(),
      async () => await this.#onNote(),
    ];
    await this.#pick(acts)().catch((error: { data?: unknown }) => {
      if (error.data === undefined) throw error;
    });
  }

  async #onTask(): Promise<void> {
    const me = this.#workspace.as(this.#pick(NAMES));
    const taskId = this.#pick(this.tasks);
    const act = this.tasks.length === 0 ? 0 : this.#random(14);
    if (act === 0) {
      const channelId = this.#pick([undefined, ...this.channels]);
      this.tasks.push(
        await me.mutation(api.tasks.create, {
          title: `Task ${this.#random(100)}`,
          tags: this.#pick([[], ["a"], ["a", "b"]]),
          ...(channelId && { channelId }),
          ...(this.tasks.length > 0 && this.#random(3) === 0 && { parentId: taskId }),
        }),
      );
    } else if (act === 13) {
      const box = { taskId, line: this.#random(2), text: this.#pick(["one", "two"]) };
      if (this.#random(4) === 0) this.tasks.push(await me.mutation(api.board.checklists.toSubtask, box));
      else await me.mutation(api.board.checklists.tick, { ...box, isDone: this.#random(2) === 0 });
    } else if (act >= 11) {
      const parentId = this.#pick([null, ...this.tasks]);
      const [before, after] = [this.#pick(this.tasks), this.#pick(this.tasks)];
      if (act === 11) await me.mutation(api.board.subtasks.setParent, { taskId, parentId });
      else await me.mutation(api.board.subtasks.place, { taskId, before, after });
    } else if (act <= 3) await me.mutation(api.tasks.update, { taskId, ...this.#changes() });
    else if (act <= 5) {
      const [before, after] = [this.#pick(this.tasks), this.#pick(this.tasks)];
      await me.mutation(api.tasks.move, { taskId, status: this.#pick(TASK_STATUSES), before, after });
    } else if (act === 8 || act === 9) {
      const ends = { taskId, kind: this.#pick(RELATION_KINDS), otherId: this.#pick(this.tasks) };
      await me.mutation(this.#pick([api.tasks.relate, api.tasks.relate, api.tasks.unrelate]), ends);
    } else if (act === 10) {
      const userId = this.#pick([this.#workspace.ana, this.#workspace.ben, this.#workspace.zoe]);
      await me.mutation(api.board.taskHelpers.set, { taskId, userId, isHelping: this.#random(3) > 0 });
    } else if (act === 6) await me.mutation(this.#pick([api.tasks.remove, api.tasks.restore]), { taskId });
    else await me.mutation(this.#pick([api.tasks.claim, api.categorisations.reset]), { taskId });
  }

  #changes() {
    const { ana, ben } = this.#workspace;
    return this.#pick([
      { title: `Named ${this.#random(10)}` },
      { description: this.#pick(["", `About ${this.#random(10)}`, "- [ ] one\n- [x] two"]) },
      { tags: this.#pick([[], ["x", "y"]]) },
      { assigneeId: this.#pick([ana, ben, null]) },
      { dueDate: this.#pick([86_400_000, null]) },
      { dueDate: 86_400_000, dueAt: this.#pick([86_400_000, 90_000_000, null]) },
      { startDate: this.#pick([86_400_000, 172_800_000, null]) },
      { estimate: this.#pick([0.5, 8, 0, null]) },
      { channelId: this.#pick([...this.channels, null]) },
      { category: this.#pick(["urgent", null] as const) },
      { priority: this.#pick(["urgent", "low", null] as const) },
      { blockedReason: this.#pick(["wait", null]) },
    ]);
  }

  async #onChannel(): Promise<void> {
    const me = this.#workspace.as(this.#pick(NAMES));
    const { ana, ben, zoe } = this.#workspace;
    const channelId = this.#pick(this.channels);
    const member = { channelId, userId: this.#pick([ana, ben, zoe]) };
    const acts = [
      async () => {
        const draft = { name: `channel ${this.#random(50)}`, isPrivate: this.#random(2) === 0 };
        this.channels.push(await me.mutation(api.channels.create, draft));
      },
      async () => await me.mutation(api.channels.update, { channelId, name: `name ${this.#random(50)}` }),
      async () => await me.mutation(api.channels.update, { channelId, description: `d${this.#random(3)}` }),
      async () => await me.mutation(api.channels.archive, { channelId }),
      async () => await me.mutation(api.channels.unarchive, { channelId }),
      async () => await me.mutation(api.channels.join, { channelId }),
      async () => await me.mutation(api.channels.leave, { channelId }),
      async () => await me.mutation(api.channels.addMember, member),
      async () => await me.mutation(api.channels.removeMember, member),
      async () => await me.mutation(api.channels.openDirect, { userIds: [member.userId] }),
    ];
    await this.#pick(acts)();
  }

  async #onMessage(): Promise<void> {
    const name = this.#pick(NAMES);
    const me = this.#workspace.as(name);
    const messageId = this.#pick([...this.texts.keys()]);
    const text = `Text ${this.#random(5)}`;
    const act = messageId === undefined ? 0 : this.#random(5);
    if (act === 0) this.texts.set(await this.#workspace.say(name, this.#pick(this.channels), text), [text]);
    else if (act <= 2) {
      await me.mutation(api.messages.update, { messageId: messageId!, text });
      const known = this.texts.get(messageId!)!;
      if (known.at(-1) !== text) known.push(text);
    } else if (act === 3) {
      const change = this.#pick([api.messages.remove, api.messages.restore]);
      await me.mutation(change, { messageId: messageId! });
    } else this.tasks.push(await me.mutation(api.tasks.createFromMessage, { messageId: messageId! }));
  }

  async #onFolder(): Promise<void> {
    const me = this.#workspace.as(this.#pick(NAMES));
    const folderId = this.#pick(this.folders);
    const [name, parentId] = [`Folder ${this.#random(4)}`, this.#pick([null, ...this.folders])];
    const { folders } = api.filing;
    const acts = [
      async () => {
        const channelId = this.#pick(this.channels);
        this.folders.push(await me.mutation(folders.create, { channelId, parentId, name }));
      },
      async () => await me.mutation(folders.rename, { folderId, name }),
      async () => await me.mutation(folders.move, { folderId, parentId }),
      async () => await me.mutation(folders.remove, { folderId }),
      async () => await me.mutation(folders.restore, { folderId }),
    ];
    await acts[folderId === undefined ? 0 : this.#random(acts.length)]!();
  }

  async #onNote(): Promise<void> {
    const me = this.#workspace.as(this.#pick(NAMES));
    const noteId = this.#pick(this.notes);
    const [title, folderId] = [`Note ${this.#random(4)}`, this.#pick([null, ...this.folders])];
    const [revision, text] = [1 + this.#random(3), `Text ${this.#random(4)}`];
    const { notes } = api.filing;
    const acts = [
      async () => {
        const channelId = this.#pick(this.channels);
        this.notes.push(await me.mutation(notes.create, { channelId, folderId, title, text }));
      },
      async () => await me.mutation(notes.save, { noteId, revision, text }),
      async () => await me.mutation(notes.rename, { noteId, title }),
      async () => await me.mutation(notes.move, { noteId, folderId }),
      async () => await me.mutation(notes.remove, { noteId }),
      async () => await me.mutation(notes.restore, { noteId }),
    ];
    await acts[noteId === undefined ? 0 : this.#random(acts.length)]!();
  }

  async #onPerson(): Promise<void> {
    const me = this.#workspace.as(this.#pick(NAMES));
    const userId = this.#pick([this.#workspace.ben, this.#workspace.zoe]);
    const acts = [
      async () => await me.mutation(api.users.update, { name: `Person ${this.#random(20)}` }),
      async () =>
        await me.mutation(api.users.setRole, { userId, role: this.#pick(["admin", "member"] as const) }),
      async () => await me.mutation(api.users.deactivate, { userId }),
      async () => await me.mutation(api.users.reactivate, { userId }),
      async () => await me.mutation(api.workspace.update, { name: `Workspace ${this.#random(3)}` }),
      async () => await me.mutation(api.workspace.update, { hasLinkPreviews: this.#random(2) === 0 }),
      async () => await me.mutation(api.operator.aiUsage.save, { monthlyTokens: this.#random(3) }),
    ];
    await this.#pick(acts)();
  }
}

/** Everything that the events should give, and they themselves. */
async function stored({ t }: Workspace) {
  return await t.run(async (ctx) => ({
    events: await ctx.db.query("events").collect(),
    tasks: await ctx.db.query("tasks").collect(),
    helpers: await ctx.db.query("taskHelpers").collect(),
    descriptions: await ctx.db.query("taskDescriptions").collect(),
    channels: await ctx.db.query("channels").collect(),
    memberships: await ctx.db.query("memberships").collect(),
    users: await ctx.db.query("users").collect(),
    messages: await ctx.db.query("messages").collect(),
    folders: await ctx.db.query("folders").collect(),
    notes: await ctx.db.query("notes").collect(),
    relations: await ctx.db.query("taskRelations").collect(),
    aiSettings: await ctx.db.query("aiSettings").collect(),
    workspace: await ctx.db.query("workspace").collect(),
  }));
}
type Stored = Awaited<ReturnType<typeof stored>>;

type Change = Doc<"events">["changes"][number];

const OWN = ["_id", "_creationTime"] as const;

/** What the events say that the tables hold. */
function replayed(events: Doc<"events">[]) {
  const states = new Map<string, object>();
  const members = new Set<string>();
  const isDeleted = new Map<string, boolean>();
  const formerTexts = new Map<string, unknown[]>();
  const related = new Set<string>();
  const parts = new Set<string>();
  for (const { noun, verb, subject, personId, changes } of events) {
    if (verb === "joined" || verb === "added") members.add(`${subject} ${personId}`);
    else if (verb === "left" || verb === "removed") members.delete(`${subject} ${personId}`);
    else if (noun === "task" && WAYS.has(changes[0]?.field ?? ""))
      tellRelation(related, subject, changes[0]!);
    else if (noun === "task" && changes[0]?.field === "subtask") tellRelation(parts, subject, changes[0]);
    else if (noun !== "message") {
      const fields = changes.filter(({ field }) => field !== "check");
      states.set(subject, applied(states.get(subject) ?? {}, fields));
    } else if (verb !== "changed") isDeleted.set(subject, verb === "deleted");
    else formerTexts.set(subject, [...(formerTexts.get(subject) ?? []), changes[0]!.before]);
  }
  return { states, members, isDeleted, formerTexts, related, parts };
}

const WAYS: ReadonlySet<string> = new Set(RELATION_WAYS);

/** What a task is to another one from now on, or no more. */
function tellRelation(related: Set<string>, subject: string, { field, before, after }: Change): void {
  const said = `${subject} ${field} ${String(after ?? before)}`;
  if (after === undefined) related.delete(said);
  else related.add(said);
}

/** Where tables and events differ. */
function holes(
  {
    events,
    tasks,
    helpers,
    descriptions,
    channels,
    memberships,
    users,
    messages,
    folders,
    notes,
    relations,
    aiSettings,
    workspace,
  }: Stored,
  history: History,
) {
  const { states, members, isDeleted, formerTexts, related, parts } = replayed(events);
  const found: string[] = [];
  const compare = (name: string, told: unknown, is: unknown) => {
    if (!isEqual(told, is)) found.push(`${name}: ${JSON.stringify(told)} is not ${JSON.stringify(is)}`);
  };
  const described = new Map(descriptions.map(({ taskId, text }) => [taskId, text]));
  for (const task of tasks) {
    const description = described.get(task._id) ?? "";
    const listed = helpers.filter(({ taskId }) => taskId === task._id);
    compare("helpers", listed.map(({ userId }) => userId).toSorted(), (task.helperIds ?? []).toSorted());
    for (const row of listed)
      compare(
        "list",
        [row.isOpen, row.dueDate],
        [task.completedAt === undefined && task.deletedAt === undefined, task.dueDate],
      );
    const own = tasks.filter(
      (part) => part.parentId === task._id && part.deletedAt === undefined && part.archivedAt === undefined,
    );
    const shown = own.filter(({ audience }) => audience === "workspace" || audience === task.audience);
    const done = shown.filter(({ status }) => status === "done");
    compare("counts", [task.subtaskCount ?? 0, task.subtasksDone ?? 0], [shown.length, done.length]);
    compare("task", states.get(task._id), { ...omit(task, [...OWN]), description });
  }
  const saidOf = (taskId: string, way: RelationWay, otherId: string) => `${taskId} ${way} ${otherId}`;
  const said = relations.flatMap(({ taskId, kind, otherId }) => [
    saidOf(taskId, kind, otherId),
    saidOf(otherId, OTHER_WAY[kind], taskId),
  ]);
  const partly = tasks.flatMap(({ _id, parentId }) => (parentId ? [`${parentId} subtask ${_id}`] : []));
  compare("parts", [...parts].toSorted(), partly.toSorted());
  compare("relations", [...related].toSorted(), said.toSorted());
  for (const note of notes) compare("note", states.get(note._id), omit(note, [...OWN]));
  for (const folder of folders) compare("folder", states.get(folder._id), omit(folder, [...OWN]));
  for (const channel of channels)
    compare("channel", states.get(channel._id), omit(channel, [...OWN, "hasTasks", "directKey"]));
  for (const user of users)
    compare(
      "person",
      states.get(user._id),
      pick(user, ["name", "role", "pictureId", "imageUrl", "deactivatedAt"]),
    );
  for (const settings of aiSettings)
    compare("settings", { mode: "provider", ...states.get("ai") }, omit(settings, [...OWN]));
  for (const row of workspace)
    compare("workspace", { name: PRODUCT, ...states.get("workspace") }, omit(row, [...OWN]));
  const rows = memberships.map(({ channelId, userId }) => `${channelId} ${userId}`);
  compare("members", [...members].toSorted(), rows.toSorted());
  for (const { _id, text, deletedAt } of messages) {
    compare("message", isDeleted.get(_id) ?? false, deletedAt !== undefined);
    compare("texts", [...(formerTexts.get(_id) ?? []), text], history.texts.get(_id));
  }
  return found;
}

const isEqual = (a: unknown, b: unknown) => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function run(seed: number) {
  const workspace = await makeWorkspace();
  const history = new History(workspace, seed);
  for (let step = 0; step < STEPS; step += 1) await history.step();
  return { workspace, history };
}

test(
  `the events of ${HISTORIES} random histories give the tables`,
  async () => {
    for (let seed = 0; seed < HISTORIES; seed += 1) {
      const { workspace, history } = await run(seed);
      const tables = await stored(workspace);
      expect(holes(tables, history), `seed ${seed}`).toEqual([]);
      expect(tables.events.length).toBeGreaterThan(10);
    }
  },
  20_000 + HISTORIES * 1_000,
);

test("a change without an event is found", async () => {
  const { workspace, history } = await run(12);
  const { tasks, users, channels, messages, folders, memberships } = await stored(workspace);
  const [task, other, third] = tasks;
  const inDatabase = workspace.t.run.bind(workspace.t);
  const plants = [
    async () => await inDatabase(async ({ db }) => await db.patch("tasks", task!._id, { rank: "Zz" })),
    async () => await inDatabase(async ({ db }) => await db.patch("tasks", other!._id, { dueDate: 1 })),
    async () =>
      await inDatabase(
        async ({ db }) => await db.insert("taskDescriptions", { taskId: third!._id, text: "X" }),
      ),
    async () =>
      await inDatabase(async ({ db }) => {
        const ends = { taskId: third!._id, otherId: task!._id };
        await db.insert("taskRelations", { ...ends, kind: "duplicates", isOpen: true });
      }),
    async () => await inDatabase(async ({ db }) => await db.patch("users", users[1]!._id, { name: "X" })),
    async () =>
      await inDatabase(async ({ db }) => await db.patch("channels", channels[1]!._id, { name: "x" })),
    async () =>
      await inDatabase(async ({ db }) => await db.patch("messages", messages[0]!._id, { text: "X" })),
    async () => await inDatabase(async ({ db }) => await db.patch("folders", folders[0]!._id, { name: "X" })),
    async () => await inDatabase(async ({ db }) => await db.delete("memberships", memberships[0]!._id)),
  ];
  for (const [planted, plant] of plants.entries()) {
    await plant();
    expect(holes(await stored(workspace), history)).toHaveLength(planted + 1);
  }
});
