/** Engines of the contract tests with Tandem's backend, for people whose tokens are the test issuer's. */
import { cpSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { freePort } from "./ports.ts";
import { replaceData } from "./restored.ts";

export type Server = { dataDir: string; engine: Engine };

/** Servers without a test, as empty as they began. They end with the process; the folder of all goes with the suite. */
const idle: Server[] = [];

export async function startServer(dataDir: string, port: number): Promise<Server> {
  const engine = await startEngine({ dataDir, port, hasIdentity: false, showsErrors: true });
  return { dataDir, engine };
}

/** A server without documents, for one test, which gives it back. */
export async function takeServer(): Promise<Server> {
  const waiting = idle.pop();
  if (waiting !== undefined) return waiting;
  const { folder, template } = inject("servers");
  const dataDir = mkdtempSync(join(folder, "server-"));
  cpSync(template, dataDir, { recursive: true });
  return await startServer(dataDir, await freePort());
}

/** Takes everything away that was written since the push: that costs a tenth of a start. */
export async function giveBackServer(server: Server): Promise<void> {
  await replaceData(server.engine.deployment.database);
  idle.push(server);
}
