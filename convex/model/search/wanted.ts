/** What a search asks for, once its operators are understood: where it looks, and what each thing must be. */
import type { Doc, Id } from "../../_generated/dataModel";
import { normalChannelName } from "../../shared/chat/channelNames";
import { FILE_KINDS, kindOf, type FileKind } from "../../shared/files";
import { LIMITS } from "../../shared/limits";
import { hasWords, nameKey, typedWords } from "../../shared/names";
import { dueRangeOf, timesOf, utcDay, type Range } from "../../shared/search/dates";
import { parseQuery, type Clause, type Operator, type OperatorName } from "../../shared/search/query";
import { canRead, type UserQueryCtx } from "../access";
import { inColumn } from "./inColumn";
import { channelsOf } from "../chat/channels";
import * as Files from "../files/files";
import * as Marks from "../chat/marks";
import * as Reactions from "../chat/reactions";
import {
  assigneeTerm,
  categoryTerm,
  flagTerm,
  hasLink,
  priorityTerm,
  tagTerm,
  toTerm,
} from "../entries/entries";

export type Kind = Doc<"searchEntries">["kind"];
/** A thing that was found. */
export type Thing =
  | { kind: "message"; message: Doc<"messages"> }
  | { kind: "task"; task: Doc<"tasks">; description: string }
  | { kind: "file"; file: Doc<"files">; text: string }
  | { kind: "note"; note: Doc<"notes">; text: string };
type Test = (thing: Thing) => boolean | Promise<boolean>;

export type Wanted = {
  clauses: Clause[];
  /** Terms that the entry has besides the words. */
  told: string[];
  kind: Kind | undefined;
  authorId: Id<"users"> | undefined;
  /** The channels it looks in; undefined for all that the searcher may read. */
  channelIds: Id<"channels">[] | undefined;
  /** The only messages that it can be; undefined where that is not known. */
  among: { ids: Id<"messages">[]; isMore: boolean } | undefined;
  times: Range;
  /** Whose task it can only be; nobody's, without an id. */
  assignee: { id: Id<"users"> | undefined } | undefined;
  tests: Test[];
};

const ALWAYS: Range = { from: -Infinity, to: Infinity };
const isWithin = ({ from, to }: Range, at: number): boolean => from <= at && at < to;

/** What an operator asks for. Null: nothing is that. */
type Asked = Partial<
  Pick<Wanted, "told" | "kind" | "authorId" | "channelIds" | "among" | "times" | "assignee">
> & {
  test: Test;
};
type Reading = (ctx: UserQueryCtx, value: string) => Promise<Asked | null> | Asked | null;

const ofMessage = (is: (message: Doc<"messages">) => boolean | Promise<boolean>): Asked => ({
  kind: "message",
  test: (thing) => thing.kind === "message" && is(thing.message),
});
const ofTask = (is: (task: Doc<"tasks">) => boolean): Asked => ({
  kind: "task",
  test: (thing) => thing.kind === "task" && is(thing.task),
});

type Facts = { authorId: Id<"users">; channelId: Id<"channels"> | undefined; at: number };
/** Who made a thing, where it is, and since when. */
function factsOf(thing: Thing): Facts {
  if (thing.kind === "message") {
    const { authorId, channelId, sentAt: at } = thing.message;
    return { authorId, channelId, at };
  }
  if (thing.kind === "note") {
    const { createdBy: authorId, channelId, changedAt: at } = thing.note;
    return { authorId, channelId, at };
  }
  const { channelId, _creationTime: at } = thing.kind === "task" ? thing.task : thing.file;
  return { authorId: thing.kind === "task" ? thing.task.createdBy : thing.file.uploaderId, channelId, at };
}

/** The people that a value names: the searcher, one by id, or all with such a name. */
async function peopleOf(ctx: UserQueryCtx, value: string): Promise<Id<"users">[]> {
  const name = value.replace(/^@/, "");
  if (name === "me") return [ctx.user._id];
  const id = ctx.db.normalizeId("users", name);
  if (id) return [id];
  const words = typedWords(name, LIMITS.personName);
  const [longest = ""] = words.toSorted((a, b) => b.length - a.length);
  const found = await ctx.db
    .query("users")
    .withSearchIndex("by_text", (q) => q.search("nameKey", longest))
    .take(LIMITS.peopleScanned);
  const fitting = found.filter((person) => hasWords(person.nameKey, words));
  const exact = fitting.filter((person) => person.nameKey === words.join(" "));
  return (exact.length > 0 ? exact : fitting).slice(0, LIMITS.peopleFound).map(({ _id }) => _id);
}

/** The channels a value names, among those that the searcher may read: by id, by name, or a conversation with a person. */
async function placesOf(ctx: UserQueryCtx, value: string): Promise<Id<"channels">[]> {
  const id = ctx.db.normalizeId("channels", value);
  if (id) return (await canRead(ctx, id, ctx.user._id)) ? [id] : [];
  if (value.startsWith("@")) return await conversationsWith(ctx, await peopleOf(ctx, value), true);
  const name = normalChannelName(value.replace(/^#/, ""));
  const publicOne = await ctx.db
    .query("channels")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "public").eq("name", name))
    .first();
  const mine = (await channelsOf(ctx, ctx.user._id)).filter((channel) => channel.name === name);
  return [...new Set([...(publicOne ? [publicOne] : []), ...mine].map(({ _id }) => _id))];
}

/** The searcher's direct conversations with any of these people: with others as well, or with that one alone. */
async function conversationsWith(
  ctx: UserQueryCtx,
  people: readonly Id<"users">[],
  isAlone = false,
): Promise<Id<"channels">[]> {
  const channels = await channelsOf(ctx, ctx.user._id);
  const me = ctx.user._id;
  return channels.flatMap(({ _id, directMemberIds }) => {
    const others = directMemberIds?.filter((id) => id !== me) ?? [];
    const isWith =
      directMemberIds && people.some((id) => (id === me ? others.length === 0 : others.includes(id)));
    return isWith && (!isAlone || others.length <= 1) ? [_id] : [];
  });
}

/** Files that are so, and the messages they are in. */
function withFile(
  ctx: UserQueryCtx,
  flag: "file" | FileKind,
  is: (file: Pick<Doc<"files">, "type">) => boolean,
): Asked {
  const test: Test = async (thing) => {
    if (thing.kind === "message") return (await Files.ofMessage(ctx, thing.message)).some(is);
    // What kinds a card has is not in its entry.
    if (thing.kind === "task") return flag === "file" && thing.task.fileCount !== undefined;
    if (thing.kind === "note") return flag === "file" || flag === "document";
    return is(thing.file);
  };
  return { test, told: [flagTerm(flag)] };
}

const HAS: Record<string, (ctx: UserQueryCtx) => Asked> = {
  link: () => ({ ...ofMessage(hasLink), told: [flagTerm("link")] }),
  file: (ctx) => withFile(ctx, "file", () => true),
  ...Object.fromEntries(
    FILE_KINDS.map((kind) => [
      kind,
      (ctx: UserQueryCtx) => withFile(ctx, kind, ({ type }) => kindOf(type) === kind),
    ]),
  ),
  reaction: (ctx) => ({
    ...ofMessage(async (message) => (await Reactions.groupsOf(ctx, message)).length > 0),
    told: [flagTerm("reaction")],
  }),
  pin: () => ({ ...ofMessage(({ pinnedBy }) => pinnedBy !== undefined), told: [flagTerm("pin")] }),
  task: () => ({ ...ofMessage(({ taskId }) => taskId !== undefined), told: [flagTerm("task")] }),
};

const isOpen = ({ status }: Doc<"tasks">): boolean => status !== "done";

const IS: Record<string, (ctx: UserQueryCtx) => Asked | Promise<Asked>> = {
  thread: () => ({
    ...ofMessage(({ threadId, hasReplies }) => threadId !== undefined || hasReplies === true),
    told: [flagTerm("thread")],
  }),
  dm: (ctx) => ({
    ...ofMessage(async ({ channelId }) => (await ctx.db.get("channels", channelId))?.kind === "direct"),
    told: [flagTerm("dm")],
  }),
  saved: async (ctx) => {
    const { ids, isMore } = await Marks.saved(ctx);
    const isSaved = (id: Id<"messages">) => (isMore ? Marks.isSaved(ctx, id) : ids.includes(id));
    return { ...ofMessage(({ _id }) => isSaved(_id)), among: { ids, isMore } };
  },
  open: () => ({ ...ofTask(isOpen), told: [flagTerm("open")] }),
  done: () => ({ ...ofTask((task) => !isOpen(task)), told: [flagTerm("done")] }),
  mine: (ctx) => assignedTo([ctx.user._id]),
  overdue: () => ({
    ...ofTask((task) => isOpen(task) && isOver(task, Date.now())),
    told: [flagTerm("open"), flagTerm("due")],
  }),
};

/** Past its time, or its day in UTC. */
const isOver = ({ dueDate = Infinity, dueAt }: Doc<"tasks">, now: number): boolean =>
  dueAt === undefined ? dueDate < utcDay(now) : dueAt <= now;

function assignedTo(people: readonly Id<"users">[]): Asked {
  const [one, ...others] = people;
  return {
    ...ofTask(({ assigneeId }) => assigneeId !== undefined && people.includes(assigneeId)),
    ...(one && others.length === 0 && { told: [assigneeTerm(one)], assignee: { id: one } }),
  };
}

const timed =
  (name: OperatorName): Reading =>
  (_ctx, value) => {
    const times = timesOf({ name, value, isNot: false }, new Date());
    return times && { times, test: (thing) => isWithin(times, factsOf(thing).at) };
  };

const READINGS: Record<OperatorName, Reading> = {
  from: async (ctx, value) => {
    const people = await peopleOf(ctx, value);
    const [authorId, ...others] = people;
    if (!authorId) return null;
    return {
      ...(others.length === 0 && { authorId }),
      test: (thing) => people.includes(factsOf(thing).authorId),
    };
  },
  in: async (ctx, value) => {
    const channelIds = await placesOf(ctx, value);
    return { channelIds, test: (thing) => channelIds.some((id) => id === factsOf(thing).channelId) };
  },
  to: async (ctx, value) => {
    const people = await peopleOf(ctx, value);
    const [one, ...others] = people;
    if (!one) return null;
    const isTo = async ({ channelId, authorId, mentions }: Doc<"messages">) => {
      const readers = (await ctx.db.get("channels", channelId))?.directMemberIds ?? [];
      return people.some((id) => mentions.includes(id) || (id !== authorId && readers.includes(id)));
    };
    return { ...ofMessage(isTo), ...(others.length === 0 && { told: [toTerm(one)] }) };
  },
  with: async (ctx, value) => {
    const channelIds = await conversationsWith(ctx, await peopleOf(ctx, value));
    return { ...ofMessage(({ channelId }) => channelIds.includes(channelId)), channelIds };
  },
  before: timed("before"),
  after: timed("after"),
  on: timed("on"),
  during: timed("during"),
  has: (ctx, value) => HAS[value.toLowerCase()]?.(ctx) ?? null,
  is: (ctx, value) => IS[value.toLowerCase()]?.(ctx) ?? null,
  assignee: async (ctx, value) => {
    if (value === "none")
      return { ...ofTask(({ assigneeId }) => assigneeId === undefined), assignee: { id: undefined } };
    const people = await peopleOf(ctx, value);
    return people.length === 0 ? null : assignedTo(people);
  },
  due: (_ctx, value) => {
    const days = dueRangeOf(value, new Date());
    return (
      days && {
        ...ofTask(({ dueDate }) => dueDate !== undefined && isWithin(days, dueDate)),
        told: [flagTerm("due")],
      }
    );
  },
  tag: (_ctx, value) => {
    const isTag = (tag: string) => nameKey(tag) === nameKey(value);
    return { ...ofTask(({ tags }) => tags.some(isTag)), told: [tagTerm(value)] };
  },
  category: (_ctx, value) => ({
    ...ofTask(({ category }) => category === value.toLowerCase()),
    told: [categoryTerm(value.toLowerCase())],
  }),
  priority: (_ctx, value) => {
    const wanted = value.toLowerCase();
    if (wanted === "none") return ofTask(({ priority }) => priority === undefined);
    return { ...ofTask(({ priority }) => priority === wanted), told: [priorityTerm(wanted)] };
  },
  column: (ctx, value) => {
    const isIn = inColumn(ctx, value);
    return { kind: "task", test: async (thing) => thing.kind === "task" && (await isIn(thing.task)) };
  },
};

/** Reads what was typed. Null where nothing can be found, such as by somebody who does not exist. */
export async function readWanted(ctx: UserQueryCtx, text: string, kind?: Kind): Promise<Wanted | null> {
  const { clauses, operators } = parseQuery(text);
  let wanted: Wanted = {
    clauses,
    told: [],
    kind,
    authorId: undefined,
    channelIds: undefined,
    among: undefined,
    times: ALWAYS,
    assignee: undefined,
    tests: [],
  };
  for (const operator of operators.slice(0, LIMITS.searchOperators)) {
    const next = await withOperator(ctx, wanted, operator);
    if (!next) return null;
    wanted = next;
  }
  return wanted;
}

async function withOperator(
  ctx: UserQueryCtx,
  wanted: Wanted,
  { name, value, isNot }: Operator,
): Promise<Wanted | null> {
  const asked = await READINGS[name](ctx, value);
  // What nothing is lets everything pass that must not be it.
  if (!asked) return isNot ? wanted : null;
  const { test, ...narrower } = asked;
  if (isNot) return { ...wanted, tests: [...wanted.tests, async (thing) => !(await test(thing))] };
  const tests = [...wanted.tests, test];
  const kind = narrower.kind ?? wanted.kind;
  const isPossible = wanted.kind === undefined || kind === wanted.kind;
  const { authorId = wanted.authorId, channelIds } = narrower;
  const isSame = wanted.authorId === undefined || authorId === wanted.authorId;
  const places = wanted.channelIds
    ? (channelIds?.filter((id) => wanted.channelIds!.includes(id)) ?? wanted.channelIds)
    : channelIds;
  if (!isPossible || !isSame || places?.length === 0) return null;
  const { times = ALWAYS, told = [] } = narrower;
  return {
    ...wanted,
    kind,
    authorId,
    channelIds: places,
    among: narrower.among ?? wanted.among,
    assignee: narrower.assignee ?? wanted.assignee,
    times: { from: Math.max(wanted.times.from, times.from), to: Math.min(wanted.times.to, times.to) },
    told: [...wanted.told, ...told],
    tests,
  };
}
