/**
 * A word of its own in every private place, and every public query asked by everybody who may not read it: with every id
 * there is, and with every such word as a text. No answer has a word, and none differs from that to a word that is nowhere.
 *
 *   places ──▶ words
 *   queries × people × (ids, words) ──▶ answers ──▶ no word of a place that the person may not read
 *
 * A query that is new is asked by itself: its arguments are made from its validators.
 */
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { TableNames } from "../../convex/_generated/dataModel";
import schema from "../../convex/schema";
import { identityOf } from "../../convex/testing.setup";
import { argsFor, publicQueries, type Args, type Fields, type Pools } from "./asking";
import {
  makePrivatePlaces,
  mayRead,
  MEMBERS,
  OTHERS,
  places,
  wordOf,
  type Person,
  type Place,
  type Workspace,
} from "./places";

const NOWHERE = "nowhere";

let workspace: Workspace;
let pools: Pools;

const caller = (person: Person) =>
  person === "nobody" ? workspace.t : workspace.t.withIdentity(identityOf(person));

beforeAll(async () => {
  vi.stubEnv("CONVEX_SITE_URL", "http://127.0.0.1:1");
  workspace = await makePrivatePlaces();
  pools = await poolsOf(workspace);
});
afterAll(() => vi.unstubAllEnvs());

/** The id of everything there is, and every word. */
async function poolsOf({ t, hiring }: Workspace): Promise<Pools> {
  const tables = Object.keys(schema.tables) as TableNames[];
  const ids = await t.run(async ({ db }) => {
    const rows = tables.map(async (table) => [
      table,
      (await db.query(table).collect()).map(({ _id }) => _id),
    ]);
    return new Map((await Promise.all(rows)) as [string, string[]][]);
  });
  const words = [...places, NOWHERE].map(wordOf);
  const narrowed = [
    `in:${wordOf("channelName")}`,
    `tag:${wordOf("tag")}`,
    `"${wordOf("reply")}"`,
    `from:ben ${wordOf("direct")}`,
  ];
  const wide = [
    "s",
    "sekret",
    "from:ben",
    "has:file",
    "is:dm",
    "is:thread",
    "is:open",
    "on:today",
    `in:${hiring}`,
  ];
  return { texts: [...words, ...narrowed, ...wide], ids: (table) => ids.get(table) ?? [] };
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? "";

/** Without the cursor at the end of a list, which is made of what was asked for. */
const withoutEnd = (answer: unknown): unknown =>
  (answer as { isDone?: boolean } | null)?.isDone === true
    ? { ...(answer as object), continueCursor: "" }
    : answer;

const answers = new Map<string, Promise<string>>();

/** The same question is asked once: every word is compared with the one that is nowhere. */
function answer(person: Person, path: string, args: Args): Promise<string> {
  const key = `${person} ${path} ${asText(args)}`;
  const answered = answers.get(key) ?? ask(person, path, args);
  answers.set(key, answered);
  return answered;
}

/** The answer as text; what is refused answers with its refusal. */
async function ask(person: Person, path: string, args: Args): Promise<string> {
  const asked = caller(person).query(makeFunctionReference<"query">(path), args);
  const refused = (error: { data?: unknown; message: string }) => error.data ?? error.message;
  return asText(await asked.then(withoutEnd, refused));
}

const named = (text: string): Place[] => places.filter((place) => text.includes(wordOf(place)));
const withNowhere = (args: Args, place: Place): Args =>
  JSON.parse(asText(args).replaceAll(wordOf(place), wordOf(NOWHERE))) as Args;

/** What a person is told: the places whose words come in answers, or whose words are answered in another way. */
async function told(person: Person, path: string, fields: Fields): Promise<Map<Place, string>> {
  const found = new Map<Place, string>();
  for (const args of argsFor(fields, pools)) {
    const [said, asked] = [await answer(person, path, args), named(asText(args))];
    for (const place of named(said)) if (!asked.includes(place)) found.set(place, asText(args));
    const [only, ...others] = asked;
    if (!only || others.length > 0) continue;
    const saidOfNothing = await answer(person, path, withNowhere(args, only));
    if (said.replaceAll(wordOf(only), wordOf(NOWHERE)) !== saidOfNothing) found.set(only, asText(args));
  }
  return found;
}

const queries = await publicQueries();

test.each(OTHERS)("%s is told nothing of what is private, whatever is asked", async (person) => {
  const leaks: string[] = [];
  for (const [path, fields] of queries)
    for (const [place, args] of await told(person, path, fields)) leaks.push(`${place} by ${path} ${args}`);
  expect(leaks).toEqual([]);
});

test("those who may read it are told all of it, and what is one person's own only by that person", async () => {
  for (const person of MEMBERS) {
    const found = new Set<Place>();
    for (const [path, fields] of queries)
      for (const place of (await told(person, path, fields)).keys()) found.add(place);
    expect([person, places.filter((place) => !found.has(place))]).toEqual([
      person,
      places.filter((place) => !mayRead(person, place)),
    ]);
  }
});
