/** Builds the SPA into dist/. `buildIfChanged` skips it when nothing that goes in has changed. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./config.ts";
import { hashOf } from "./push.ts";
import { runNode } from "./run.ts";

const INPUTS = [
  "src",
  "convex/_generated",
  "convex/shared",
  "public",
  "index.html",
  "vite.config.ts",
  "vite.serviceWorker.ts",
  "package-lock.json",
];
const RECORD = join(root, "dist", "inputs.txt");

/** What the build depends on besides files: the public settings that Vite puts in. */
function fingerprint(): string {
  const settings = Object.entries(process.env).filter(([name, value]) => name.startsWith("VITE_") && value);
  return `${hashOf(INPUTS)} ${JSON.stringify(Object.fromEntries(settings))}`;
}

async function buildApp(): Promise<void> {
  // Only this process has the bundler: a server that finds all built does not load it.
  const { build } = await import("vite");
  await build({ root, logLevel: "warn" });
  // Taken after the build, which puts the emoji names into public/.
  writeFileSync(RECORD, fingerprint());
}

/** Builds in a process of its own: a bundler leaves behind what a server should not carry. @throws when it fails */
export async function buildIfChanged(): Promise<boolean> {
  if (existsSync(RECORD) && readFileSync(RECORD, "utf8") === fingerprint()) return false;
  const { code, output } = await runNode([import.meta.filename], { isQuiet: true });
  if (code !== 0) throw new Error(`The app could not be built:\n${output}`);
  return true;
}

if (import.meta.main) {
  await buildApp();
  console.log("Built dist/. Next: npm start");
}
