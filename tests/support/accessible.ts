/** Whether what is on screen has a violation of WCAG A and AA, light and dark. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import type { RunOptions } from "axe-core";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, as one readable line each. The dark theme differs from the light one in colours only. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const runOnly: RunOptions["runOnly"] =
    colorScheme === "light"
      ? { type: "tag", values: STANDARDS }
      : { type: "rule", values: ["color-contrast"] };
  const found = await page.evaluate(
    async (options) => (await (window as unknown as { axe: typeof axe }).axe.run(options)).violations,
    { runOnly, resultTypes: ["violations"], iframes: false } satisfies RunOptions,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Until the theme has been taken over and no colour or place is on its way any more. */
export async function settled(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.waitForFunction(
    (scheme) =>
      getComputedStyle(document.documentElement).colorScheme.includes(scheme) &&
      document.getAnimations().every(({ playState }) => playState !== "running"),
    colorScheme,
  );
}

/** Looks at what is on screen in both themes. */
export async function inBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page, colorScheme);
    expect(await violations(page, colorScheme), `${name}, ${colorScheme}`).toEqual([]);
  }
}
