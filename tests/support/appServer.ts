/** The built product as `npm start` runs it, in a process that a test may kill. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "./ports.ts";

const root = resolve(import.meta.dirname, "../..");
/** On a machine that is busy the first start checks types for more than a minute. */
const READY_WITHIN_MS = 180_000;
/** Environment variables that name data folders to which the backend was pushed: without people, and with some. */
export const EMPTY_TEMPLATE = "TANDEM_E2E_EMPTY";
export const PEOPLE_TEMPLATE = "TANDEM_E2E_PEOPLE";

export class AppServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), "tandem-e2e-"));
  /** Chosen at the first start; it stays. */
  port = 0;
  readonly #settings: Record<string, string>;
  readonly #script: string;
  #child: ChildProcess | null = null;
  /** What it has printed. */
  output = "";

  private constructor(script: string, settings: Record<string, string>, templateVariable: string) {
    this.#script = script;
    this.#settings = settings;
    const template = process.env[templateVariable];
    if (template !== undefined) cpSync(template, this.dataDir, { recursive: true });
  }

  static async start(settings: Record<string, string> = {}, template = EMPTY_TEMPLATE): Promise<AppServer> {
    const server = new AppServer("scripts/start.ts", settings, template);
    await server.start();
    return server;
  }

  /** A server with people that takes settings and can be given back as it began. */
  static async startShared(): Promise<AppServer> {
    const server = new AppServer("tests/support/sharedApp.ts", {}, PEOPLE_TEMPLATE);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get adminKey(): string {
    return readFileSync(join(this.dataDir, "admin-key"), "utf8").trim();
  }

  /** Resolves when the server says that it is ready. */
  async start(): Promise<void> {
    this.port ||= await freePort();
    const env = {
      ...process.env,
      // Tests do in a moment what people do in days.
      RATE_LIMITS: "off",
      ...this.#settings,
      PORT: String(this.port),
      HOST: "127.0.0.1",
      TANDEM_DATA: this.dataDir,
    };
    const child = fork(join(root, this.#script), {
      cwd: root,
      env,
      execArgv: ["--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.output = "";
    const { promise, resolve: done, reject } = Promise.withResolvers<number>();
    for (const stream of [child.stdout, child.stderr]) {
      stream!.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
        const port = /Tandem is ready at \S+:(\d+)/.exec(this.output)?.[1];
        if (port !== undefined) done(Number(port));
      });
    }
    child.once("exit", () => reject(new Error(`The server ended:\n${this.output}`)));
    const late = setTimeout(
      () => reject(new Error(`The server was not ready in time:\n${this.output}`)),
      READY_WITHIN_MS,
    );
    this.port = await promise;
    clearTimeout(late);
  }

  /** Resolves when a shared server has these settings as well. */
  async take(settings: Record<string, string>): Promise<void> {
    await this.#tell(settings);
  }

  /** Resolves when a shared server has the settings, accounts and documents it began with, and no others. */
  async giveBack(): Promise<void> {
    await this.#tell("as begun");
  }

  async #tell(settings: Record<string, string> | "as begun"): Promise<void> {
    this.#child!.send(settings);
    const [answer] = (await once(this.#child!, "message")) as [string];
    if (answer !== "done") throw new Error(answer);
  }

  /** As a power button would: nothing is asked, nothing is flushed. */
  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    await this.#end(signal);
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }
}
