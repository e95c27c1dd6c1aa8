/**
 * A channel in a window, as the app asks for it: a page that does not change, stretches behind it, and the newest messages
 * from the last end on, which every message changes (convex/shared/chat/tails.ts).
 */
import { convexToJson, jsonToConvex, type JSONValue } from "convex/values";
import { closesPart, tailIn } from "../../convex/shared/chat/tails.ts";
import { SyncClient } from "./syncClient.ts";
import type { Watcher } from "./watcher.ts";

/** A window, and the channel that it shows. */
export type Showing = {
  watcher: Watcher;
  openId: string;
  /** Where its parts begin, newest first, and their queries by what they ask. */
  parts: { starts: bigint[]; queryIds: Map<string, number> } | undefined;
};

const PAGE = { numItems: 50, cursor: null };
/** All that is new, in pages of the greatest size. */
const PART_PAGE = { numItems: 200, cursor: null };
/** Windows take up where the newest messages begin within this time, each at a moment of its own. */
const SPREAD_MS = 2_000;

/** Asks for the parts of the channel, and no longer for those that became another. */
export function showParts(window: Showing, tail: bigint): void {
  const { watcher, openId: channelId } = window;
  if (!window.parts) {
    watcher.subscribe(["messages:paginated", { channelId, upTo: convexToJson(tail), paginationOpts: PAGE }]);
    window.parts = { starts: [tail], queryIds: new Map() };
  }
  const { starts, queryIds } = window.parts;
  if (tail > starts[0]!) {
    const last = starts.findIndex((start, i) => closesPart(start) || i === starts.length - 1);
    if (closesPart(tail)) starts.splice(0, last);
    starts.unshift(tail);
  }
  const wanted = new Map(
    starts.map((after, i): [string, [string, object]] => {
      const from = { channelId, after: convexToJson(after) };
      if (i === 0) return [`${after}`, ["messages:newest", from]];
      const upTo = starts[i - 1]!;
      const args = { ...from, upTo: convexToJson(upTo), paginationOpts: PART_PAGE };
      return [`${after} ${upTo}`, ["messages:paginated", args]];
    }),
  );
  for (const [key, query] of wanted) if (!queryIds.has(key)) queryIds.set(key, watcher.subscribe(query)[0]!);
  const ended = [...queryIds.keys()].filter((key) => !wanted.has(key));
  if (ended.length > 0) watcher.unsubscribe(ended.map((key) => queryIds.get(key)!));
  for (const key of ended) queryIds.delete(key);
}

/** Where the newest messages of a channel begin, for all windows that show it, and which have come since. */
export class Ends {
  tail: bigint;
  #times: bigint[] = [];
  readonly #behind = new Set<Showing>();

  private constructor(tail: bigint) {
    this.tail = tail;
  }

  /** As the channel's head says. */
  static async of(url: string, token: string, channelId: string): Promise<Ends> {
    const client = new SyncClient(url, token);
    const { promise, resolve } = Promise.withResolvers<bigint>();
    client.onTransition = (frame) => {
      const text = /"tailTs":(\{[^}]*\})/.exec(frame)?.[1];
      if (text !== undefined) resolve(jsonToConvex(JSON.parse(text) as JSONValue) as bigint);
    };
    await client.ready();
    client.subscribe("channels:head", { channelId });
    const tail = await promise;
    client.close();
    return new Ends(tail);
  }

  /** A message has come: as windows find by themselves, the newest may begin later now. */
  note(ts: bigint, windows: readonly Showing[], isCrowd = false): void {
    this.#times = [...this.#times, ts].toSorted((a, b) => (a < b ? -1 : 1));
    const { tailTs } = tailIn(this.#times, { isCrowd });
    if (tailTs === undefined) return;
    this.tail = tailTs;
    this.#times = this.#times.filter((time) => time > tailTs);
    for (const window of windows) {
      if (this.#behind.has(window)) continue;
      this.#behind.add(window);
      setTimeout(() => {
        this.#behind.delete(window);
        if (!window.watcher.isClosed) showParts(window, this.tail);
      }, Math.random() * SPREAD_MS);
    }
  }
}
