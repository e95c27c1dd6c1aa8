/** Pushes `convex/` once, with the official CLI, to a data folder that each test then starts from. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { WEBHOOK_KEYS } from "../../convex/testing.webhooks.ts";
import { startEngine } from "../../engine/engine.ts";
import { push, runCli } from "../../scripts/push.ts";
import { startTestIssuer, type TestIssuer } from "../support/testIssuer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where servers have their data folders, and the one to begin with. */
    servers: { folder: string; template: string };
    issuer: Pick<TestIssuer, "url" | "privateKey">;
  }
}

export default async function setup(project: TestProject) {
  const issuer = await startTestIssuer();
  const folder = mkdtempSync(join(tmpdir(), "engine-contract-"));
  const template = join(folder, "template");
  const engine = await startEngine({ dataDir: template, port: 0, hasIdentity: false });
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  await push(target, { checksTypes: false });
  await runCli(target, ["env", "set", "CLERK_JWT_ISSUER_DOMAIN", issuer.url]);
  await engine.deployment.updateEnvironment(
    // The suites of the backend are the embedded sign-in's, which lets in whoever has an account.
    Object.entries({ ...WEBHOOK_KEYS, SIGN_UP: "open" }).map(([name, value]) => ({ name, value })),
  );
  await engine.close();
  project.provide("servers", { folder, template });
  project.provide("issuer", { url: issuer.url, privateKey: issuer.privateKey });
  return async () => {
    await issuer.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
