/**
 * Finds the things a search asks for, the newest first, without losing any to what others may read.
 *
 *   everything  ──full?──▶  month by month, where times are asked for  ──full?──▶  each of my audiences alone
 *      │ what I may read, and has all words
 *      ▼
 *   pool  ──newest first──▶  the thing itself is looked at ──▶ found
 *
 * Rules   One look at the index answers a thousand entries at most. Where it has fewer, that is all there is, and what
 *         others may read has cost nothing. Where it is full, and what the searcher may read of it does not fill the page,
 *         narrower looks follow, down to each private channel of the searcher. What cannot be looked at any more is told
 *         (`isCut`). No more than half of each of Convex's limits is used.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { monthsOf, type Range } from "../../shared/search/dates";
import { fits, hasTerms } from "../../shared/search/matches";
import { indexedTerms } from "../../shared/search/words";
import { DAY_MS } from "../../shared/time";
import { findMembership, type UserQueryCtx } from "../access";
import { hasRoomFor, KIB, MIB } from "../batches";
import { textOf } from "../board/descriptions";
import { channelsOf } from "../chat/channels";
import type { DbCtx } from "../context";
import {
  EVERY_BEGINNING,
  rowsOf,
  wordsOfFile,
  wordsOfMessage,
  wordsOfNote,
  wordsOfTask,
} from "../entries/entries";
import * as FileTexts from "../files/fileTexts";
import * as NoteTexts from "../files/noteTexts";
import type { Thing, Wanted } from "./wanted";

type Entry = Doc<"searchEntries">;
type Audience = Entry["audience"];
type Look = { channelId?: Id<"channels">; audience?: Audience; month?: string };

const AT_ONCE = 8;
/** Months that are looked at one by one, the newest first. */
const MONTHS = 36;
/** Terms that the index is asked for. */
const TERMS = 12;
/** Entries of one message at most. */
const PARTS = 80;
/** An entry of the greatest size. */
const ENTRY_BYTES = 3.8 * KIB;
/** All channels of one person. */
const CHANNELS = { documentsRead: 2 * LIMITS.channelsPerPerson, bytesRead: 2 * MIB };

/** Terms that the index is asked for; of the last, a beginning is enough where it is open. */
type Sought = { terms: string[]; isOpen: boolean };

export type Found = Place & { thing: Thing };
/** Things come after one place in the order, newest first, and up to another. */
export type Bounds = { after: Place | null; until: Place | null };
export type Place = { at: number; made: number; subject: string };

/** Newest first. */
export const compare = (a: Place, b: Place): number =>
  b.at - a.at || b.made - a.made || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0);

/** Where an entry stands; what has the same time comes in the order in which it was entered. */
const placeOf = ({ at, subject, _creationTime: made }: Entry): Place => ({ at, made, subject });

/** The words that a thing is found by. */
export function wordsOf(thing: Thing): string {
  if (thing.kind === "message") return wordsOfMessage(thing.message);
  if (thing.kind === "task") return wordsOfTask(thing.task, thing.description);
  if (thing.kind === "note") return wordsOfNote(thing.note, thing.text);
  return wordsOfFile(thing.file, thing.text);
}

async function thingOf(ctx: DbCtx, { kind, subject }: Entry): Promise<Thing | null> {
  if (kind === "message") {
    const message = await ctx.db.get("messages", subject as Id<"messages">);
    return message && message.deletedAt === undefined ? { kind, message } : null;
  }
  if (kind === "file") {
    const file = await ctx.db.get("files", subject as Id<"files">);
    return file?.state === "shown" ? { kind, file, text: await FileTexts.textOf(ctx, file._id) } : null;
  }
  if (kind === "note") {
    const note = await ctx.db.get("notes", subject as Id<"notes">);
    return note && note.deletedAt === undefined
      ? { kind, note, text: await NoteTexts.newest(ctx, note) }
      : null;
  }
  const task = await ctx.db.get("tasks", subject as Id<"tasks">);
  if (!task || task.deletedAt !== undefined) return null;
  return { kind, task, description: await textOf(ctx, task._id) };
}

export class Candidates {
  readonly #ctx: UserQueryCtx;
  readonly #wanted: Wanted;
  readonly #bounds: Bounds;
  readonly #pool = new Map<string, Entry>();
  readonly #readable = new Map<Audience, Promise<boolean>>();
  readonly #things = new Map<string, Promise<Found | null>>();
  /** Whether there may be more than was looked at. */
  isCut = false;

  constructor(ctx: UserQueryCtx, wanted: Wanted, bounds: Bounds = { after: null, until: null }) {
    this.#ctx = ctx;
    this.#wanted = wanted;
    this.#bounds = bounds;
  }

  /** So many things at most, in their order. */
  async first(most: number): Promise<Found[]> {
    const { among, channelIds } = this.#wanted;
    if (among) {
      await this.#lookAmong(among);
      return await this.#passing(most);
    }
    const looks = channelIds?.map((channelId): Look => ({ channelId })) ?? [{}];
    for (const look of looks) {
      if (look !== looks[0] && !(await this.#hasRoom(LIMITS.search.scanned))) {
        this.isCut = true;
        break;
      }
      await this.#look(look, most);
    }
    return await this.#passing(most);
  }

  /** All that fit up to so many, in their order; null where one look at each place does not tell. */
  async whole(most: number): Promise<Found[] | null> {
    const looks = this.#wanted.channelIds?.map((channelId): Look => ({ channelId })) ?? [{}];
    for (const look of looks) {
      if (!(await this.#hasRoom(LIMITS.search.scanned))) return null;
      const entries = await this.#scan(look, LIMITS.search.scanned);
      if (this.#isFull(entries, LIMITS.search.scanned)) return null;
    }
    const found = await this.#passing(most);
    return this.isCut ? null : found;
  }

  async #hasRoom(entries: number): Promise<boolean> {
    const need = { databaseQueries: AT_ONCE, documentsRead: entries, bytesRead: entries * ENTRY_BYTES };
    return await hasRoomFor(this.#ctx, need);
  }

  /** Looks at the entries of these messages, without the index of words. */
  async #lookAmong({ ids, isMore }: NonNullable<Wanted["among"]>): Promise<void> {
    this.isCut ||= isMore;
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      if (!(await this.#hasRoom(AT_ONCE * PARTS))) {
        this.isCut = true;
        return;
      }
      const some = ids.slice(i, i + AT_ONCE);
      const found = await Promise.all(some.map(async (subject) => await rowsOf(this.#ctx, subject)));
      await this.#keep(found.flat());
    }
  }

  /** Looks somewhere, and more closely where that is full and not enough. */
  async #look(look: Look, most: number): Promise<void> {
    const entries = await this.#scan(look, LIMITS.search.scanned);
    if (!this.#isFull(entries, LIMITS.search.scanned) || (await this.#passing(most)).length >= most) return;
    const isNarrow = look.audience !== undefined || look.channelId !== undefined;
    if (look.month === undefined && (isNarrow || this.#isDated)) await this.#lookByMonths(look, most);
    else if (!isNarrow) await this.#lookByAudiences(look, most);
    else this.isCut = true;
  }

  /** The times that are asked for, within the bounds. */
  get #times(): Range {
    const { times } = this.#wanted;
    const { after, until } = this.#bounds;
    return {
      from: Math.max(times.from, until?.at ?? -Infinity),
      to: Math.min(times.to, after ? after.at + 1 : Infinity),
    };
  }

  get #isDated(): boolean {
    const { from, to } = this.#times;
    return from > -Infinity || to < Infinity;
  }

  async #lookByMonths(look: Look, most: number): Promise<void> {
    const { from, to } = this.#times;
    const months = monthsOf({ from, to: Math.min(to, Date.now() + DAY_MS) }, MONTHS + 1);
    for (const month of months.slice(0, MONTHS)) {
      if (!(await this.#hasRoom(LIMITS.search.scanned))) {
        this.isCut = true;
        return;
      }
      await this.#look({ ...look, month }, most);
      if ((await this.#passing(most)).length >= most) return;
    }
    this.isCut ||= months.length > MONTHS;
  }

  /** A few of each private channel first: who is in a thousand does not read a thousand of each. */
  async #lookByAudiences(look: Look, most: number): Promise<void> {
    if (!(await hasRoomFor(this.#ctx, CHANNELS))) {
      this.isCut = true;
      return;
    }
    const channels = await channelsOf(this.#ctx, this.#ctx.user._id);
    if (await this.#hasRoom(LIMITS.search.scanned))
      await this.#look({ ...look, audience: "workspace" }, most);
    else this.isCut = true;
    const mine = channels.flatMap(({ _id, kind }) => (kind === "public" ? [] : [_id]));
    const full: Id<"channels">[] = [];
    for (let i = 0; i < mine.length; i += AT_ONCE) {
      if (!(await this.#hasRoom(AT_ONCE * LIMITS.search.glanced))) {
        this.isCut = true;
        return;
      }
      const some = mine.slice(i, i + AT_ONCE);
      const found = await Promise.all(
        some.map(
          async (audience) => await this.#scan({ ...look, audience }, LIMITS.search.glanced, this.#rarest),
        ),
      );
      full.push(...some.filter((_, n) => found[n]!.length >= LIMITS.search.glanced));
    }
    for (const audience of full) {
      if ((await this.#passing(most)).length >= most) return;
      if (await this.#hasRoom(LIMITS.search.scanned)) await this.#look({ ...look, audience }, most);
      else this.isCut = true;
    }
  }

  /** What the index has with all the words comes before what has only some of them: after that nothing is missed. */
  #isFull(entries: Entry[], most: number): boolean {
    if (entries.length < most) return false;
    const { terms, isOpen } = this.#sought;
    return entries.every((entry) => entry.isPart || hasTerms(` ${entry.terms} `, { terms, isOpen }));
  }

  /**
   * What the index is asked for. Its last term stands for all that begin with it, which costs the less the rarer it is: it
   * is the one that is not finished, or the longest.
   */
  get #sought(): Sought {
    const clauses = this.#wanted.clauses.filter(({ isNot }) => !isNot);
    const open = clauses.filter(({ isOpen }) => isOpen).map(({ terms }) => terms.at(-1)!);
    const closed = clauses.flatMap(({ terms, isOpen }) => (isOpen ? terms.slice(0, -1) : terms));
    const byLength = (terms: readonly string[]) => terms.toSorted((a, b) => a.length - b.length);
    const last = byLength(open).at(-1);
    const others = [...byLength(this.#wanted.told), ...byLength(closed)].slice(-TERMS);
    const terms = [...new Set(others)].filter((term) => term !== last);
    const all = last === undefined ? terms : [...terms, last];
    return { terms: all.length > 0 ? all : [EVERY_BEGINNING], isOpen: true };
  }

  /** The term that most likely tells most: what lacks it lacks what is sought. */
  get #rarest(): Sought {
    const { terms } = this.#sought;
    const isOpen = (term: string) => term === terms.at(-1);
    const [longest = EVERY_BEGINNING] = terms.toSorted((a, b) => b.length - a.length);
    return { terms: [longest], isOpen: isOpen(longest) };
  }

  async #scan({ channelId, audience, month }: Look, most: number, sought = this.#sought): Promise<Entry[]> {
    const { kind, authorId } = this.#wanted;
    const filters = { kind, authorId, channelId, audience, month };
    const entries = await this.#ctx.db
      .query("searchEntries")
      .withSearchIndex("by_terms", (q) => {
        let search = q.search("terms", sought.terms.join(" "));
        for (const [field, value] of Object.entries(filters))
          if (value !== undefined) search = search.eq(field as "kind", value as "message");
        return search;
      })
      .take(most);
    await this.#keep(entries);
    return entries;
  }

  /** Those that may be what is asked for. */
  async #keep(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries)
      if (this.#mayFit(entry) && (await this.#mayRead(entry.audience))) this.#pool.set(entry.subject, entry);
  }

  /** All that can be told without the thing itself. */
  #mayFit(entry: Entry): boolean {
    const { clauses } = this.#wanted;
    const { after, until } = this.#bounds;
    if (entry.at < this.#times.from || entry.at >= this.#times.to) return false;
    const place = placeOf(entry);
    if ((after && compare(place, after) <= 0) || (until && compare(place, until) > 0)) return false;
    const simple = entry.isPart ? [] : clauses.filter(({ phrase }) => phrase === null);
    return fits(simple, entry.terms, () => "");
  }

  async #mayRead(audience: Audience): Promise<boolean> {
    if (audience === "workspace") return true;
    const known = this.#readable.get(audience);
    const answer =
      known ?? findMembership(this.#ctx, audience, this.#ctx.user._id).then((found) => found !== null);
    this.#readable.set(audience, answer);
    return await answer;
  }

  /** The first things of the pool that are what is asked for. */
  async #passing(most: number): Promise<Found[]> {
    const found: Found[] = [];
    for (const entry of [...this.#pool.values()].sort((a, b) => compare(placeOf(a), placeOf(b)))) {
      if (found.length >= most) break;
      if (!(await hasRoomFor(this.#ctx, { documentsRead: 8, bytesRead: 0.3 * MIB }))) {
        this.isCut = true;
        break;
      }
      const known = this.#things.get(entry.subject) ?? this.#open(entry);
      this.#things.set(entry.subject, known);
      const thing = await known;
      if (thing) found.push(thing);
    }
    return found;
  }

  async #open(entry: Entry): Promise<Found | null> {
    const thing = await thingOf(this.#ctx, entry);
    if (!thing) return null;
    const { clauses, tests } = this.#wanted;
    const words = wordsOf(thing);
    const terms = entry.isPart ? indexedTerms(words).join(" ") : entry.terms;
    if (!fits(clauses, terms, () => words)) return null;
    for (const test of tests) if (!(await test(thing))) return null;
    return { ...placeOf(entry), thing };
  }
}
