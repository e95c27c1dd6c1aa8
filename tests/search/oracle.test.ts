/**
 * Random workspaces, changes and searches beside a reader that looks at every row: what is found, its order, its pages, its
 * neighbours and its count are the same, for everybody and after every change. The looks at the index are made small, so
 * that each is full and what others may read would cut off what the searcher may.
 */
import type { FunctionReturnType } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import type { Doc, Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";
import { makeWorkspace } from "../../convex/testing.setup";
import { Random } from "../../scripts/demo/random.ts";

const usual = { ...LIMITS.search };
beforeAll(() => void Object.assign(LIMITS.search, { scanned: 6, glanced: 2, page: 4 }));
afterAll(() => void Object.assign(LIMITS.search, usual));

const SEEDS = Number(process.env.SEARCH_SEEDS ?? 4);
const STEPS = 180;
const NAMES = ["Ana", "Ben", "Zoe"] as const;
type Name = (typeof NAMES)[number];
const WORDS = ["alpha", "alphabet", "beta", "gamma", "delta", "deltoid"];

type Query = {
  words: string[];
  isOpen: boolean;
  not?: string;
  from?: Name;
  kind?: "message" | "task" | "file" | "note";
};

const textOf = ({ words, isOpen, not, from }: Query): string =>
  [...(from ? [`from:${from}`] : []), ...(not ? [`-${not}`] : []), ...words].join(" ") + (isOpen ? "" : " ");

/** Whether a text is what is asked for, told without an index. */
function isAsked({ words, isOpen, not }: Query, text: string): boolean {
  const said = text.toLowerCase().split(/[^a-z]+/);
  const isThere = (word: string, i: number) =>
    said.some((one) => (isOpen && i === words.length - 1 ? one.startsWith(word) : one === word));
  return words.every(isThere) && !(not && said.includes(not));
}

class World {
  readonly workspace: Awaited<ReturnType<typeof makeWorkspace>>;
  readonly random: Random;
  readonly channels: Id<"channels">[] = [];

  constructor(workspace: World["workspace"], random: Random) {
    this.workspace = workspace;
    this.random = random;
  }

  async open(): Promise<void> {
    const { as, general, hiring, ben } = this.workspace;
    const zoes = await as("Zoe").mutation(api.channels.create, { name: "zoes", isPrivate: true });
    const direct = await as("Ana").mutation(api.channels.openDirect, { userIds: [ben] });
    this.channels.push(general, hiring, zoes, direct);
  }

  text(): string {
    return Array.from({ length: 1 + this.random.between(0, 2) }, () => this.random.pick(WORDS)).join(" ");
  }

  /** One change, by whoever may; what is refused changes nothing. */
  async change(): Promise<void> {
    const { as, t } = this.workspace;
    const name = this.random.pick(NAMES);
    const { message, task, file, note } = await t.run(async (ctx) => ({
      note: (await ctx.db.query("notes").collect()).toSorted(() => this.random.between(0, 2) - 1)[0],
      file: (await ctx.db.query("files").collect()).toSorted(() => this.random.between(0, 2) - 1)[0],
      message: (await ctx.db.query("messages").collect()).toSorted(() => this.random.between(0, 2) - 1)[0],
      task: (await ctx.db.query("tasks").collect()).toSorted(() => this.random.between(0, 2) - 1)[0],
    }));
    const channelId = this.random.pick(this.channels);
    const userId = this.workspace[this.random.pick(["ana", "ben", "zoe"] as const)];
    const say = async () =>
      void (await as(name).mutation(api.messages.create, { channelId, text: this.text() }));
    const changes: (() => Promise<unknown>)[] = [
      say,
      say,
      say,
      say,
      async () =>
        await as(name).mutation(api.tasks.create, {
          title: this.text(),
          ...(this.random.between(0, 1) === 0 && { channelId }),
        }),
      async () =>
        message &&
        (await as(name).mutation(api.messages.update, { messageId: message._id, text: this.text() })),
      async () => message && (await as("Ana").mutation(api.messages.remove, { messageId: message._id })),
      async () => message && (await as("Ana").mutation(api.messages.restore, { messageId: message._id })),
      async () =>
        task && (await as(name).mutation(api.tasks.update, { taskId: task._id, title: this.text() })),
      async () => task && (await as(name).mutation(api.tasks.update, { taskId: task._id, channelId })),
      async () => task && (await as(name).mutation(api.tasks.remove, { taskId: task._id })),
      async () => task && (await as(name).mutation(api.tasks.restore, { taskId: task._id })),
      async () => {
        if (!message) return;
        const sentAt = Date.now() - this.random.between(1, 100) * DAY_MS;
        await t.mutation(internal.operator.demo.backdate, { messages: [{ messageId: message._id, sentAt }] });
      },
      async () => {
        const fileIds = [await this.saveFile(name)];
        await as(name).mutation(api.messages.create, { channelId, text: "", fileIds });
      },
      async () =>
        file && (await as("Ana").mutation(api.files.rename, { fileId: file._id, name: this.text() })),
      async () => file && (await as("Ana").mutation(api.files.remove, { fileId: file._id })),
      async () => file && (await as("Ana").mutation(api.files.restore, { fileId: file._id })),
      async () =>
        file &&
        (await t.mutation(internal.files.inspected, {
          fileId: file._id,
          type: "text/plain",
          text: this.text(),
        })),
      async () =>
        await as(name).mutation(api.filing.notes.create, {
          channelId,
          folderId: null,
          title: this.text(),
          text: this.text(),
        }),
      async () =>
        note &&
        (await as(name).mutation(api.filing.notes.save, {
          noteId: note._id,
          revision: note.revision,
          text: this.text(),
        })),
      async () => note && (await as("Ana").mutation(api.filing.notes.remove, { noteId: note._id })),
      async () => note && (await as("Ana").mutation(api.filing.notes.restore, { noteId: note._id })),
      async () => await as("Ana").mutation(api.channels.removeMember, { channelId, userId }),
      async () => await as(name).mutation(api.channels.addMember, { channelId, userId }),
    ];
    await this.random
      .pick(changes)()
      .catch((error: { data?: unknown }) => {
        if (error.data === undefined) throw error;
      });
  }

  async saveFile(name: Name): Promise<Id<"files">> {
    const { t, as } = this.workspace;
    const storageId = await t.run(async ({ storage }) => await storage.store(new Blob(["."])));
    return await as(name).mutation(api.files.save, { storageId, name: this.text(), type: "text/plain" });
  }

  query(): Query {
    const words = Array.from({ length: 1 + this.random.between(0, 1) }, () => this.random.pick(WORDS));
    const last = words.at(-1)!;
    const isOpen = this.random.between(0, 1) === 0;
    return {
      words: isOpen ? [...words.slice(0, -1), last.slice(0, 2 + this.random.between(0, 3))] : words,
      isOpen,
      ...(this.random.between(0, 3) === 0 && { not: this.random.pick(WORDS) }),
      ...(this.random.between(0, 3) === 0 && { from: this.random.pick(NAMES) }),
      ...(this.random.between(0, 3) === 0 && {
        kind: this.random.pick(["message", "task", "file", "note"] as const),
      }),
    };
  }

  /** What a person would find who looked at every row. */
  async expected(name: Name, query: Query) {
    const me = this.workspace[name.toLowerCase() as "ana"];
    const author = query.from && this.workspace[query.from.toLowerCase() as "ana"];
    return await this.workspace.t.run(async (ctx) => {
      const mine = new Set(
        (await ctx.db.query("memberships").collect())
          .filter((one) => one.userId === me)
          .map((one) => one.channelId),
      );
      for (const channel of await ctx.db.query("channels").collect())
        if (channel.kind === "public") mine.add(channel._id);
      const isMine = (id: Id<"channels"> | undefined) => id === undefined || mine.has(id);
      const all = await ctx.db.query("messages").collect();
      const messages = all
        .filter((one) => one.deletedAt === undefined && isMine(one.channelId) && isAsked(query, one.text))
        .map((one) => ({
          id: one._id as string,
          by: one.authorId,
          at: one.sentAt,
          kind: "message",
          around: around(all, one),
        }));
      const tasks = (await ctx.db.query("tasks").collect())
        .filter((one) => one.deletedAt === undefined && isMine(one.channelId) && isAsked(query, one.title))
        .map((one) => ({
          id: one._id as string,
          by: one.createdBy,
          at: one._creationTime,
          kind: "task",
          around: [] as unknown[],
        }));
      const standing = await ctx.db.query("fileTexts").collect();
      const textIn = (id: Id<"files">) => standing.find(({ fileId }) => fileId === id)?.text ?? "";
      const files = (await ctx.db.query("files").collect())
        .filter((one) => one.state === "shown" && isMine(one.channelId))
        .filter((one) => isAsked(query, `${one.name} ${textIn(one._id)}`))
        .map((one) => ({
          id: one._id as string,
          by: one.uploaderId,
          at: one._creationTime,
          kind: "file",
          around: [] as unknown[],
        }));
      const written = await ctx.db.query("noteTexts").collect();
      const newest = ({ _id, revision }: Doc<"notes">) =>
        written.find((one) => one.noteId === _id && one.revision === revision)!.text;
      const notes = (await ctx.db.query("notes").collect())
        .filter((one) => one.deletedAt === undefined && isMine(one.channelId))
        .filter((one) => isAsked(query, `${one.title} ${newest(one)}`))
        .map((one) => ({
          id: one._id as string,
          by: one.createdBy,
          at: one.changedAt,
          kind: "note",
          around: [] as unknown[],
        }));
      const isKind = (kind: string) => query.kind === undefined || kind === query.kind;
      return [...messages, ...tasks, ...files, ...notes].filter(
        ({ by, kind }) => (!author || by === author) && isKind(kind),
      );
    });
  }

  /** The things that have an entry, and those that are not deleted. */
  async subjects() {
    return await this.workspace.t.run(async (ctx) => {
      const things = [
        ...(await ctx.db.query("messages").collect()),
        ...(await ctx.db.query("tasks").collect()),
        ...(await ctx.db.query("notes").collect()),
      ];
      const files = (await ctx.db.query("files").collect()).filter(({ state }) => state === "shown");
      const notDeleted = things.filter(({ deletedAt }) => deletedAt === undefined);
      const living = [...notDeleted, ...files].map(({ _id }): string => _id);
      const entered = (await ctx.db.query("searchEntries").collect()).map(({ subject }) => subject);
      return { entered: entered.sort(), living: living.sort() };
    });
  }

  async count(name: Name, query: Query) {
    const args = { text: textOf(query), ...(query.kind && { kind: query.kind }) };
    return await this.workspace.as(name).query(api.search.count, args);
  }

  /** Whether everybody's things together are more than one look answers. */
  async isFull(query: Query): Promise<boolean> {
    const entries = await this.workspace.t.run(async (ctx) => await ctx.db.query("searchEntries").collect());
    return entries.filter(({ terms }) => isAsked(query, terms)).length > LIMITS.search.scanned;
  }

  async found(name: Name, query: Query) {
    const args = { text: textOf(query), ...(query.kind && { kind: query.kind }) };
    const found: { id: string; at: number; around: unknown[] }[] = [];
    let isCut = false;
    for (let cursor: string | null = null, isDone = false; !isDone;) {
      const page: FunctionReturnType<typeof api.search.all> = await this.workspace
        .as(name)
        .query(api.search.all, {
          ...args,
          paginationOpts: { numItems: 1 + this.random.between(0, 3), cursor },
        });
      for (const one of page.page)
        found.push({
          id: one.id,
          at: one.at,
          around: one.kind === "message" ? [one.before?.text, one.after?.text] : [],
        });
      [cursor, isDone] = [page.continueCursor, page.isDone];
      isCut ||= page.isCut;
    }
    return { found, isCut };
  }
}

/** The texts beside a message in its channel, none of a deleted one. */
function around(all: Doc<"messages">[], { _id, channelId }: Doc<"messages">): unknown[] {
  const inChannel = all
    .filter((one) => one.channelId === channelId)
    .toSorted((a, b) => (a.commitTs < b.commitTs ? -1 : 1));
  const at = inChannel.findIndex((one) => one._id === _id);
  return [inChannel[at - 1], inChannel[at + 1]].map((one) =>
    one?.deletedAt === undefined ? one?.text : undefined,
  );
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))(
  "workspace %i finds what a reader of every row finds, in its order, and counts it",
  async (seed) => {
    const world = new World(await makeWorkspace(), new Random(seed));
    await world.open();
    /** Searches that were whole although others' things filled the look at the index. */
    let full = 0;
    for (let step = 0; step < STEPS; step++) {
      await world.change();
      if (step % 2 === 0) continue;
      const [name, query] = [world.random.pick(NAMES), world.query()];
      const expected = await world.expected(name, query);
      const { found, isCut } = await world.found(name, query);
      const told = new Map(found.map((one) => [one.id, one.around]));
      const asked = `${name}: ${textOf(query)}`;
      // What was cut off is told; nothing else is missing, and nothing is there that should not be.
      const wanted = isCut ? expected.filter(({ id }) => told.has(id)) : expected;
      expect([asked, told.size, found.length]).toEqual([asked, wanted.length, wanted.length]);
      for (const { id, around } of wanted) expect([asked, told.get(id)]).toEqual([asked, around]);
      expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted((a, b) => b - a));
      const count = await world.count(name, query);
      if (count.isMore) expect([asked, count.count <= expected.length]).toEqual([asked, true]);
      else expect([asked, count.count]).toEqual([asked, expected.length]);
      if (!isCut && expected.length > 0 && (await world.isFull(query))) full++;
    }
    expect(full).toBeGreaterThan(0);
    const { entered, living } = await world.subjects();
    expect(entered).toEqual(living);
  },
);
