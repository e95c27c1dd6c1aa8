/** How people are looked up: by their ids, by what is typed of a name, and one page of all after the other. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { hasWords, typedWords } from "../../shared/names";
import { findMembership } from "../access";
import * as Groups from "../chat/groups";
import * as Memberships from "../chat/memberships";
import type { DbCtx } from "../context";
import { personIds } from "../ids";
import { boundedPage } from "../pages";
import { personView, toPerson } from "./users";

type User = Doc<"users">;

export const foundView = personView.extend({
  /** Whether they are in the channel that was asked about; of no channel, nobody is. */
  isMember: v.boolean(),
});
type Found = Infer<typeof foundView>;

/** Whom an id in a text may name: a person, or a group by its handle. */
export const namedView = personView.omit("_id").extend({
  _id: v.union(v.id("users"), v.id("groups")),
  isGroup: v.optional(v.literal(true)),
});

/** The people and groups with these ids, those who left included. Ids that nobody has are left out. @throws TOO_MANY_IDS */
export async function byIds(ctx: DbCtx, ids: readonly string[]): Promise<Infer<typeof namedView>[]> {
  const users = await Promise.all(personIds(ctx, ids).map(async (id) => await ctx.db.get("users", id)));
  const people = users.filter((user) => user !== null).map(toPerson);
  if (people.length === ids.length) return people;
  return [...people, ...(await Groups.byIds(ctx, ids)).map(Groups.toNamed)];
}

export type Sought = {
  text: string;
  /** The channel whose people come first. */
  channelId?: Id<"channels"> | undefined;
  /** Finds only people who are in the channel, or only others. */
  isMember?: boolean | undefined;
};

/**
 * At most `LIMITS.peopleFound` active people of whose names every word that was typed begins a word, those of the channel
 * first; for an empty text those who joined it first, and then the first by name. A search looks at some hundred people:
 * where more fit, the rest is found once more of the name is typed.
 */
export async function find(ctx: DbCtx, { text, channelId, isMember }: Sought): Promise<Found[]> {
  const words = typedWords(text, LIMITS.personName);
  const inside = channelId && isMember !== false ? await membersLike(ctx, channelId, words) : undefined;
  if (!inside) {
    const people = await withMembership(ctx, await anyoneLike(ctx, words, channelId), channelId);
    return shown(people.filter((person) => isMember === undefined || person.isMember === isMember));
  }
  const found = inside.map((user) => ({ ...toPerson(user), isMember: true }));
  if (isMember === true || found.length >= LIMITS.peopleFound) return shown(found);
  const ids = new Set(inside.map(({ _id }) => _id));
  const others = (await anyoneLike(ctx, words, channelId)).filter(({ _id }) => !ids.has(_id));
  return shown([...found, ...others.map((user) => ({ ...toPerson(user), isMember: false }))]);
}

const shown = (people: Found[]): Found[] =>
  people.toSorted((a, b) => Number(b.isMember) - Number(a.isMember)).slice(0, LIMITS.peopleFound);

async function withMembership(ctx: DbCtx, users: User[], channelId?: Id<"channels">): Promise<Found[]> {
  return await Promise.all(
    users.map(async (user) => ({
      ...toPerson(user),
      isMember: channelId !== undefined && (await findMembership(ctx, channelId, user._id)) !== null,
    })),
  );
}

/**
 * Everybody in a channel whose name has the words; without words, those who joined it first. Undefined for a channel
 * with too many people to look at each.
 */
async function membersLike(
  ctx: DbCtx,
  channelId: Id<"channels">,
  words: string[],
): Promise<User[] | undefined> {
  const most = words.length === 0 ? LIMITS.peopleFound : LIMITS.membersMatched + 1;
  const ids = await Memberships.first(ctx, channelId, most);
  if (ids.length > LIMITS.membersMatched) return undefined;
  const users = await Promise.all(ids.map(async (id) => await ctx.db.get("users", id)));
  const fitting = users.filter((user) => user !== null).filter(({ nameKey }) => hasWords(nameKey, words));
  return fitting.sort(beginningWith(words));
}

/** Names that begin with the text come first, then by name. */
function beginningWith(words: readonly string[]) {
  const start = words.join(" ");
  const place = ({ nameKey }: User) => `${nameKey.startsWith(start) ? 0 : 1}${nameKey}`;
  return (a: User, b: User) => (place(a) < place(b) ? -1 : 1);
}

/** Sorts behind every text that begins alike. */
const LAST = "\u{10FFFF}";

/** Candidates of the whole workspace; more of them, where some channel's people are to be found among them. */
async function anyoneLike(ctx: DbCtx, words: string[], channelId?: Id<"channels">): Promise<User[]> {
  const most = channelId ? LIMITS.peopleScanned : LIMITS.peopleFound;
  const start = words.join(" ");
  const beginning = await ctx.db
    .query("users")
    .withIndex("by_isDeactivated_and_nameKey", (q) =>
      q
        .eq("isDeactivated", false)
        .gte("nameKey", start)
        .lt("nameKey", start + LAST),
    )
    .take(most);
  if (words.length === 0 || beginning.length === most) return beginning;
  const ids = new Set(beginning.map(({ _id }) => _id));
  const searched = await search(ctx, words, false).take(LIMITS.peopleScanned);
  const rest = searched.filter(({ _id, nameKey }) => !ids.has(_id) && hasWords(nameKey, words));
  return [...beginning, ...rest.sort(beginningWith(words))];
}

/** Those whose names have a word that begins with the longest one; whether the others fit is for the caller to see. */
function search(ctx: DbCtx, words: readonly string[], isDeactivated: boolean) {
  const [longest = ""] = words.toSorted((a, b) => b.length - a.length);
  return ctx.db
    .query("users")
    .withSearchIndex("by_text", (q) => q.search("nameKey", longest).eq("isDeactivated", isDeactivated));
}

type Listed = { text?: string | undefined; isDeactivated?: boolean | undefined };

/** A page of the people, active or deactivated: by name, or those whom a text finds. It may be shorter than asked for. */
export async function list(
  ctx: DbCtx,
  { text = "", isDeactivated = false }: Listed,
  opts: PaginationOptions,
): Promise<PaginationResult<Infer<typeof personView>>> {
  const words = typedWords(text, LIMITS.personName);
  const wanted =
    words.length > 0
      ? search(ctx, words, isDeactivated)
      : ctx.db
          .query("users")
          .withIndex("by_isDeactivated_and_nameKey", (q) => q.eq("isDeactivated", isDeactivated));
  const result = await wanted.paginate(boundedPage(opts));
  const fitting = result.page.filter(({ nameKey }) => hasWords(nameKey, words));
  const sorted = words.length > 0 ? fitting.sort(beginningWith(words)) : fitting;
  return { ...result, page: sorted.map(toPerson) };
}

/** The only active admin, or null where there are several. */
export async function onlyAdminId(ctx: DbCtx): Promise<Id<"users"> | null> {
  const [admin, other] = await ctx.db
    .query("users")
    .withIndex("by_role_and_deactivatedAt", (q) => q.eq("role", "admin").eq("deactivatedAt", undefined))
    .take(2);
  return admin && !other ? admin._id : null;
}
