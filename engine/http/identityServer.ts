/**
 * One port for the sign-in and the app's files, where another deployment has the data.
 *
 * Rules  SPEC.md HT, ID.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Backups } from "../deployment/backups.ts";
import { HttpError, sendJson } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import type { IdentityApi } from "./identityApi.ts";
import { isRead, Listener, urlOf } from "./listener.ts";
import type { StaticFiles } from "./staticFiles.ts";

export type IdentityServerParts = {
  identity: IdentityApi;
  files: StaticFiles | null;
  /** Null when no backups are made by themselves. */
  backups: Backups | null;
  /** Whether the deployment that has the data answers. */
  isBackendThere: () => Promise<boolean>;
  clientAddress: (request: IncomingMessage) => string;
  log: Log;
};

export class IdentityServer {
  readonly #parts: IdentityServerParts;
  readonly #listener: Listener;

  constructor(parts: IdentityServerParts) {
    this.#parts = parts;
    this.#listener = new Listener({
      route: async (request, response) => await this.#route(request, response),
      clientAddress: parts.clientAddress,
      log: parts.log,
    });
  }

  /** Resolves to the port that is listened on. Rejects when it is in use. */
  async listen(port: number, host: string): Promise<number> {
    return await this.#listener.listen(port, host);
  }

  async close(): Promise<void> {
    await this.#listener.close();
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = urlOf(request);
    const { identity, files } = this.#parts;
    if (path === "/health") return await this.#health(response);
    if (await identity.serve(request, response, path)) return;
    const isPage = isRead(request) && !path.startsWith("/api/") && !path.startsWith("/http/");
    if (isPage && files?.serve(request, response, path) === true) return;
    throw new HttpError(
      404,
      "NotFound",
      `There is nothing at ${path}: the deployment with the data may have it.`,
    );
  }

  async #health(response: ServerResponse): Promise<void> {
    const { isBackendThere, backups } = this.#parts;
    const isThere = await isBackendThere();
    const body = {
      status: isThere ? "ok" : "backend away",
      ...(backups === null ? {} : { backup: backups.health() }),
    };
    sendJson(response, body, isThere ? 200 : 503);
  }
}
