/**
 * Decides which pages may act here. Sign-in and sockets ask the same rule, so a page that signs in also connects.
 *
 * Rules  SPEC.md ID7, HT4. A page's own origin is the public address, one that was allowed, or the host that the
 *        request itself names: a proxy may rewrite that host, so the public address counts whatever it says.
 */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

export type OriginOptions = { publicUrl: string | null; allowedOrigins: string[] };

/** Names that only this machine or this network gives: nobody outside can have a page under them. */
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|lan|internal|test|home\.arpa)$/;

export class Origins {
  readonly #allowed: Set<string>;
  readonly #publicUrl: URL | null;

  constructor({ publicUrl, allowedOrigins }: OriginOptions) {
    this.#publicUrl = publicUrl === null ? null : new URL(publicUrl);
    this.#allowed = new Set(allowedOrigins);
    if (this.#publicUrl !== null) this.#allowed.add(this.#publicUrl.origin);
  }

  /** Browsers name the page's origin; other clients have none, and no cookies either. */
  isOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
    if (origin === undefined || this.#allowed.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    // The public host is served by its own scheme only.
    return page.host === host && page.host !== this.#publicUrl?.host;
  }

  /** Whether the host that a request names can only be this server: not a stranger's name that leads here. */
  isOwnHost({ headers: { host = "" } }: IncomingMessage): boolean {
    const url = `http://${host}`;
    if (!URL.canParse(url)) return false;
    const { hostname, host: named, username } = new URL(url);
    if (username !== "") return false;
    const isAllowed = [...this.#allowed].some((origin) => new URL(origin).host === named);
    return isAllowed || LOCAL_NAME.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
  }
}
