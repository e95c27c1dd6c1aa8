/** Loads the backend as Vite does, whose imports have no extensions, and prints what was measured as JSON. */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import type { Measured } from "./measure.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { module } = await runnerImport<{ measured: Measured[] }>(here("measure.ts"), {
  root: here("../.."),
  configFile: false,
  logLevel: "error",
  resolve: { alias: { "convex-test": here("../../engine/testing/index.ts") } },
});
process.stdout.write(`${JSON.stringify(module.measured)}\n`, () => process.exit(0));
