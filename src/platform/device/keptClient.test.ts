import { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import type { FunctionReference } from "convex/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Observable } from "@/lib/observable";
import type { Session } from "../auth/session";
import * as Found from "./found";
import type { Entry } from "./entry";
import { Kept } from "./kept";
import { keepFor } from "./keptClient";

const ME = { _id: "ana" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeBrowser() {
  const row: Entry = { key: "users:me {}", name: "users:me", args: {}, value: ME };
  const store = {
    ...Found,
    read: async () => [row],
    write: async () => undefined,
    clear: async () => undefined,
  };
  const kept = new Kept(async () => store);
  const session = new Observable<Session>({ isLoaded: false, isSignedIn: false, isServerAway: true });
  return { kept, session, getToken: async () => "token", isEmbedded: true };
}

/** A client without a server, and what it was asked to do. */
function makeClient(answer?: null) {
  const done: string[] = [];
  const client = {
    watchQuery: () => ({
      onUpdate: () => {
        done.push("ask");
        return () => done.push("stop");
      },
      localQueryResult: () => answer,
    }),
    mutation: async (_mutation: unknown, { messageId }: { messageId: string }) =>
      void done.push(`change ${messageId}`),
    action: async () => void done.push("act"),
    setAuth: () => void done.push("say who"),
    connectionState: () => ({ isWebSocketConnected: false }),
    subscribeToConnectionState: () => () => undefined,
  };
  return { done, client: client as unknown as ConvexReactClient };
}

test("what is asked and changed at a start without a server waits until the server knows who it is, in its order", async () => {
  const { client, done } = makeClient();
  const browser = makeBrowser();
  keepFor(client, browser);
  await browser.kept.open();

  const shown: string[] = [];
  const watch = client.watchQuery(api.users.me, {});
  const stop = watch.onUpdate(() => shown.push("me"));
  expect(watch.localQueryResult()).toEqual(ME);
  const send = async (messageId: string) => {
    const optimisticUpdate = () => void shown.push(messageId);
    await client.mutation(api.messages.remove, { messageId: messageId as never }, { optimisticUpdate });
  };
  const sending = [send("1"), send("2")];
  const gone = client.watchQuery(api.channels.list, {}).onUpdate(() => undefined);
  gone();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([done, shown]).toEqual([[], ["1", "2"]]);

  browser.session.set({ isLoaded: true, isSignedIn: true, isServerAway: false });
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all(sending);
  expect(done).toEqual(["say who", "ask", "change 1", "change 2"]);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(done.at(-1)).toBe("stop");
});

test("with a server nothing waits", async () => {
  const { client, done } = makeClient();
  keepFor(client, makeBrowser());
  client.watchQuery(api.users.me, {}).onUpdate(() => undefined);
  await client.mutation(api.messages.remove, { messageId: "1" as never });
  expect(done).toEqual(["ask", "change 1"]);
});

test("that there is nothing is an answer too", async () => {
  const { client } = makeClient(null);
  const browser = makeBrowser();
  keepFor(client, browser);
  await browser.kept.open();
  expect(client.watchQuery(api.users.me, {}).localQueryResult()).toBeNull();
});

/** Opens a page that asks something, and goes to another one. */
function visit(
  client: ConvexReactClient,
  channelId = "c",
  query: FunctionReference<"query"> = api.channels.get,
) {
  history.pushState(null, "", `/c/${channelId}`);
  const leave = client.watchQuery(query, { channelId }).onUpdate(() => undefined);
  history.pushState(null, "", "/board");
  leave();
}

/** A client of a server that answers, and how many are subscribed. */
async function makeSubscribed() {
  const { client, done } = makeClient(null);
  const browser = makeBrowser();
  keepFor(client, browser);
  browser.session.set({ isLoaded: true, isSignedIn: true, isServerAway: false });
  await vi.advanceTimersByTimeAsync(1);
  const count = (wanted: string) => done.filter((step) => step === wanted).length;
  return { client, browser, subscribed: () => count("ask") - count("stop") };
}

test("what a page asked for goes on for a minute, once, and not when somebody signs out", async () => {
  const { client, browser, subscribed } = await makeSubscribed();
  visit(client);
  await vi.advanceTimersByTimeAsync(59_000);
  visit(client);
  expect(subscribed()).toBe(1);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(subscribed()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(subscribed()).toBe(0);

  visit(client);
  browser.session.set({ isLoaded: true, isSignedIn: false, isServerAway: false });
  expect(subscribed()).toBe(0);
});

test("the newest of what was left go on", async () => {
  const { client, subscribed } = await makeSubscribed();
  for (let nth = 0; nth < 100; nth++) visit(client, String(nth));
  expect(subscribed()).toBe(48);
});

test("neither what is asked once nor what is replaced on its page goes on", async () => {
  const { client, subscribed } = await makeSubscribed();
  visit(client, "c", api.search.best);
  client.watchQuery(api.messages.newest, { channelId: "c" as never, after: 1n }).onUpdate(() => undefined)();
  expect(subscribed()).toBe(0);
});

test("a refusal does not go on", async () => {
  const { client, done } = makeClient();
  const refused = {
    onUpdate: () => () => done.push("stop"),
    localQueryResult: () => {
      throw new Error("NOT_A_MEMBER");
    },
  };
  Object.assign(client, { watchQuery: () => refused });
  keepFor(client, { ...makeBrowser(), isEmbedded: false });
  visit(client);
  expect(done).toEqual(["stop"]);
});

test("who has left hears nothing more, and all windows ask for a page in the same words", () => {
  let tell = () => {};
  const asked: unknown[] = [];
  const { client } = makeClient();
  const watch = {
    onUpdate: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
    localQueryResult: () => null,
  };
  Object.assign(client, { watchQuery: (_query: unknown, args: unknown) => (asked.push(args), watch) });
  keepFor(client, { ...makeBrowser(), isEmbedded: false });
  const heard: string[] = [];
  const page = { channelId: "c" as never, paginationOpts: { numItems: 50, cursor: null, id: 7 } };
  const leave = client.watchQuery(api.messages.paginated, page).onUpdate(() => heard.push("page"));
  history.pushState(null, "", "/elsewhere");
  tell();
  leave();
  tell();
  expect(heard).toEqual(["page"]);
  expect(asked).toEqual([{ channelId: "c", paginationOpts: { numItems: 50, cursor: null } }]);
});
