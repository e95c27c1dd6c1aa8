/**
 * A client that watches: it takes frames compressed, as browsers do, and of each reads only to what position
 * it leads. That stands in the beginning, which the server does not compress.
 */
import { randomUUID } from "node:crypto";
import { RawSocket } from "./rawSocket.ts";
import { decodeTs } from "./syncClient.ts";

const POSITION = /"endVersion":\{[^}]*"ts":"([^"]+)"/;
/** The last position that was read: a thousand watchers are told the same ones. */
let last = { text: "", ts: 0n };

export class Watcher {
  readonly #socket: RawSocket;
  #nextQuery = 0;
  /** Queries that it watches. */
  subscriptions = 0;
  #nextRequest = 0;
  #querySet = 0;
  /** Called with the position of every transition when its last byte has come. */
  onTransition: (ts: bigint) => void = () => {};

  private constructor(socket: RawSocket) {
    this.#socket = socket;
    socket.onFrame = (beginning) => {
      const text = POSITION.exec(beginning.toString("latin1"))?.[1];
      if (text === undefined) return;
      if (text !== last.text) last = { text, ts: decodeTs(text) };
      this.onTransition(last.ts);
    };
  }

  /** Bytes that have come in all. */
  get bytes(): number {
    return this.#socket.bytes;
  }

  /** Whether the server has ended the connection. */
  get isClosed(): boolean {
    return this.#socket.isClosed;
  }

  static async connect(url: string, token: string | null): Promise<Watcher> {
    const sync = `${url}/api/1.48.0/sync`;
    const watcher = new Watcher(await RawSocket.open(sync, "permessage-deflate; client_max_window_bits"));
    const hello = { connectionCount: 0, lastCloseReason: null, clientTs: 0 };
    watcher.#send({ type: "Connect", sessionId: randomUUID(), ...hello });
    if (token !== null)
      watcher.#send({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 });
    return watcher;
  }

  /** @returns the ids of the queries, for `unsubscribe` */
  subscribe(...queries: [udfPath: string, args: object][]): number[] {
    const added = queries.map(([udfPath, args]) => {
      return { type: "Add" as const, queryId: this.#nextQuery++, udfPath, args: [args] };
    });
    this.subscriptions += added.length;
    this.#modify(added);
    return added.map(({ queryId }) => queryId);
  }

  unsubscribe(queryIds: readonly number[]): void {
    this.subscriptions -= queryIds.length;
    this.#modify(queryIds.map((queryId) => ({ type: "Remove", queryId })));
  }

  #modify(modifications: readonly object[]): void {
    this.#send({
      type: "ModifyQuerySet",
      baseVersion: this.#querySet,
      newVersion: ++this.#querySet,
      modifications,
    });
  }

  /** Its answer is not read. */
  mutate(udfPath: string, args: object): void {
    this.#send({ type: "Mutation", requestId: this.#nextRequest++, udfPath, args: [args] });
  }

  close(): void {
    this.#socket.close();
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }
}
