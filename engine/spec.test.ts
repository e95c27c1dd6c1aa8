import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const spec = readFileSync(join(import.meta.dirname, "SPEC.md"), "utf8");
const rules = new Set([...spec.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((match) => match[1]!));

function testsBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8"));
}

test("every rule has a test that cites it, and every rule that is cited is there", () => {
  const titles = [...testsBelow("engine"), ...testsBelow("tests"), ...testsBelow("scripts")].flatMap(
    (text) => text.match(/["`]\[[A-Z]{2}\d+\][^"`]*/g) ?? [],
  );
  const cited = new Set(
    titles.flatMap((title) => [...title.matchAll(/\[([A-Z]{2}\d+)\]/g)].map((match) => match[1]!)),
  );
  expect([...cited].filter((rule) => !rules.has(rule))).toEqual([]);
  expect([...rules].filter((rule) => !cited.has(rule))).toEqual([]);
});

test("[FN15] every syscall of the convex package is served, or named among the gaps", () => {
  const folder = join(root, "node_modules", "convex", "src", "server");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const text = sources.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const names = new Set([...text.matchAll(/"1\.0\/([\w/]+)"/g)].map((match) => match[1]!));
  const served = ["functions/syscalls.ts", "worker/actionRuntime.ts", "worker/actionAnswers.ts"]
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("\n");
  const gaps = spec.slice(spec.indexOf("## Gaps"));
  expect(names.size).toBeGreaterThan(20);
  expect(
    [...names].filter((name) => !served.includes(`"1.0/${name}"`) && !gaps.includes(`1.0/${name}`)),
  ).toEqual([]);
});
