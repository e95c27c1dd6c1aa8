/**
 * A client of the sync protocol for simulations. It keeps what the stock client keeps over reconnects: its
 * session, its unanswered mutations under their numbers, its queries; and it takes a mutation as done only
 * when its own view has reached the commit.
 */
import type { Simulation, SimSocket } from "./simulation.ts";

type Value = { ok: true; value: unknown } | { ok: false; error: string };
type Request = {
  frame: string;
  done: (result: Value) => void;
  answer: { result: Value; ts: bigint } | null;
};
type Modification = { type: string; queryId: number; value?: unknown; errorMessage?: string };

export class SimClient {
  readonly #simulation: Simulation;
  readonly #sessionId: string;
  readonly #requests = new Map<number, Request>();
  readonly #queries: { udfPath: string; args: object }[] = [];
  /** The newest result of each query, by its number. */
  readonly results = new Map<number, unknown>();
  onTransition: () => void = () => {};
  /** Why the server has ended a connection, if it has. */
  fatal: string | null = null;
  #socket: SimSocket | null = null;
  #cut: () => void = () => {};
  #connectionCount = 0;
  #nextRequest = 0;
  #querySet = 0;
  #viewTs = 0n;

  constructor(simulation: Simulation, sessionId: string) {
    this.#simulation = simulation;
    this.#sessionId = sessionId;
    this.reconnect();
  }

  /** Breaks the connection and opens another. */
  reconnect(): void {
    this.#cut();
    this.#cut = this.#simulation.connect({
      onOpen: (socket) => this.#open(socket),
      onFrame: (frame) => this.#receive(frame),
      onClose: () => {
        this.#socket = null;
      },
    });
  }

  close(): void {
    this.#cut();
  }

  subscribe(udfPath: string, args: object): number {
    const queryId = this.#queries.push({ udfPath, args }) - 1;
    this.#sendQueries([queryId]);
    return queryId;
  }

  mutation(udfPath: string, args: object, done: (result: Value) => void): void {
    const requestId = this.#nextRequest++;
    const frame = JSON.stringify({ type: "Mutation", requestId, udfPath, args: [args] });
    this.#requests.set(requestId, { frame, done, answer: null });
    this.#socket?.send(frame);
  }

  #open(socket: SimSocket): void {
    this.#socket = socket;
    const connect = { type: "Connect", sessionId: this.#sessionId, connectionCount: this.#connectionCount++ };
    socket.send(JSON.stringify(connect));
    this.#querySet = 0;
    if (this.#queries.length > 0) this.#sendQueries([...this.#queries.keys()]);
    for (const { frame } of this.#requests.values()) socket.send(frame);
  }

  #sendQueries(queryIds: number[]): void {
    const modifications = queryIds.map((queryId) => {
      const { udfPath, args } = this.#queries[queryId]!;
      return { type: "Add", queryId, udfPath, args: [args] };
    });
    const versions = { baseVersion: this.#querySet, newVersion: ++this.#querySet };
    this.#socket?.send(JSON.stringify({ type: "ModifyQuerySet", ...versions, modifications }));
  }

  #receive(text: string): void {
    const frame = JSON.parse(text) as Record<string, never> & { type: string };
    if (frame.type === "MutationResponse") return this.#answered(frame as never);
    if (frame.type === "Transition") return this.#move(frame as never);
    this.fatal = text;
  }

  #answered(frame: { requestId: number; success: boolean; result: unknown; ts: string }): void {
    const request = this.#requests.get(frame.requestId);
    if (request === undefined) return;
    if (!frame.success) {
      this.#requests.delete(frame.requestId);
      return request.done({ ok: false, error: frame.result as string });
    }
    request.answer = { result: { ok: true, value: frame.result }, ts: decodeTs(frame.ts) };
    this.#complete();
  }

  #move(frame: { endVersion: { ts: string }; modifications: Modification[] }): void {
    for (const { type, queryId, value, errorMessage } of frame.modifications)
      this.results.set(queryId, type === "QueryUpdated" ? value : { error: errorMessage });
    const ts = decodeTs(frame.endVersion.ts);
    if (ts < this.#viewTs) this.fatal = `the view went back from ${this.#viewTs} to ${ts}`;
    this.#viewTs = ts;
    this.#complete();
    this.onTransition();
  }

  #complete(): void {
    for (const [requestId, { answer, done }] of this.#requests) {
      if (answer === null || answer.ts > this.#viewTs) continue;
      this.#requests.delete(requestId);
      done(answer.result);
    }
  }
}

function decodeTs(text: string): bigint {
  return Buffer.from(text, "base64").readBigUInt64LE(0);
}
