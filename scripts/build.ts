/** Builds the SPA into dist/. `buildIfChanged` skips it when nothing that goes in has changed. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { root } from "./config.ts";
import { hashOf } from "./push.ts";

const INPUTS = [
  "src",
  "convex/_generated",
  "convex/shared",
  "public",
  "index.html",
  "vite.config.ts",
  "package-lock.json",
];
const RECORD = join(root, "dist", "inputs.txt");

/** What the build depends on besides files: the public settings that Vite puts in. */
function fingerprint(): string {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith("VITE_"));
  return `${hashOf(INPUTS)} ${JSON.stringify(Object.fromEntries(settings))}`;
}

export async function buildApp(): Promise<void> {
  const mode = process.env.NODE_ENV;
  await build({ root, logLevel: "warn" });
  // Vite sets it for the whole process, and with it for the tests that this process may start next.
  if (mode === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = mode;
  // Taken after the build, which puts the emoji names into public/.
  writeFileSync(RECORD, fingerprint());
}

export async function buildIfChanged(): Promise<boolean> {
  if (existsSync(RECORD) && readFileSync(RECORD, "utf8") === fingerprint()) return false;
  await buildApp();
  return true;
}

if (import.meta.main) {
  await buildApp();
  console.log("Built dist/. Next: npm start");
}
