/** Tandem's engine with `convex/` pushed: `node server.ts FOLDER ISSUER`, in a process of its own. */
import { startEngine } from "../../engine/engine.ts";
import { push } from "../../scripts/push.ts";
import type { EngineInfo } from "../bench.ts";

const [dataDir, issuer] = process.argv.slice(2) as [string, string];
const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
const target: EngineInfo = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
await push(target, { checksTypes: false });
const environment = { CLERK_JWT_ISSUER_DOMAIN: issuer, SIGN_UP: "open", RATE_LIMITS: "off" };
await engine.deployment.updateEnvironment(
  Object.entries(environment).map(([name, value]) => ({ name, value })),
);

process.on("message", (message: { type: "memory" }) => {
  if (message.type === "memory") process.send?.({ rss: process.memoryUsage().rss });
});
process.on("disconnect", () => process.exit(0));
process.send?.(target);
