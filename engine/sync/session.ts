/**
 * One client's connection: which queries it watches, as whom, and which version of them it holds.
 *
 * Shapes  A version is (query set, identity, position). Each Transition moves it, and carries every watched
 *         result that changed, all read at one position.
 *
 *           ModifyQuerySet ─▶ subscribe ─▶ waiting {…} ─▶ all delivered ─▶ Transition
 *           commit ─▶ deliveries ─▶ modifications {…} ─▶ end of refresh ─▶ Transition
 *
 * Errors  A message out of order or malformed ends the connection with FatalError; a bad token is AuthError.
 * Rules   SPEC.md SY. The newest result of a query replaces one that was not sent yet.
 */
import type { Deployment } from "../deployment/deployment.ts";
import type { CallResult, WireCall } from "../worker/messages.ts";
import type { QueryResult } from "../functions/queryCache.ts";
import { TokenError } from "../identity/tokens.ts";
import { chunksOf, lengthOf, sharedPart, type Part } from "./frame.ts";
import {
  encodeTs,
  parseClientMessage,
  ProtocolError,
  resultJson,
  transitionParts,
  versionJson,
  type AddQuery,
  type ClientMessage,
  type Version,
} from "./protocol.ts";

/** What a session needs of a WebSocket. */
export type Socket = {
  /** Sends the parts as one text frame. */
  send(parts: Part[]): void;
  close(code: number, reason: string): void;
  readonly bufferedAmount: number;
};

/** Shared by all sessions of a deployment. */
export type SessionHost = {
  deployment: Pick<Deployment, "database" | "tokens" | "action">;
  nowMs(): number;
  isAdminKey(key: string): boolean;
  newWatcher(session: Session): number;
  dropWatchers(watchers: number[]): void;
  /** Flushes the session at the end of the next refresh. */
  touch(session: Session): void;
  /** What a caller may be told of an error; without `data` it may be the developer's secret. */
  publicMessage(message: string): string;
};

/** What is known of the connection itself. */
export type Connection = {
  metadata: { ip: string; userAgent: string };
  /** Whether the client knows parts of transitions: those of the package do since 1.28. */
  takesChunks: boolean;
  /** Told of work that a frame asks for besides being read. */
  countWork: (work: number) => void;
};

/** `length` is how many characters the query and its newest result take. */
type Watched = { watcher: number; query: AddQuery; length: number };
type Caller = { identity: string | null; isAdmin: boolean; sessionId: string | null; expiresMs: number };

const NOBODY: Caller = { identity: null, isAdmin: false, sessionId: null, expiresMs: Infinity };
const MAX_PENDING = 1_000;
const MAX_QUERIES = { signedIn: 2_000, nobody: 500 };
/** Characters of all queries of a session with their results. A Transition carries them all at most. */
const MAX_LENGTH = 48 * 1024 * 1024;
/** A reader this far behind gets no more until it has read; then the newest. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
const RETRY_FLUSH_MS = 50;
const CHUNK_LENGTH = 4 * 1024 * 1024;
const EXPIRY_LEEWAY_MS = 5_000;
const MAX_TIMER_MS = 2_000_000_000;

const shared = new WeakMap<QueryResult, Part>();

export class Session {
  readonly #socket: Socket;
  readonly #connection: Connection;
  readonly #host: SessionHost;
  readonly #queries = new Map<number, Watched>();
  readonly #byWatcher = new Map<number, number>();
  readonly #waiting = new Set<number>();
  readonly #modifications = new Map<number, Part[]>();
  #version: Version = { querySet: 0, identity: 0, ts: 0 };
  #versionText = versionJson(this.#version);
  #nextQuerySet = 0;
  #nextIdentity = 0;
  #caller = NOBODY;
  #sessionId: string | null = null;
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;
  #pending = 0;
  #length = 0;
  /** The commit of the newest answer: a Transition must reach it. Null when one has. */
  #mustReachTs: number | null = null;
  #expiry: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(socket: Socket, connection: Connection, host: SessionHost) {
    this.#socket = socket;
    this.#connection = connection;
    this.#host = host;
  }

  get identitySessionId(): string | null {
    return this.#caller.sessionId;
  }

  /** The identity that is signed in on the connection, or null. */
  get identity(): string | null {
    return this.#caller.identity;
  }

  /** Takes a frame. Frames are served in order, each after the one before it. */
  receive(frame: string): void {
    if (this.#isClosed) return;
    if (this.#queued === 0) {
      const more = this.#serve(frame);
      if (more === null) return;
      this.#enqueue(() => more);
      return;
    }
    this.#enqueue(async () => {
      await this.#serve(frame);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    if (this.#retry !== null) clearTimeout(this.#retry);
    const watchers = [...this.#byWatcher.keys()];
    this.#host.dropWatchers(watchers);
    this.#host.deployment.database.unsubscribe(watchers);
  }

  /** A result for one of this session's watchers; sent at the end of the refresh that brought it. */
  deliver(watcher: number, result: QueryResult): void {
    const queryId = this.#byWatcher.get(watcher);
    if (queryId === undefined) return;
    this.#waiting.delete(watcher);
    const part = this.#sharedPart(result);
    this.#modifications.set(queryId, [`{"queryId":${queryId},`, part]);
    const watched = this.#queries.get(queryId)!;
    this.#measure(watched, watched.query.args.length + lengthOf(part));
  }

  /** @throws ProtocolError when the session's queries hold too much */
  #measure(watched: Watched, length: number): void {
    this.#length += length - watched.length;
    watched.length = length;
    if (this.#length > MAX_LENGTH)
      throw new ProtocolError("TooMuchWatched: the results of all queries of a connection are too large");
  }

  /** Ends the connection, whatever is wrong with it. */
  fail(error: Error): void {
    this.#fatal(error);
  }

  /** Sends what has changed, once every query the client asked for has its first result. */
  flush(ts: number): void {
    if (this.#isClosed || this.#waiting.size > 0) return;
    const end = {
      querySet: this.#nextQuerySet,
      identity: this.#nextIdentity,
      ts: Math.max(ts, this.#version.ts),
    };
    const reaches = this.#mustReachTs !== null && end.ts >= this.#mustReachTs;
    const isNews =
      this.#modifications.size > 0 ||
      end.querySet !== this.#version.querySet ||
      end.identity !== this.#version.identity ||
      reaches;
    if (!isNews) return;
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) return this.#flushLater();
    const endText = versionJson(end);
    const parts = transitionParts(this.#versionText, endText, this.#modifications.values());
    this.#modifications.clear();
    if (reaches) this.#mustReachTs = null;
    this.#version = end;
    this.#versionText = endText;
    this.#sendTransition(parts);
  }

  /** Ends the connection because its token or its sign-in has ended. */
  endAuthentication(reason: string): void {
    this.#send({
      type: "AuthError",
      error: reason,
      baseVersion: this.#version.identity,
      authUpdateAttempted: false,
    });
    this.#socket.close(1008, "authentication ended");
  }

  #enqueue(step: () => Promise<void>): void {
    this.#queued++;
    this.#queue = this.#queue.then(step).then(() => {
      this.#queued--;
    });
  }

  /** Null when the message is served; a promise while it waits for a token check. */
  #serve(frame: string): Promise<void> | null {
    if (this.#isClosed) return null;
    try {
      const message = parseClientMessage(frame);
      if (message.type === "Authenticate")
        return this.#authenticate(message).catch((error: Error) => this.#fatal(error));
      this.#serveNow(message);
    } catch (error) {
      this.#fatal(error as Error);
    }
    return null;
  }

  #serveNow(message: Exclude<ClientMessage, { type: "Authenticate" }>): void {
    switch (message.type) {
      case "Connect":
        if (this.#sessionId !== null) throw new ProtocolError("Connect came twice");
        this.#sessionId = message.sessionId;
        return;
      case "ModifyQuerySet":
        return this.#modifyQuerySet(message);
      case "Mutation":
        return void this.#mutate(message).catch((error: Error) => this.#fatal(error));
      case "Action":
        return void this.#act(message).catch((error: Error) => this.#fatal(error));
      case "Event":
        return;
      default:
        message satisfies never;
    }
  }

  #modifyQuerySet({
    baseVersion,
    newVersion,
    modifications,
  }: Extract<ClientMessage, { type: "ModifyQuerySet" }>): void {
    if (baseVersion !== this.#nextQuerySet)
      throw new ProtocolError(`query set version ${baseVersion}, expected ${this.#nextQuerySet}`);
    this.#nextQuerySet = newVersion;
    this.#connection.countWork(modifications.length);
    for (const modification of modifications) {
      if (modification.type === "Add") this.#add(modification);
      else this.#remove(modification.queryId);
    }
    this.flush(this.#host.deployment.database.ts);
  }

  #add(query: AddQuery): void {
    if (this.#queries.has(query.queryId)) throw new ProtocolError(`query ${query.queryId} is there already`);
    const { identity, isAdmin } = this.#caller;
    const most = identity === null && !isAdmin ? MAX_QUERIES.nobody : MAX_QUERIES.signedIn;
    if (this.#queries.size >= most) throw new ProtocolError(`TooManyQueries: more than ${most} queries`);
    const watcher = this.#host.newWatcher(this);
    const watched = { watcher, query, length: 0 };
    this.#queries.set(query.queryId, watched);
    this.#measure(watched, query.args.length);
    this.#byWatcher.set(watcher, query.queryId);
    this.#waiting.add(watcher);
    this.#host.deployment.database.subscribe(watcher, this.#callOf(query.udfPath, query.args), query.journal);
  }

  #remove(queryId: number): void {
    const watched = this.#queries.get(queryId);
    if (watched === undefined) throw new ProtocolError(`there is no query ${queryId}`);
    this.#stopWatching([watched.watcher]);
    this.#queries.delete(queryId);
    this.#length -= watched.length;
    this.#modifications.set(queryId, [`{"type":"QueryRemoved","queryId":${queryId}}`]);
  }

  #stopWatching(watchers: number[]): void {
    for (const watcher of watchers) {
      this.#byWatcher.delete(watcher);
      this.#waiting.delete(watcher);
    }
    this.#host.dropWatchers(watchers);
    this.#host.deployment.database.unsubscribe(watchers);
  }

  async #mutate({
    requestId,
    udfPath,
    args,
  }: Extract<ClientMessage, { type: "Mutation" | "Action" }>): Promise<void> {
    const once = { session: this.#expectSession(), request: requestId };
    this.#countPending();
    const { result, ts } = await this.#host.deployment.database.mutation(this.#callOf(udfPath, args), once);
    this.#pending--;
    if (!result.ok) return this.#send(this.#failure("MutationResponse", requestId, result));
    this.#mustReachTs = Math.max(this.#mustReachTs ?? 0, ts);
    this.#host.touch(this);
    this.#sendText(
      `{"type":"MutationResponse","requestId":${requestId},"success":true,"result":${result.json},"ts":"${encodeTs(ts)}","logLines":[]}`,
    );
    // The refresh of this commit may be behind us already when the answer is a repeated one.
    if (this.#host.deployment.database.ts >= ts) this.flush(this.#host.deployment.database.ts);
  }

  async #act({
    requestId,
    udfPath,
    args,
  }: Extract<ClientMessage, { type: "Mutation" | "Action" }>): Promise<void> {
    this.#countPending();
    const result = await this.#host.deployment.action(this.#callOf(udfPath, args));
    this.#pending--;
    if (!result.ok) return this.#send(this.#failure("ActionResponse", requestId, result));
    this.#sendText(
      `{"type":"ActionResponse","requestId":${requestId},"success":true,"result":${result.json},"logLines":[]}`,
    );
  }

  #failure(
    type: "MutationResponse" | "ActionResponse",
    requestId: number,
    result: Extract<CallResult, { ok: false }>,
  ) {
    return {
      type,
      requestId,
      success: false,
      result: this.#host.publicMessage(result.message),
      logLines: [],
      errorData: result.data,
    };
  }

  #countPending(): void {
    if (++this.#pending > MAX_PENDING)
      throw new ProtocolError(`TooManyConcurrentMutations: more than ${MAX_PENDING} requests are waiting`);
  }

  #expectSession(): string {
    if (this.#sessionId === null) throw new ProtocolError("Connect must come first");
    return this.#sessionId;
  }

  async #authenticate(message: Extract<ClientMessage, { type: "Authenticate" }>): Promise<void> {
    if (message.baseVersion !== this.#nextIdentity)
      throw new ProtocolError(`identity version ${message.baseVersion}, expected ${this.#nextIdentity}`);
    let caller: Caller;
    try {
      caller = await this.#callerOf(message);
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return this.#send({
        type: "AuthError",
        error: error.message,
        baseVersion: message.baseVersion,
        authUpdateAttempted: true,
      });
    }
    if (this.#isClosed) return;
    this.#nextIdentity = message.baseVersion + 1;
    const isSame = caller.identity === this.#caller.identity && caller.isAdmin === this.#caller.isAdmin;
    this.#caller = caller;
    this.#armExpiry();
    if (!isSame) this.#watchAllAgain();
    this.flush(this.#host.deployment.database.ts);
  }

  async #callerOf(message: Extract<ClientMessage, { type: "Authenticate" }>): Promise<Caller> {
    if (message.tokenType === "None") return NOBODY;
    if (message.tokenType === "User") {
      const verified = await this.#host.deployment.tokens.verify(message.value, this.#host.nowMs());
      return { ...verified, isAdmin: false };
    }
    if (!this.#host.isAdminKey(message.value))
      throw new TokenError("The admin key is not the one of this deployment.");
    const identity = message.impersonating === null ? null : JSON.stringify(message.impersonating);
    return { ...NOBODY, isAdmin: true, identity };
  }

  #armExpiry(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.#expiry = null;
    const leftMs = this.#caller.expiresMs + EXPIRY_LEEWAY_MS - this.#host.nowMs();
    if (leftMs > MAX_TIMER_MS) return;
    this.#expiry = setTimeout(() => this.endAuthentication("The token has expired."), Math.max(0, leftMs));
    this.#expiry.unref();
  }

  /** The results were another caller's: every query starts over as this one. */
  #watchAllAgain(): void {
    const queries = [...this.#queries.values()].map(({ query }) => query);
    this.#stopWatching([...this.#byWatcher.keys()]);
    this.#queries.clear();
    this.#length = 0;
    for (const { queryId } of queries) this.#modifications.delete(queryId);
    for (const query of queries) this.#add(query);
  }

  #callOf(path: string, args: string): WireCall {
    return {
      path,
      args,
      identity: this.#caller.identity,
      mayCallInternal: this.#caller.isAdmin,
      request: this.#connection.metadata,
    };
  }

  #sharedPart(result: QueryResult): Part {
    let part = shared.get(result);
    if (part === undefined) {
      const shown = result.ok ? result : { ...result, message: this.#host.publicMessage(result.message) };
      part = sharedPart(resultJson(shown));
      shared.set(result, part);
    }
    return part;
  }

  #flushLater(): void {
    if (this.#retry !== null) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      try {
        this.flush(this.#host.deployment.database.ts);
      } catch (error) {
        this.#fatal(error as Error);
      }
    }, RETRY_FLUSH_MS);
  }

  /** A transition that is too long for one frame goes in parts that the client joins. */
  #sendTransition(parts: Part[]): void {
    const length = parts.reduce((sum, part) => sum + lengthOf(part), 0);
    if (length <= CHUNK_LENGTH || !this.#connection.takesChunks) return this.#sendParts(parts);
    const totalParts = Math.ceil(length / CHUNK_LENGTH);
    const transitionId = encodeTs(this.#version.ts);
    let partNumber = 0;
    for (const chunk of chunksOf(parts, CHUNK_LENGTH))
      this.#send({ type: "TransitionChunk", chunk, partNumber: partNumber++, totalParts, transitionId });
  }

  #fatal(error: Error): void {
    const message = error instanceof ProtocolError ? error.message : "internal error";
    try {
      this.#send({ type: "FatalError", error: message });
      this.#socket.close(1002, "protocol error");
    } catch {
      // A socket that cannot be told is ended all the same.
    }
    this.close();
  }

  #send(message: Record<string, unknown>): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    this.#sendParts([text]);
  }

  #sendParts(parts: Part[]): void {
    if (!this.#isClosed) this.#socket.send(parts);
  }
}
