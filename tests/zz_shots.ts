import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runNode } from "../scripts/run.ts";
import { AppServer } from "./support/appServer.ts";
const out = "/tmp/shots-desc"; mkdirSync(out, { recursive: true });
const server = await AppServer.start({ BACKUPS_KEPT: "7" });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell" });
try {
  const { output } = await runNode(["scripts/seed.ts", "--url", server.url, "--data", server.dataDir], { isQuiet: true });
  const password = /made for this run: (\S+)/.exec(output)?.[1]!;
  for (const path of ["messages:create", "tasks:create", "nothing:here"])
    await fetch(`${server.url}/api/mutation`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ path, args: { secret: "do not show this text of a person" }, format: "json" }) });
  await fetch(`${server.url}/api/query`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ path: "channels:list", args: {}, format: "json" }) });
  const looks = [
    ["desktop", { viewport: { width: 1440, height: 900 }, colorScheme: "light" }],
    ["dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
    ["tablet", { viewport: { width: 820, height: 1100 }, colorScheme: "light" }],
    ["phone", { viewport: { width: 390, height: 844 }, colorScheme: "light", isMobile: true, hasTouch: true }],
    ["phonedark", { viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true, hasTouch: true }],
  ] as const;
  for (const [name, look] of looks) {
    const context = await browser.newContext({ ...look, reducedMotion: "reduce" } as never);
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && console.log("console", name, m.text()));
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel("Email").fill("ana@tandem.example");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: /^Message/ }).or(page.getByRole("navigation").first()).first().waitFor();
    for (const part of (process.env.PARTS ?? "overview,functions,logs").split(",")) {
      await page.goto(`${server.url}/server${part === "overview" ? "" : `?part=${part}`}`);
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `${out}/${name}-${part}.png` });
      if (part === "overview") {
        await page.getByRole("region", { name: "Server" }).evaluate((el) => el.scrollTo(0, 900));
        await page.waitForTimeout(200);
        await page.screenshot({ path: `${out}/${name}-${part}2.png` });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) console.log("WIDE", name, part);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
