/** Tandem's engine with `convex/` pushed and a workspace in it, in a process of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "../engine/engine.ts";
import { push, runCli } from "../scripts/push.ts";
import { startTestIssuer } from "../tests/support/testIssuer.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tandem-bench-"));
const issuer = await startTestIssuer();
const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
const url = `http://127.0.0.1:${engine.port}`;
const target = { url, adminKey: engine.adminKey };
await push(target, { checksTypes: false });
await runCli(target, ["env", "set", "CLERK_JWT_ISSUER_DOMAIN", issuer.url]);

process.on("message", (message: { type: "memory" }) => {
  if (message.type === "memory") process.send?.({ rss: process.memoryUsage().rss });
});
process.on("disconnect", () => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({
  url,
  adminKey: engine.adminKey,
  issuer: { url: issuer.url, privateKey: issuer.privateKey },
});
