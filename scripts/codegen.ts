/**
 * `npm run codegen`: renews `convex/_generated`, which the official CLI makes with a deployment at hand, and the lists of
 * settings in README and `.env.local.example`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "../engine/engine.ts";
import { root } from "./config.ts";
import { runCli } from "./push.ts";
import { binOf, runNode } from "./run.ts";
import { exampleFile, inReadme } from "./settings.ts";

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

const readme = join(root, "README.md");
writeFileSync(readme, inReadme(readFileSync(readme, "utf8")));
writeFileSync(join(root, ".env.local.example"), exampleFile());
await runNode([binOf("oxfmt"), readme]);
