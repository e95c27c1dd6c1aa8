/**
 * `convexTest` with the API of the `convex-test` package, on a real engine: each deployment is a server on a
 * free port with a data folder of its own, each person a real `convex` client with a token of the test issuer.
 *
 * A server that a test has done with is emptied for the next one: its documents are replaced by those of an import
 * that has none, and what was scheduled is cancelled. What a mutation schedules for now has run when it answers.
 *
 * What differs from the mock: a person of another issuer than the tests' acts through the admin key, and `run`
 * stops the server, changes the store, and starts it again.
 */
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { getFunctionName, type FunctionReference } from "convex/server";
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import { inject, onTestFinished } from "vitest";
import { Transaction } from "../../engine/database/transaction.ts";
import { systemWorld } from "../../engine/lib/world.ts";
import { Store } from "../../engine/storage/store.ts";
import type { JsonObject } from "../../engine/values/json.ts";
import { giveBackServer, startServer, takeServer, type Server } from "../support/servers.ts";
import { signToken } from "../support/testIssuer.ts";
import { openDatabase } from "../../engine/database/database.ts";

type Identity = { subject: string; name?: string; email?: string; emailVerified?: boolean; issuer?: string };
type AnyFunction = FunctionReference<"query" | "mutation" | "action", "public" | "internal">;
type Args = Record<string, never>;
type Caller = {
  query(reference: AnyFunction, args?: object): Promise<unknown>;
  mutation(reference: AnyFunction, args?: object): Promise<unknown>;
};
type Writer = {
  db: {
    get(table: string, id: string): Promise<Value | null>;
    patch(table: string, id: string, fields: JsonObject): Promise<void>;
  };
};

const TESTS_ISSUER = "https://tests.embedded.invalid";

class EngineDeployment {
  readonly #callers = new Map<string, Promise<Caller>>();
  readonly #closing: (() => Promise<void>)[] = [];
  #server: Promise<Server>;

  constructor() {
    this.#server = takeServer();
    onTestFinished(async () => {
      for (const close of this.#closing) await close();
      await giveBackServer(await this.#server);
    });
  }

  withIdentity(identity: Identity): Caller {
    return this.#caller(JSON.stringify(identity), identity);
  }

  query: Caller["query"] = async (reference, args) => await this.#caller("", null).query(reference, args);
  /** Nobody in particular may call internal functions here, as in the mock. */
  mutation: Caller["mutation"] = async (reference, args) => {
    const caller = (await this.#isInternal(reference)) ? await this.#actingAs(null) : this.#caller("", null);
    return await caller.mutation(reference, args);
  };

  /** An HTTP action. */
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    return await fetch(`http://127.0.0.1:${(await this.#server).engine.port}/http${path}`, init);
  }

  /** The components came with the push. */
  registerComponent(): void {}

  async run(change: (ctx: Writer) => Promise<unknown>): Promise<void> {
    const { dataDir, engine } = await this.#server;
    await engine.close();
    const store = new Store(join(dataDir, "store.sqlite"));
    const database = openDatabase(store, systemWorld);
    const tx = new Transaction(database);
    store.begin();
    try {
      await change({
        db: {
          get: async (table, id) => jsonToConvex(JSON.parse(tx.get(id, table) ?? "null") as JSONValue),
          patch: async (table, id, fields) => tx.patch(id, taken(fields), table),
        },
      });
      database.clock.advance();
      store.commit();
    } finally {
      store.close();
      this.#server = startServer(dataDir, engine.port);
      await this.#server;
    }
  }

  async #isInternal(reference: AnyFunction): Promise<boolean> {
    const spec = await (await this.#server).engine.deployment.database.operation("modules.spec", "");
    const [module, name] = getFunctionName(reference).split(":");
    const found = spec?.[`${module}.js`]?.functions.find((candidate) => candidate.name === name);
    return found?.visibility.kind === "internal";
  }

  #caller(key: string, identity: Identity | null): Caller {
    const connect = (): Promise<Caller> => {
      const known = this.#callers.get(key);
      if (known !== undefined) return known;
      const isOther = identity !== null && identity.issuer !== undefined && identity.issuer !== TESTS_ISSUER;
      const made = isOther ? this.#actingAs(identity) : this.#client(identity);
      this.#callers.set(key, made);
      return made;
    };
    return {
      query: async (reference, args = {}) => await (await connect()).query(reference, args),
      mutation: async (reference, args = {}) => {
        const result = await (await connect()).mutation(reference, args);
        await this.#runScheduled();
        return result;
      },
    };
  }

  /** Runs what is scheduled for now: whether it came before the next call would be chance. */
  async #runScheduled(): Promise<void> {
    const { database } = (await this.#server).engine.deployment;
    const isMore = async () =>
      (await database.operation("scheduler.run")) ||
      (await database.operation("scheduler.dueJobs")).length > 0;
    while (await isMore());
  }

  async #client(identity: Identity | null): Promise<Caller> {
    const { engine } = await this.#server;
    const client = new ConvexClient(`http://127.0.0.1:${engine.port}`, {
      unsavedChangesWarning: false,
      logger: false,
    });
    if (identity !== null) client.setAuth(async () => await signToken(inject("issuer"), identity));
    this.#closing.push(async () => await client.close());
    return {
      query: async (reference, args) => {
        // Until the server has heard that nobody watches it any more, the client answers what it knew.
        while (knows(client, reference, args as Args)) await setImmediate();
        return (await client.query(reference as FunctionReference<"query">, args as Args)) as unknown;
      },
      mutation: async (reference, args) =>
        (await client.mutation(reference as FunctionReference<"mutation">, args as Args)) as unknown,
    };
  }

  async #actingAs(identity: Identity | null): Promise<Caller> {
    const { engine } = await this.#server;
    const client = new ConvexHttpClient(`http://127.0.0.1:${engine.port}`, { logger: false });
    const acting =
      identity === null
        ? undefined
        : { ...identity, tokenIdentifier: `${identity.issuer}|${identity.subject}` };
    (client as unknown as { setAdminAuth(key: string, acting?: object): void }).setAdminAuth(
      engine.adminKey,
      acting,
    );
    return {
      query: async (reference, args) =>
        (await client.query(reference as FunctionReference<"query">, args as Args)) as unknown,
      mutation: async (reference, args) =>
        (await client.mutation(reference as FunctionReference<"mutation">, args as Args)) as unknown,
    };
  }
}

/** Whether a client has an answer, or an error, from when it last watched a query. */
function knows({ client }: ConvexClient, query: AnyFunction, args: Args): boolean {
  try {
    return client.localQueryResult(getFunctionName(query), args) !== undefined;
  } catch {
    return true;
  }
}

/** A field set to undefined is taken away: so it is said on the way to a transaction. */
function taken(fields: JsonObject): JsonObject {
  const said = Object.entries(fields).map(([name, value]) => [
    name,
    value === undefined ? { $undefined: null } : value,
  ]);
  return Object.fromEntries(said) as JsonObject;
}

export function convexTest(): EngineDeployment {
  return new EngineDeployment();
}
