/** What views are tested with: a Convex client that answers from a table, and the people of a workspace. */
import { render, type RenderResult } from "@testing-library/react";
import { ConvexProvider, type ConvexReactClient } from "convex/react";
import { getFunctionName, type FunctionReference } from "convex/server";
import type { ReactElement } from "react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";
import { PeopleProvider, type Person } from "@/features/users";
import { OutboxProvider } from "@/platform/OutboxContext";
import type { Durable } from "@/platform/durable";

type Answers = Record<string, unknown>;
type Call = { name: string; args: unknown };

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id: id as Person["id"],
  name,
  imageUrl: undefined,
  isAdmin: false,
  isActive: true,
  ...more,
});

export const ANA = person("ana", "Ana Ruiz", { isAdmin: true });
export const BEN = person("ben", "Ben Ito");
export const ZOE = person("zoe", "Zoe Park", { isActive: false });

const CONNECTED = { isWebSocketConnected: true, hasEverConnected: true, inflightMutations: 0 };

/** Answers queries from `answers` by name, and notes what is changed. A query that is not in it is still loading. */
function fakeClient(answers: Answers, calls: Call[], refuse: (call: Call) => unknown) {
  const change = async (reference: FunctionReference<"mutation">, args: unknown) => {
    const call = { name: getFunctionName(reference), args };
    calls.push(call);
    const error = refuse(call);
    if (error !== undefined) throw error as Error;
    return await Promise.resolve(answers[call.name] ?? null);
  };
  return {
    watchQuery: (reference: FunctionReference<"query">) => ({
      localQueryResult: () => answers[getFunctionName(reference)],
      onUpdate: () => () => undefined,
      journal: () => undefined,
    }),
    mutation: change,
    action: change,
    connectionState: () => CONNECTED,
    subscribeToConnectionState: () => () => undefined,
  } as unknown as ConvexReactClient;
}

type Options = {
  answers?: Answers;
  /** Who looks; Ana, who is an admin, if it is not said. */
  me?: Person;
  path?: string;
  mutations?: readonly Durable[];
  /** The error with which a change is refused. */
  refuse?: (call: Call) => unknown;
};

/** Draws a view as one person of the workspace sees it. */
export function show(view: ReactElement, options: Options = {}): RenderResult & { calls: Call[] } {
  const { answers = {}, me = ANA, path = "/", mutations = [], refuse = () => undefined } = options;
  const calls: Call[] = [];
  const role = me.isAdmin ? "admin" : "member";
  const self = { _id: me.id, _creationTime: 1, name: me.name, role, isActive: true, hidesAi: false };
  const client = fakeClient({ "users:me": self, ...answers }, calls, refuse);
  const shown = render(
    <MemoryRouter initialEntries={[path]}>
      <ConvexProvider client={client}>
        <PeopleProvider all={[ANA, BEN, ZOE]} meId={me.id}>
          <OutboxProvider userId={me.id} mutations={mutations}>
            {view}
          </OutboxProvider>
        </PeopleProvider>
      </ConvexProvider>
    </MemoryRouter>,
  );
  return Object.assign(shown, { calls });
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
