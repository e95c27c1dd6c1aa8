/** Every page without a violation of WCAG A and AA, light and dark; and the app on plain http under another name. */
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, expect, test, type Page } from "@playwright/test";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../../convex/testing.webhooks.ts";
import { AppServer } from "../support/appServer.ts";
import { Person } from "../support/person.ts";

let server: AppServer;

test.beforeAll(async () => {
  server = await AppServer.start();
});

test.afterAll(async () => {
  await server.stop();
});

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds, as one readable line each. The dark theme differs from the light one in colours only. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (colorScheme === "light") axe.withTags(STANDARDS);
  else axe.withRules("color-contrast");
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Until the theme has been taken over and no colour or place is on its way any more. */
async function settled(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.waitForFunction(
    (scheme) =>
      getComputedStyle(document.documentElement).colorScheme.includes(scheme) &&
      document.getAnimations().every(({ playState }) => playState !== "running"),
    colorScheme,
  );
}

async function inBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page, colorScheme);
    expect(await violations(page, colorScheme), `${name}, ${colorScheme}`).toEqual([]);
  }
}

test("no page has an accessibility violation, in light or dark", async ({ browser }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(server.url);
  await stranger.getByLabel("Your name").waitFor();
  await inBoth(stranger, "first sign-up");

  const ana = await Person.signUp(browser, server.url, "Ana Ruiz");
  await stranger.goto(`${server.url}/sign-in`);
  await stranger.getByLabel("Email").waitFor();
  await inBoth(stranger, "sign-in");

  await ana.say(
    "Some **markdown**, `code`, a [link](https://example.org) and\n\n- a list\n- of two\n\n```ts\nconst x = 1;\n```",
  );
  await ana.message("Some markdown").hover();
  await ana.page.getByRole("button", { name: "React with 👍" }).click();
  await expect(ana.page.getByRole("list", { name: "Reactions" })).toBeVisible();
  await inBoth(ana.page, "channel");

  await ana.page.getByRole("button", { name: /Details and/ }).click();
  await inBoth(ana.page, "channel details");

  await ana.page.goto(`${server.url}/browse`);
  await ana.page.getByRole("searchbox").first().waitFor();
  await inBoth(ana.page, "browse");

  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await ana.page.getByLabel("New task in To do").fill("Ship the importer");
  await ana.page.keyboard.press("Enter");
  await ana.card("Ship the importer").click();
  await ana.page.getByRole("textbox", { name: "Title" }).waitFor();
  await inBoth(ana.page, "board with a task");

  await ana.page.keyboard.press("Escape");
  await ana.page.keyboard.press("Control+k");
  await ana.page.getByRole("combobox").waitFor();
  await inBoth(ana.page, "palette");
});

test("nor has anything about people who come, go and administer", async ({ browser }) => {
  test.setTimeout(180_000);
  const own = await AppServer.start();
  const ana = await Person.signUp(browser, own.url, "Ana Ruiz");
  const ben = await Person.signUp(browser, await ana.invite(), "Ben Ito");
  const { page } = ana;
  await ben.say("Something that stays");
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
  await page.getByRole("button", { name: "Change Ben Ito" }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await page.getByRole("dialog", { name: "Deactivate Ben Ito?" }).waitFor();
  await inBoth(page, "deactivating a person");
  await page.getByRole("button", { name: "Deactivate", exact: true }).click();
  await page.getByRole("button", { name: "Reactivate" }).waitFor();
  await inBoth(page, "people, one deactivated");
  await page.keyboard.press("Escape");
  await ana.message("Something that stays").getByText("deactivated").waitFor();
  await inBoth(page, "a message of somebody deactivated");
  await ben.page.getByText("You cannot enter this workspace").waitFor();
  await inBoth(ben.page, "deactivated");
  await own.stop();
});

test("nor have webhooks, one of which failed and is tried again", async ({ browser }) => {
  const own = await AppServer.start("127.0.0.1", WEBHOOK_KEYS);
  const { page } = await Person.signUp(browser, own.url, "Ana Ruiz");
  const post = svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, "1", clerkBody("user.deleted", { id: "user_1" }));
  expect((await fetch(`${own.url}/http/webhooks/clerk`, post)).status).toBe(500);
  await page.goto(`${own.url}/crons`);
  await page.getByText("CLERK_JWT_ISSUER_DOMAIN is not set").waitFor();
  await inBoth(page, "webhooks");
  await page.getByRole("button", { name: "Try now" }).click();
  await page.getByText("Tried 2 times").waitFor();
  await own.stop();
});

test("nor has any pane or menu of messages", async ({ browser }) => {
  test.setTimeout(180_000);
  const own = await AppServer.start();
  const ana = await Person.signUp(browser, own.url, "Ana Ruiz");
  const { page } = ana;
  await ana.say("Something to talk about");
  await ana.message("Something to talk about").hover();
  await page.getByRole("button", { name: "Reply in thread" }).click();
  await page.getByRole("textbox", { name: "Reply" }).fill("A reply");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log", { name: "Replies" }).getByRole("article")).not.toHaveCount(0);
  await inBoth(page, "thread");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("log", { name: "Replies" })).toHaveCount(0);
  await page.mouse.move(0, 0);
  await ana.message("Something to talk about").hover();
  await page.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menu").waitFor();
  await inBoth(page, "message menu");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add an emoji" }).first().click();
  await page.getByRole("searchbox", { name: /emoji/i }).waitFor();
  await inBoth(page, "emoji picker");
  await page.keyboard.press("Escape");
  await own.stop();
});

test("nor has any dialog, invitation or smaller page", async ({ browser }) => {
  test.setTimeout(240_000);
  const own = await AppServer.start();
  const ana = await Person.signUp(browser, own.url, "Ana Ruiz");
  const { page } = ana;
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(await ana.invite());
  await stranger.getByLabel("Your name").waitFor();
  await inBoth(stranger, "invitation");
  await stranger.goto(`${own.url}/invite/nonsense`);
  await stranger.getByRole("heading").first().waitFor();
  await inBoth(stranger, "invitation that is none");
  await stranger.goto(`${own.url}/sign-up`);
  await stranger.getByRole("heading").first().waitFor();
  await inBoth(stranger, "sign-up without an invitation");

  await page.getByRole("button", { name: "Add a channel" }).click();
  await page.getByRole("menuitem", { name: "New channel" }).click();
  await page.getByRole("dialog", { name: "New channel" }).waitFor();
  await inBoth(page, "new channel");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "New direct message" }).click();
  await page.getByRole("dialog", { name: "New direct message" }).waitFor();
  await inBoth(page, "new direct message");
  await page.keyboard.press("Escape");
  for (const section of ["You", "People"]) {
    await page.keyboard.press("Control+,");
    await page.getByRole("radio", { name: section }).check();
    await inBoth(page, `settings, ${section}`);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("main").click();
  await page.locator("body").press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await inBoth(page, "shortcuts");

  await page.goto(`${own.url}/my-tasks`);
  await page.getByRole("heading").first().waitFor();
  await inBoth(page, "my tasks");
  await page.goto(`${own.url}/nowhere`);
  await page.getByText("Nothing here").waitFor();
  await inBoth(page, "nothing here");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(own.url);
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await inBoth(page, "phone");
  await own.stop();
});

test("nor has the day's digest, its settings, scheduled work, or a link of a mail", async ({ browser }) => {
  const own = await AppServer.start();
  const { page } = await Person.signUp(browser, own.url, "Ana Ruiz");
  await page.goto(`${own.url}/digest`);
  await page.getByText("Nothing waits for you").waitFor();
  await inBoth(page, "empty digest");
  await page.getByRole("button", { name: "When" }).click();
  await page.getByText("The next one comes").waitFor();
  await inBoth(page, "mail settings");
  await page.getByRole("radiogroup", { name: "Days" }).getByRole("radio", { name: "Never" }).check();
  await page.getByText("No digest comes by mail").waitFor();
  await page.goto(`${own.url}/crons`);
  await page.getByRole("list", { name: "Scheduled work" }).waitFor();
  await page.getByText("Set CLERK_WEBHOOK_SECRET to listen").waitFor();
  await inBoth(page, "scheduled work");
  await page.goto(`${own.url}/mail-link#nonsense`);
  await page.getByText("Nothing was changed").waitFor();
  await inBoth(page, "link of a mail that is none");
  await own.stop();
});

test("nor have categories of tasks, their reasons, or the page of what AI may do", async ({ browser }) => {
  test.setTimeout(180_000);
  const own = await AppServer.start();
  const ana = await Person.signUp(browser, own.url, "Ana Ruiz");
  const { page } = ana;
  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await page.getByLabel("New task in To do").fill("The checkout is down");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Category: Urgent" }).click();
  await page.getByText("Decided by the built-in rules").waitFor();
  await inBoth(page, "why a task is urgent");
  await page.getByRole("button", { name: "Routine" }).click();
  await page.getByRole("button", { name: "Category: Routine" }).click();
  await page.getByRole("button", { name: "Let Tandem decide" }).waitFor();
  await inBoth(page, "a category that a person chose");
  await page.goto(`${own.url}/ai`);
  await page.getByRole("heading", { name: "Usage this month" }).waitFor();
  await inBoth(page, "AI");
  await own.stop();
});

test("nor has the outbox, a mail in it, or a page for a forgotten password", async ({ browser }) => {
  const own = await AppServer.start();
  const { page } = await Person.signUp(browser, own.url, "Ana Ruiz");
  const stranger = await (await browser.newContext()).newPage();
  await page.goto(`${own.url}/outbox`);
  await page.getByText("No mail yet").waitFor();
  await inBoth(page, "empty outbox");
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
  await page.getByLabel("Or mail one to").fill("zoe@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("is in the outbox").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("list", { name: "Mails" }).getByRole("button").click();
  await page.frameLocator("iframe").getByRole("link", { name: "Join the workspace" }).waitFor();
  // Nothing runs inside the frame of a mail, axe neither.
  await page.getByRole("radio", { name: "Plain text" }).check();
  await inBoth(page, "a mail in the outbox");
  await page.keyboard.press("Escape");
  await stranger.goto(`${own.url}/forgot-password`);
  await stranger.getByLabel("Email").waitFor();
  await inBoth(stranger, "forgotten password");
  await stranger.goto(`${own.url}/reset-password#token`);
  await stranger.getByRole("button", { name: "Save password" }).waitFor();
  await inBoth(stranger, "new password");
  await own.stop();
});

test("on plain http under another name than localhost, everything works without a secure context", async () => {
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP team.test 127.0.0.1",
  ];
  const other = await chromium.launch({ executablePath, args });
  const lan = await AppServer.start();
  const url = `http://team.test:${lan.port}`;
  const ana = await Person.signUp(other, url, "Ana Ruiz");
  expect(await ana.page.evaluate(() => isSecureContext)).toBe(false);
  const invitation = await ana.invite();
  expect(invitation).toContain(url);
  const ben = await Person.signUp(other, invitation, "Ben Ito");
  await ana.say("Hello from the network");
  await expect(ben.message("Hello from the network")).toBeVisible();
  await other.close();
  await lan.stop();
});

test("nor has the weekly report, empty or full, its mail, or a blocked task", async ({ browser }) => {
  test.setTimeout(180_000);
  const own = await AppServer.start();
  const ana = await Person.signUp(browser, own.url, "Ana Ruiz");
  const { page } = ana;
  await page.getByRole("link", { name: "Weekly report" }).click();
  await page.getByText("Nothing has happened yet this week").waitFor();
  await inBoth(page, "empty report");
  await ana.openBoard();
  for (const title of ["Ship the importer", "Write the parser"]) {
    await ana.column("To do").getByRole("button", { name: "New task" }).click();
    await page.getByLabel("New task in To do").fill(title);
    await page.keyboard.press("Enter");
    await ana.card(title).waitFor();
    await page.keyboard.press("Escape");
  }
  await ana.card("Ship the importer").focus();
  await page.keyboard.press("w");
  await page.getByText("Blocked").waitFor();
  await ana.card("Ship the importer").click();
  await page.getByRole("textbox", { name: "What it waits for" }).fill("The parser");
  await page.keyboard.press("Enter");
  await inBoth(page, "blocked task");
  await page.keyboard.press("Escape");
  await ana.card("Write the parser").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect(ana.column("In progress").getByText("Write the parser")).toBeVisible();
  await page.goto(`${own.url}/report`);
  await page.getByText("Waits for: The parser").waitFor();
  await expect(page.getByRole("region", { name: "Moved" }).getByText("Write the parser")).toBeVisible();
  await inBoth(page, "report");
  await page.getByRole("button", { name: "As a mail" }).click();
  await expect(page.frameLocator("iframe").getByText("Your week,", { exact: false }).last()).toBeVisible();
  await own.stop();
});
