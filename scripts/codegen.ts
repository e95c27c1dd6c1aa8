/** `npm run codegen`: renews `convex/_generated`. Components have their types from a push, so it is made to an engine of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "../engine/engine.ts";
import { root } from "./config.ts";
import { runCli } from "./push.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tandem-codegen-"));
const packages = join(root, "node_modules");
const engine = await startEngine({ dataDir, port: 0, hasIdentity: false, packages });
const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
try {
  const { code, output } = await runCli(target, ["codegen", "--typecheck=disable"]);
  if (code !== 0) throw new Error(output);
} finally {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
}
