/** A small app, an engine with a data folder of its own, and the official CLI between the two. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { startEngine, type Engine, type EngineOptions } from "../../engine/engine.ts";
import { root } from "../../scripts/config.ts";
import { cliEnv } from "../../scripts/push.ts";
import { binOf, runNode, type Finished } from "../../scripts/run.ts";
import { freePort } from "./ports.ts";

/** Where an app of the contract tests lies. */
export const appFolder = (name: string) => join(root, "tests", "contract", name);

export class SmallApp {
  /** Inside the project, so that the app finds its packages. */
  readonly folder: string;
  readonly dataDir = mkdtempSync(join(tmpdir(), "engine-app-"));
  readonly #options: Partial<EngineOptions>;
  engine!: Engine;

  private constructor(name: string, options: Partial<EngineOptions>) {
    this.folder = join(root, "node_modules", ".tmp", `${name}-${process.pid}`);
    this.#options = options;
    this.write("package.json", JSON.stringify({ name, dependencies: { convex: "*" } }));
  }

  /** @param source texts by path, or a folder to copy, without what the CLI generates */
  static async start(
    name: string,
    source: Record<string, string> | string,
    options: Partial<EngineOptions> = {},
  ): Promise<SmallApp> {
    const app = new SmallApp(name, options);
    if (typeof source === "string")
      cpSync(source, app.folder, { recursive: true, filter: (path) => !path.endsWith("_generated") });
    else for (const [path, text] of Object.entries(source)) app.write(path, text);
    await app.#open(await freePort());
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${this.engine.port}`;
  }

  http(): ConvexHttpClient {
    return new ConvexHttpClient(this.url, { logger: false });
  }

  /** Resolves with the first value of a watched query that is as wanted. */
  async seen<Query extends FunctionReference<"query">>(
    query: Query,
    args: Query["_args"],
    isWanted: (value: Query["_returnType"]) => boolean,
  ): Promise<Query["_returnType"]> {
    const client = new ConvexClient(this.url, { logger: false });
    const found = Promise.withResolvers<Query["_returnType"]>();
    client.onUpdate(query, args, (value) => isWanted(value) && found.resolve(value), found.reject);
    try {
      return await found.promise;
    } finally {
      await client.close();
    }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Runs one command of the official CLI in the app's folder. */
  async cli(...args: string[]): Promise<Finished> {
    const env = cliEnv({ url: this.url, adminKey: this.engine.adminKey });
    const script = join(root, "tests", "support", "inFolder.mjs");
    return await runNode([script, this.folder, binOf("convex"), ...args], { env, isQuiet: true });
  }

  /** Starts a command of the official CLI that goes on until it is stopped. */
  watch(...args: string[]): Watching {
    const env = { ...process.env, ...cliEnv({ url: this.url, adminKey: this.engine.adminKey }) };
    const script = join(root, "tests", "support", "inFolder.mjs");
    return new Watching(spawn(process.execPath, [script, this.folder, binOf("convex"), ...args], { env }));
  }

  /** Resolves when somebody watches a query. */
  async watched(): Promise<void> {
    for (let count = 0; count === 0;) {
      const health = (await (await fetch(`${this.url}/health`)).json()) as { watchedQueries: number };
      count = health.watchedQueries;
    }
  }

  /** @param codegen  whether the CLI writes `_generated` as well, for apps whose functions import from there */
  async deploy({ codegen = false } = {}): Promise<Finished> {
    const how = codegen ? [] : ["--codegen=disable"];
    return await this.cli("deploy", "-y", "--typecheck=disable", ...how);
  }

  /** Stops the engine and starts it again on the same data and port. */
  async restart(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    const { port } = this.engine;
    await this.engine.close();
    await meanwhile();
    await this.#open(port);
  }

  async close(): Promise<void> {
    await this.engine.close();
    for (const folder of [this.folder, this.dataDir]) rmSync(folder, { recursive: true, force: true });
  }

  async #open(port: number): Promise<void> {
    const options = { hasIdentity: false, showsErrors: true, ...this.#options };
    this.engine = await startEngine({ dataDir: this.dataDir, port, ...options });
  }
}

/** A command that runs, and what it has said so far. */
class Watching {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown>;
  #output = "";
  #hear = () => {};

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#closed = once(child, "close");
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.#output += chunk.toString();
        this.#hear();
      });
    child.on("close", () => this.#hear());
  }

  /** Resolves once it has said the words, after what was waited for before. @throws Error when it ends first */
  async said(words: string): Promise<void> {
    while (!this.#output.includes(words)) {
      if (this.#child.exitCode !== null) throw new Error(`It ended without "${words}":\n${this.#output}`);
      await new Promise<void>((resolve) => (this.#hear = resolve));
    }
    this.#output = this.#output.slice(this.#output.indexOf(words) + words.length);
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#closed;
  }
}

/** The outcome of a command that must work. @throws Error with what it said */
export function succeeded({ code, output }: Finished): string {
  if (code !== 0) throw new Error(output);
  return output;
}
