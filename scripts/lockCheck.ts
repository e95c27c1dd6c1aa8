/**
 * `npm ci` refuses a lock in which an optional dependency of a package is missing, and `npm install`
 * writes such locks without a word when the registry lacks one platform's binary. Names what is missing.
 */
import { readFileSync } from "node:fs";

type LockedPackage = { version?: string; optionalDependencies?: Record<string, string> };

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** Node's lookup: the nearest `node_modules/<name>` at or above `from`. */
function isLocked(name: string, from: string): boolean {
  for (let at = from; ;) {
    if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === "") return false;
    const parent = at.lastIndexOf("node_modules/");
    at = parent <= 0 ? "" : at.slice(0, parent - 1);
  }
}

const missing = Object.entries(packages).flatMap(([path, locked]) =>
  Object.keys(locked.optionalDependencies ?? {})
    .filter((name) => !isLocked(name, path))
    .map((name) => `${name}, wanted by ${path || "the project"} ${locked.version ?? ""}`),
);

for (const line of missing) console.error(`missing from package-lock.json: ${line}`);
if (missing.length > 0) {
  console.error("Pin a version whose platform packages are all published, then run npm install again.");
  process.exit(1);
}
