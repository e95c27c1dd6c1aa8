/** One search over messages, tasks, files and notes: a page of what was found, newest or best first, and how much there is. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { termsOf, segmentsOf } from "../../shared/search/words";
import { DAY_MS } from "../../shared/time";
import type { UserQueryCtx } from "../access";
import { fail } from "../errors";
import { boundedPage } from "../pages";
import { Candidates, compare, wordsOf, type Found, type Place } from "./candidates";
import { toResult } from "./results";
import type { Result } from "./views";
import { tasksInTurn } from "./inTurn";
import { readWanted, type Kind, type Thing, type Wanted } from "./wanted";

type Sought = { text: string; kind?: Kind | undefined };
/** `isCut`: more may be found once the search says more precisely what. */
type Page = PaginationResult<Result> & { isCut: boolean };

/** The cursor behind the last thing. */
const ENDED = "";
const cursorOf = ({ at, made, subject }: Place): string => `${at} ${made} ${subject}`;

function placeOf(cursor: string | null | undefined): Place | null {
  if (cursor === null || cursor === undefined || cursor === ENDED) return null;
  const [, at, made, subject] = /^(-?[\d.]+) ([\d.]+) (\w+)$/.exec(cursor) ?? [];
  if (at === undefined || subject === undefined) throw fail("CURSOR_INVALID");
  return { at: Number(at), made: Number(made), subject };
}

const isEmpty = ({ clauses, tests }: Wanted): boolean =>
  tests.length === 0 && clauses.every(({ isNot }) => isNot);

async function wantedOf(ctx: UserQueryCtx, { text, kind }: Sought): Promise<Wanted | null> {
  const wanted = await readWanted(ctx, text, kind);
  return wanted && !isEmpty(wanted) ? wanted : null;
}

const NOTHING: Page = { page: [], isDone: true, continueCursor: ENDED, isCut: false };

/** A page of things, the newest first. One with an `endCursor` holds what is there up to it. */
export async function page(ctx: UserQueryCtx, sought: Sought, given: PaginationOptions): Promise<Page> {
  const wanted = given.cursor === ENDED ? null : await wantedOf(ctx, sought);
  if (!wanted) return NOTHING;
  const { page: shown, ...rest } = await foundOn(ctx, wanted, given);
  const results: Result[] = [];
  for (const one of shown) results.push(await toResult(ctx, one, wanted.clauses));
  return { ...rest, page: results };
}

type PageOf<T> = Omit<Page, "page"> & { page: T[] };

/** A page of tasks, the newest first; without a word all that the caller may read. It may be short, even empty, and is never cut. */
export async function taskPage(
  ctx: UserQueryCtx,
  text: string,
  given: PaginationOptions,
): Promise<PaginationResult<Id<"tasks">>> {
  const wanted = given.cursor === ENDED ? null : await readWanted(ctx, text, "task");
  if (!wanted) return { page: [], isDone: true, continueCursor: ENDED };
  const asked = askedOf(given);
  const { bounds, most } = asked;
  const found = isEmpty(wanted) ? null : await new Candidates(ctx, wanted, bounds).whole(most + 1);
  if (found) {
    const { page: shown, ...rest } = pageOf(found, asked);
    return { ...rest, page: shown.flatMap(({ thing }) => (thing.kind === "task" ? thing.task._id : [])) };
  }
  const { taskIds, last } = await tasksInTurn(ctx, wanted, bounds, most);
  const isDone = last === null && !(asked.isBounded && given.endCursor !== ENDED);
  const end = last ? cursorOf(last) : (given.endCursor ?? ENDED);
  return { page: taskIds, isDone, continueCursor: isDone ? ENDED : end };
}

/** A page as it is asked for: so many things between two places. */
function askedOf(given: PaginationOptions) {
  const { numItems, cursor, endCursor = null } = boundedPage(given);
  const isBounded = endCursor !== null;
  return {
    endCursor,
    isBounded,
    bounds: { after: placeOf(cursor), until: placeOf(endCursor) },
    most: isBounded ? 3 * LIMITS.search.page : Math.min(numItems, LIMITS.search.page),
  };
}

/** @param found  one more than fits on the page, where there are so many */
function pageOf(found: readonly Found[], { endCursor, isBounded, most }: ReturnType<typeof askedOf>) {
  const page = found.slice(0, most);
  const isMore = found.length > most;
  const isDone = !isMore && (!isBounded || endCursor === ENDED);
  const last = isBounded && !isMore ? endCursor : page.at(-1) && cursorOf(page.at(-1)!);
  return { page, isDone, continueCursor: isDone ? ENDED : (last ?? ENDED) };
}

async function foundOn(ctx: UserQueryCtx, wanted: Wanted, given: PaginationOptions): Promise<PageOf<Found>> {
  const asked = askedOf(given);
  const candidates = new Candidates(ctx, wanted, asked.bounds);
  const result = pageOf(await candidates.first(asked.most + 1), asked);
  return { ...result, isCut: result.isDone && candidates.isCut };
}

/** The best of the newest things, the best first. */
export async function best(ctx: UserQueryCtx, sought: Sought): Promise<{ page: Result[]; isCut: boolean }> {
  const wanted = await wantedOf(ctx, sought);
  if (!wanted) return NOTHING;
  const candidates = new Candidates(ctx, wanted);
  const found = await candidates.first(LIMITS.searchRanked + 1);
  const scored = found
    .slice(0, LIMITS.searchRanked)
    .map((one) => ({ one, score: scoreOf(one, wanted) }))
    .sort((a, b) => b.score - a.score || compare(a.one, b.one));
  const results: Result[] = [];
  for (const { one } of scored.slice(0, LIMITS.search.page))
    results.push(await toResult(ctx, one, wanted.clauses));
  return { page: results, isCut: candidates.isCut || found.length > LIMITS.search.page };
}

/** What a thing is called, where it has a name. */
function headOf(thing: Thing): string | null {
  if (thing.kind === "task") return thing.task.title;
  if (thing.kind === "note") return thing.note.title;
  return thing.kind === "file" ? thing.file.name : null;
}

/** Words that stand there whole count most, in few words more than in many, and what is new a little more than what is old. */
function scoreOf({ thing, at }: Found, { clauses }: Wanted): number {
  const text = wordsOf(thing);
  const segments = segmentsOf(headOf(thing) ?? text);
  const whole = new Set(segments.map((segment) => termsOf(segment, text)[0]));
  const sought = clauses.filter(({ isNot }) => !isNot);
  const exact = sought.filter(({ terms }) => terms.every((term) => whole.has(term))).length;
  const age = Math.max(0, Date.now() - at) / DAY_MS;
  return exact / (sought.length || 1) + 0.5 / Math.log2(4 + segments.length) + 0.5 / Math.log2(4 + age);
}

/** How many things of a kind there are, up to `LIMITS.searchCounted`. */
export async function count(ctx: UserQueryCtx, sought: Sought): Promise<{ count: number; isMore: boolean }> {
  const wanted = await wantedOf(ctx, sought);
  if (!wanted) return { count: 0, isMore: false };
  const candidates = new Candidates(ctx, wanted);
  const { length } = await candidates.first(LIMITS.searchCounted + 1);
  const isMore = length > LIMITS.searchCounted || candidates.isCut;
  return { count: Math.min(length, LIMITS.searchCounted), isMore };
}
