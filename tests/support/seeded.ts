/** The workspace of `npm run seed`, for those who look at it and those who measure. */
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { runNode } from "../../scripts/run.ts";
import type { AppServer } from "./appServer.ts";

/** Fills a workspace that is empty. Answers the password of its people. */
export async function seed(server: AppServer): Promise<string> {
  const { code, output } = await runNode(["scripts/seed.ts", "--url", server.url, "--data", server.dataDir], {
    isQuiet: true,
  });
  const password = /made for this run: (\S+)/.exec(output)?.[1];
  if (code !== 0 || password === undefined) throw new Error(`The seed failed:\n${output}`);
  return password;
}

/** A page of somebody who has just signed in, in a context of its own. */
export async function signIn(
  browser: Browser,
  server: AppServer,
  password: string,
  options: BrowserContextOptions = {},
  name = "ana",
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel("Email").fill(`${name}@tandem.example`);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
  await page
    .getByRole("textbox", { name: /^Message/ })
    .or(page.getByRole("navigation").first())
    .first()
    .waitFor();
  return page;
}
