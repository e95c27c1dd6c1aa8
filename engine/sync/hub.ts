/**
 * All sessions of a deployment: hands each delivery to the sessions it is for, and lets them send.
 *
 * Shapes  A crowd is sent to in slices, between which all else goes on. A session whose turn has not come when newer
 *         results do is sent those alone; one that had its turn waits for all others.
 * Errors  A session that fails ends its own connection; the others go on.
 */
import type { Deployment } from "../deployment/deployment.ts";
import type { Delivery } from "../functions/liveQueries.ts";
import type { Log } from "../lib/log.ts";
import { Session, type Connection, type SessionHost, type Socket } from "./session.ts";

export type HubHost = Omit<SessionHost, "newWatcher" | "dropWatchers" | "touch"> & {
  deployment: Pick<Deployment, "onRefreshed">;
  log: Log;
};

/** Sessions that send in one turn of the event loop: one or two milliseconds' work. */
const SLICE = 64;

export class Hub {
  readonly #host: HubHost;
  readonly #sessions = new Set<Session>();
  readonly #byWatcher = new Map<number, Session>();
  readonly #touched = new Set<Session>();
  #nextWatcher = 1;
  #ts = 0;
  #isSending = false;

  constructor(host: HubHost) {
    this.#host = host;
    host.deployment.onRefreshed = (ts, deliveries) => this.#refresh(ts, deliveries);
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  get watcherCount(): number {
    return this.#byWatcher.size;
  }

  open(socket: Socket, connection: Connection): Session {
    const session = new Session(socket, connection, {
      ...this.#host,
      touch: (touched) => this.#touched.add(touched),
      newWatcher: (owner) => {
        const watcher = this.#nextWatcher++;
        this.#byWatcher.set(watcher, owner);
        return watcher;
      },
      dropWatchers: (watchers) => {
        for (const watcher of watchers) this.#byWatcher.delete(watcher);
      },
    });
    this.#sessions.add(session);
    return session;
  }

  close(session: Session): void {
    session.close();
    this.#sessions.delete(session);
    this.#touched.delete(session);
  }

  /** Ends the connections of a sign-in that was revoked. */
  endIdentitySession(sessionId: string): void {
    for (const session of this.#sessions) {
      if (session.identitySessionId === sessionId) session.endAuthentication("The sign-in has ended.");
    }
  }

  #refresh(ts: number, deliveries: Delivery[]): void {
    for (const { watchers, result } of deliveries) {
      for (const watcher of watchers) {
        const session = this.#byWatcher.get(watcher);
        if (session === undefined) continue;
        this.#attempt(session, () => session.deliver(watcher, result));
        this.#touched.add(session);
      }
    }
    this.#ts = ts;
    if (!this.#isSending) this.#send();
  }

  #attempt(session: Session, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#host.log("error", "sessionFailed", { error: (error as Error).stack ?? String(error) });
      session.fail(error as Error);
    }
  }

  #send(): void {
    let left = SLICE;
    for (const session of this.#touched) {
      if (left-- === 0) break;
      this.#touched.delete(session);
      this.#attempt(session, () => session.flush(this.#ts));
    }
    this.#isSending = this.#touched.size > 0;
    if (this.#isSending) setImmediate(() => this.#send());
  }
}
