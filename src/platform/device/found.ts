/** Answers to what was not asked in the same words before: of names and of messages there may be some from other questions. */
import type { OptimisticLocalStore } from "convex/browser";
import { getFunctionName, type FunctionReference } from "convex/server";
import { keyOf, type Args, type Entry } from "./entry";

type Entries = ReadonlyMap<string, Entry>;
type Asked = Pick<Entry, "key" | "name" | "args">;
type Page<T> = { page: T[]; isDone: boolean; continueCursor: string };
type Message = { _id: string; commitTs: bigint };
type Person = { _id: string };

const of = (entries: Entries, ...names: string[]) =>
  [...entries.values()].filter(({ name }) => names.includes(name));

/** The questions for messages of a channel: each may have some of what another asks for. */
const PAGES = ["messages:paginated", "messages:newest"];

/** An answer that stays the same object while nothing else is known: what is drawn compares by it. */
export function foundIn(entries: Entries, asked: Asked): unknown {
  if (asked.name === "users:names")
    return memo(entries, asked, [asked.name], () => people(entries, asked.args));
  if (PAGES.includes(asked.name)) return memo(entries, asked, PAGES, () => messages(entries, asked.args));
  return entries.get(asked.key)?.value;
}

type Memo = { value: unknown; made: unknown[] };
const memos = new WeakMap<Entries, Map<string, Memo>>();

/** Made again once one of the answers that it is made of is another. */
function memo(entries: Entries, { key }: Asked, names: string[], make: () => unknown): unknown {
  const known = memos.get(entries) ?? new Map<string, Memo>();
  memos.set(entries, known);
  const made = of(entries, ...names).map(({ value }) => value);
  const last = known.get(key);
  if (last && last.made.length === made.length && last.made.every((value, i) => value === made[i]))
    return last.value;
  const value = make();
  known.set(key, { value, made });
  return value;
}

function people(entries: Entries, { ids }: Args): Person[] | undefined {
  const known = new Map<string, Person>();
  for (const { value } of of(entries, "users:names"))
    for (const person of value as Person[]) known.set(person._id, person);
  const found = (ids as string[]).flatMap((id) => known.get(id) ?? []);
  return found.length > 0 ? found : undefined;
}

/** The messages of a channel that are known, as one page: there may have been others before and between them. */
function messages(entries: Entries, args: Args): Page<Message> | undefined {
  const { channelId, after, upTo, order } = args as Args & { after?: bigint; upTo?: bigint };
  const pages = of(entries, ...PAGES).filter((entry) => entry.args["channelId"] === channelId);
  if (pages.length === 0) return undefined;
  const known = new Map<string, Message>();
  for (const { value } of pages)
    for (const message of (value as Page<Message>).page) known.set(message._id, message);
  const page = [...known.values()]
    .filter(
      ({ commitTs }) => (after === undefined || commitTs > after) && (upTo === undefined || commitTs <= upTo),
    )
    .toSorted((a, b) => (a.commitTs < b.commitTs ? 1 : -1));
  return { page: order === "asc" ? page.toReversed() : page, isDone: true, continueCursor: "" };
}

type Query = FunctionReference<"query">;

/** A store of answers for changes: they change what the server has said, and where it has not, what is kept. */
export function over(
  entries: Map<string, Entry>,
  store: OptimisticLocalStore,
  onChange: () => void,
): OptimisticLocalStore {
  const getAll = (query: Query) => {
    const name = getFunctionName(query);
    const known = store.getAllQueries(query);
    const keys = new Set(known.map(({ args }) => keyOf(name, args as Args)));
    const others = of(entries, name).filter(({ key }) => !keys.has(key));
    return [...known, ...others.map(({ args, value }) => ({ args, value }))];
  };
  const get = (query: Query, args: Args = {}) => {
    const name = getFunctionName(query);
    return store.getQuery(query, args) ?? foundIn(entries, { key: keyOf(name, args), name, args });
  };
  const set = (query: Query, args: Args, value: unknown) => {
    const name = getFunctionName(query);
    if (store.getQuery(query, args) !== undefined) return store.setQuery(query, args, value);
    entries.set(keyOf(name, args), { key: keyOf(name, args), name, args, value });
    onChange();
  };
  return { getQuery: get, getAllQueries: getAll, setQuery: set } as unknown as OptimisticLocalStore;
}
