/**
 * The cheapest client of the sync protocol: it reads of a frame only what the benchmark asks, so that the
 * load is not what is measured. The stock client is what the contract tests use.
 */
import { WebSocket } from "ws";

type Mutation = { resolve: (ts: bigint) => void; reject: (error: Error) => void };

export class SyncClient {
  readonly url: string;
  readonly #socket: WebSocket;
  readonly #mutations = new Map<number, Mutation>();
  readonly #ready = Promise.withResolvers<void>();
  #nextRequest = 0;
  #nextQuery = 0;
  #querySet = 0;
  /** Called with every frame that carries results. */
  onTransition: (frame: string) => void = () => {};

  /** @param token null for nobody */
  constructor(url: string, token: string | null) {
    this.url = url;
    this.#socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/1.48.0/sync`, {
      perMessageDeflate: false,
    });
    this.#socket.on("open", () => {
      this.#send({
        type: "Connect",
        sessionId: crypto.randomUUID(),
        connectionCount: 0,
        lastCloseReason: null,
        clientTs: 0,
      });
      if (token !== null)
        this.#send({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 });
      this.#ready.resolve();
    });
    this.#socket.on("message", (data) => this.#receive((data as Buffer).toString("utf8")));
    this.#socket.on("error", (error) => this.#ready.reject(error));
  }

  ready(): Promise<void> {
    return this.#ready.promise;
  }

  close(): void {
    this.#socket.terminate();
  }

  subscribe(udfPath: string, args: object): void {
    const modifications = [{ type: "Add", queryId: this.#nextQuery++, udfPath, args: [args] }];
    this.#send({
      type: "ModifyQuerySet",
      baseVersion: this.#querySet,
      newVersion: this.#querySet + 1,
      modifications,
    });
    this.#querySet++;
  }

  /** Resolves to its commit's position when the server has acknowledged the mutation. */
  mutation(udfPath: string, args: object): Promise<bigint> {
    const requestId = this.#nextRequest++;
    const { promise, resolve, reject } = Promise.withResolvers<bigint>();
    this.#mutations.set(requestId, { resolve, reject });
    this.#send({ type: "Mutation", requestId, udfPath, args: [args] });
    return promise;
  }

  #receive(frame: string): void {
    if (frame.startsWith('{"type":"Transition"')) return this.onTransition(frame);
    if (!frame.startsWith('{"type":"MutationResponse"')) return;
    const requestId = Number(/"requestId":(\d+)/.exec(frame)![1]);
    const mutation = this.#mutations.get(requestId);
    this.#mutations.delete(requestId);
    if (frame.includes('"success":true')) mutation?.resolve(decodeTs(/"ts":"([^"]+)"/.exec(frame)![1]!));
    else mutation?.reject(new Error(frame.slice(0, 500)));
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }
}

/** A position on the wire: base64 of a little-endian u64. */
export function decodeTs(text: string): bigint {
  return Buffer.from(text, "base64").readBigUInt64LE();
}
