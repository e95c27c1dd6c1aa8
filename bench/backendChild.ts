/**
 * `backendChild.ts <module>`: loads a module with the backend as Vite does, whose imports have no extensions, and prints
 * what it has `measured` as JSON.
 */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { module } = await runnerImport<{ measured: unknown }>(here(process.argv[2]!), {
  root: here(".."),
  configFile: false,
  logLevel: "error",
  resolve: { alias: { "convex-test": here("../engine/testing/index.ts") } },
});
process.stdout.write(`${JSON.stringify(module.measured)}\n`, () => process.exit(0));
