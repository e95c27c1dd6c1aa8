/** A self-hosted Convex that has the data, as the server with the sign-in speaks to it: with its admin key, over HTTP. */
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Standing } from "../../engine/identity/accounts.ts";
import type { IdentityLink } from "../../engine/identity/links.ts";
import { HttpError } from "../../engine/lib/http.ts";
import { ArchiveWriter } from "../../engine/snapshot/archive.ts";
import { copyIdentity } from "../../engine/snapshot/backup.ts";
import type { Target } from "../config.ts";
import { runCli } from "../push.ts";

const ANSWERS_WITHIN_MS = 10_000;
const EXPORT_WITHIN_MS = 2 * 60 * 60 * 1000;

/** A client with the admin key may call what is internal, which its types do not know. */
type AdminClient = ConvexHttpClient & { setAdminAuth(key: string): void };

const standing = makeFunctionReference<"query", { tokenIdentifier: string }, Standing>("users:standing");
const sendLink = makeFunctionReference<"mutation", IdentityLink, string>("emails:sendLink");

/** Fetches in time. @throws HttpError 503 when nobody answers, which pages take for a server that is away */
async function fetchInTime(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  try {
    return await fetch(input, { ...init, signal });
  } catch {
    throw new HttpError(503, "SERVER_AWAY", "The deployment with the data does not answer.");
  }
}

export class Backend {
  readonly target: Target;
  readonly #client: AdminClient;

  constructor(target: Target) {
    this.target = target;
    const options = { logger: false, skipConvexDeploymentUrlCheck: true, fetch: fetchInTime };
    this.#client = new ConvexHttpClient(target.url, options) as AdminClient;
    this.#client.setAdminAuth(target.adminKey);
  }

  /** What it says of a person who signs in. */
  async standingOf(tokenIdentifier: string): Promise<Standing> {
    return await this.#client.query(standing, { tokenIdentifier });
  }

  /** Hands a link of the sign-in to its queue of mail. */
  async sendLink(link: IdentityLink): Promise<void> {
    await this.#client.mutation(sendLink, link);
  }

  async isThere(): Promise<boolean> {
    const answer = await fetchInTime(`${this.target.url}/version`).catch(() => null);
    return answer?.ok === true;
  }

  /** Its variables, with their values where those are plain. @throws Error */
  async environment(): Promise<Map<string, string>> {
    const { code, output } = await runCli(this.target, ["env", "list", "--include-values"]);
    if (code !== 0) throw new Error(`convex env list failed:\n${output}`);
    return new Map(Array.from(output.matchAll(/^(\w+)=(.*)$/gm), ([, name, value]) => [name!, value!]));
  }

  /** Sets variables, and takes those away that are null and that it knows. @throws Error */
  async setEnvironment(values: Record<string, string | null>, known: Map<string, string>): Promise<void> {
    const changes = Object.entries(values)
      .filter(([name, value]) => value !== null || known.has(name))
      .map(([name, value]) => ({ name, value }));
    const answer = await fetchInTime(`${this.target.url}/api/update_environment_variables`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Convex ${this.target.adminKey}` },
      body: JSON.stringify({ changes }),
    });
    if (!answer.ok) throw new Error(`The environment could not be set: ${await answer.text()}`);
  }

  /**
   * Writes one archive of both: `export.zip` for `npx convex import`, and the sign-in's file and secret.
   *
   * @throws Error
   */
  async backUp(dataDir: string, path: string): Promise<void> {
    const [exported, identity] = [`${path}.export`, `${path}.identity`];
    try {
      const args = ["export", "--include-file-storage", "--path", exported];
      const { code, output } = await runCli(this.target, args, EXPORT_WITHIN_MS);
      if (code !== 0) throw new Error(`convex export failed:\n${output}`);
      copyIdentity(join(dataDir, "identity.sqlite"), identity);
      const archive = new ArchiveWriter(path);
      archive.addFile("export.zip", () => createReadStream(exported));
      archive.addFile("identity.sqlite", () => createReadStream(identity));
      archive.addFile("identity-secret", () => createReadStream(join(dataDir, "identity-secret")));
      await archive.finish();
    } finally {
      for (const left of [exported, identity]) await rm(left, { force: true });
    }
  }
}
