/** Support for tests of views: a Convex client that answers from a table, and the people of a workspace. */
import { initialSections } from "@convex/shared/chat/sidebar";
import { LIMITS } from "@convex/shared/limits";
import { hasWords, nameKey, typedWords } from "@convex/shared/names";
import { act, render, type RenderResult } from "@testing-library/react";
import { ConvexProvider, type ConvexReactClient } from "convex/react";
import { convexToJson, type Value } from "convex/values";
import { getFunctionName, type FunctionReference } from "convex/server";
import type { ReactElement, ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";
import { FilesProvider } from "@/features/files";
import { PeopleProvider, type Person } from "@/features/users";
import { OutboxProvider } from "@/platform/OutboxContext";
import type { Durable } from "@/platform/durable";

type Answers = Record<string, unknown>;
/** The first that has an answer gives it. */
type Tables = readonly Answers[];
type Call = { name: string; args: unknown };

const DAY_MS = 86_400_000;

/** Somebody, or a group that texts name. */
export const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id: id as Person["id"],
  name,
  picture: undefined,
  isAdmin: false,
  isActive: true,
  joinedAt: DAY_MS,
  ...more,
});

export const ANA = person("ana", "Ana Ruiz", { isAdmin: true });
export const BEN = person("ben", "Ben Ito");
export const ZOE = person("zoe", "Zoe Park", { isActive: false });

const CONNECTED = { isWebSocketConnected: true, hasEverConnected: true, inflightMutations: 0 };

const seen = ({ id, name, picture, isAdmin, isActive, joinedAt, isGroup }: Person) => ({
  _id: id,
  name,
  picture,
  role: isAdmin ? "admin" : "member",
  isActive,
  joinedAt,
  ...(isGroup && { isGroup }),
});

/** What the server says of some people: by their ids, by a text, in the directory. */
export function answersAbout(people: readonly Person[]): Answers {
  const active = people.filter(({ isActive, isGroup }) => isActive && !isGroup);
  const admins = active.filter(({ isAdmin }) => isAdmin);
  const like = (some: readonly Person[], text = "") =>
    some.filter(({ name }) => hasWords(nameKey(name), typedWords(text, LIMITS.personName))).map(seen);
  return {
    "users:names": ({ ids }: { ids: string[] }) => people.filter(({ id }) => ids.includes(id)).map(seen),
    "users:find": ({ text }: { text: string }) =>
      like(active, text)
        .slice(0, LIMITS.peopleFound)
        .map((found) => ({ ...found, isMember: false })),
    "users:list": ({ text, isDeactivated }: { text?: string; isDeactivated: boolean }) => ({
      page: like(isDeactivated ? people.filter(({ isActive }) => !isActive) : active, text),
      isDone: true,
      continueCursor: "",
    }),
    "users:count": active.length,
    "users:onlyAdmin": admins.length === 1 ? admins[0]?.id : null,
  };
}

/** The answer of a query, which may depend on its arguments; the same object for the same question. */
function answerOf(tables: Tables, name: string, args: unknown, given: Map<string, unknown>): unknown {
  const answer = tables.find((table) => name in table)?.[name];
  if (typeof answer !== "function") return answer;
  const question = `${name} ${JSON.stringify(convexToJson(args as Value))}`;
  if (!given.has(question)) given.set(question, (answer as (args: unknown) => unknown)(args));
  return given.get(question);
}

/**
 * Answers queries from tables by name, and notes what is changed. A query that is not in it is still loading; one
 * that is a function is asked with the arguments.
 */
function fakeClient(tables: Tables, calls: Call[], watched: string[], refuse: (call: Call) => unknown) {
  const given = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  const change = async (reference: FunctionReference<"mutation">, args: unknown) => {
    const call = { name: getFunctionName(reference), args };
    calls.push(call);
    const error = refuse(call);
    if (error !== undefined) throw error as Error;
    return await Promise.resolve(answerOf(tables, call.name, args, new Map()) ?? null);
  };
  /** The server says what its answers are now. */
  const tell = () =>
    act(() => {
      given.clear();
      for (const listener of listeners) listener();
    });
  const client = {
    watchQuery: (reference: FunctionReference<"query">, args: unknown) => ({
      localQueryResult: () => answerOf(tables, getFunctionName(reference), args, given),
      onUpdate: (listener: () => void) => {
        const name = getFunctionName(reference);
        const told = () => listener();
        watched.push(name);
        listeners.add(told);
        return () => {
          watched.splice(watched.indexOf(name), 1);
          listeners.delete(told);
        };
      },
      journal: () => undefined,
    }),
    query: async (reference: FunctionReference<"query">, args: unknown) =>
      await Promise.resolve(answerOf(tables, getFunctionName(reference), args, new Map())),
    mutation: change,
    action: change,
    connectionState: () => CONNECTED,
    subscribeToConnectionState: () => () => undefined,
  };
  return { client: client as unknown as ConvexReactClient, tell };
}

type Options = {
  answers?: Answers;
  /** The person who looks; by default Ana, an admin. */
  me?: Person;
  /** Everybody; by default Ana, Ben, and Zoe, who left. */
  people?: readonly Person[];
  path?: string;
  mutations?: readonly Durable[];
  /** The error with which a change is refused. */
  refuse?: (call: Call) => unknown;
};

/**
 * Draws a view as one person of the workspace sees it.
 *
 * @returns with what was changed, the names of the queries that are watched now, and a way to have other answers told
 */
export function show(
  view: ReactElement,
  options: Options = {},
): RenderResult & { calls: Call[]; watched: string[]; tell: () => void } {
  const {
    answers = {},
    me = ANA,
    people = [ANA, BEN, ZOE],
    path = "/",
    mutations = [],
    refuse = () => undefined,
  } = options;
  const calls: Call[] = [];
  const self = { ...seen(me), hidesAi: false };
  const watched: string[] = [];
  const tables = [
    answers,
    { "users:me": self, "chat/sidebar:sections": initialSections(), ...answersAbout(people) },
  ];
  const { client, tell } = fakeClient(tables, calls, watched, refuse);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[path]}>
      <ConvexProvider client={client}>
        <PeopleProvider me={me} known={people}>
          <FilesProvider userId={me.id}>
            <OutboxProvider userId={me.id} mutations={mutations}>
              {children}
            </OutboxProvider>
          </FilesProvider>
        </PeopleProvider>
      </ConvexProvider>
    </MemoryRouter>
  );
  const shown = render(view, { wrapper });
  return Object.assign(shown, { calls, watched, tell });
}

/** Lets the identity API of this server answer, by path, or by "POST " and path; a text is the code of a refusal. */
export function answerAuth(answers: Record<string, object | string>): void {
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: RequestInit = {}) => {
    const path = url.replace("/api/auth/", "").split("?")[0] ?? "";
    const answer = answers[`${method} ${path}`] ?? answers[path] ?? "UNEXPECTED";
    const [status, body] = typeof answer === "string" ? [400, { code: answer }] : [200, answer];
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
}
