/** `npm run screenshots`: the pictures of docs/screenshots/, from a seeded workspace. Look at them after taking them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, expect, type Browser, type Page } from "@playwright/test";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../convex/testing.webhooks.ts";
import { root } from "../scripts/config.ts";
import { AppServer } from "./support/appServer.ts";
import { seed, signIn } from "./support/seeded.ts";

const folder = join(root, "docs", "screenshots");
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const SETTLE_MS = 800;

async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

async function desktop(page: Page, suffix: string): Promise<void> {
  const sidebar = page.getByRole("navigation", { name: "Workspace" });
  await sidebar.getByRole("link", { name: /channel launch/i }).click();
  await page.getByRole("textbox", { name: "Message #launch" }).waitFor();
  // What texts name is drawn once its code is there.
  await page.getByRole("log").getByRole("button", { name: /T-23/ }).waitFor();
  await take(page, `channel${suffix}`);
  await sidebar.getByRole("link", { name: "Board" }).click();
  await page.getByRole("region", { name: "To do" }).waitFor();
  await take(page, `board${suffix}`);
  await page.getByRole("region", { name: "In progress" }).getByRole("link").first().click();
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await take(page, `card${suffix}`);
}

/** The why of a category, and the admin's page. */
async function ai(page: Page, server: AppServer, suffix: string): Promise<void> {
  await page.goto(`${server.url}/board`);
  await page.getByRole("button", { name: "Category: Urgent" }).first().click();
  await page.getByText(/^Decided by/).waitFor();
  await take(page, `category${suffix}`);
  await page.goto(`${server.url}/ai`);
  await take(page, `ai${suffix}`);
}

/** The pages of mail, and the mail itself as a mail program shows it. */
async function mail(page: Page, server: AppServer, suffix: string): Promise<void> {
  await page.goto(`${server.url}/digest`);
  await take(page, `digest${suffix}`);
  await page.getByRole("button", { name: "Preview email" }).click();
  const html = await page.locator("iframe").getAttribute("srcdoc");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Schedule" }).click();
  await take(page, `mail-settings${suffix}`);
  await page.keyboard.press("Escape");
  await page.goto(`${server.url}/report?week=last`);
  await page.getByRole("region", { name: "By channel" }).waitFor();
  await take(page, `report${suffix}`);
  await page.getByRole("button", { name: "Preview email" }).click();
  const report = await page.locator("iframe").getAttribute("srcdoc");
  await page.goto(`${server.url}/emails`);
  await take(page, `outbox${suffix}`);
  await page.goto(`${server.url}/crons`);
  await take(page, `crons${suffix}`);
  await page.goto(`${server.url}/server`);
  await page.getByRole("region", { name: "Overview" }).waitFor();
  await take(page, `server${suffix}`);
  for (const [name, content] of [
    ["mail", html],
    ["mail-report", report],
  ] as const) {
    await page.goto("about:blank");
    await page.setContent(content!);
    await take(page, `${name}${suffix}`);
  }
}

/** The people of the workspace, as an admin sees them. */
async function people(page: Page, suffix: string): Promise<void> {
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
  await take(page, `people${suffix}`);
  await page.keyboard.press("Escape");
}

/** Ben replies to the newest message of a channel with Ana's name. */
async function mentionAna(browser: Browser, server: AppServer, password: string): Promise<void> {
  const page = await signIn(browser, server, password, { viewport: DESKTOP, colorScheme: "light" }, "ben");
  const sidebar = page.getByRole("navigation", { name: "Workspace" });
  await sidebar.getByRole("link", { name: /channel launch/i }).click();
  const last = page.getByRole("log").getByRole("article").last();
  // Messages come meanwhile and move the list: what the pointer was over is elsewhere then.
  await expect(async () => {
    await last.hover({ timeout: 1_000 });
    await page.getByRole("button", { name: "Reply in thread" }).click({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("textbox", { name: "Reply" }).pressSequentially("What do you think, @Ana");
  await page.getByRole("option", { name: /^Ana/ }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("log", { name: "Replies" }).getByText("What do you think").waitFor();
  await page.context().close();
}

/** Something for the outbox: what a server that cannot send keeps for its admins. */
async function queueMails(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await fetch("/api/auth/request-password-reset", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "ben@tandem.example" }),
    });
  });
}

/** One that is done and one that fails, since nobody signs in by Clerk here. */
async function postWebhooks(server: AppServer): Promise<void> {
  const { CLERK_WEBHOOK_SECRET: secret } = WEBHOOK_KEYS;
  const post = async (eventId: string, body: string) =>
    await fetch(`${server.url}/http/webhooks/clerk`, svixPost(secret, eventId, body));
  await post("1", clerkBody("session.created", { id: "user_1" }));
  await post("2", clerkBody("user.deleted", { id: "user_1" }));
}

mkdirSync(folder, { recursive: true });
// The one that `npm test` installs. It comes first: where it does not start, no server is left running.
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const server = await AppServer.start(WEBHOOK_KEYS);
try {
  const password = await seed(server);
  const stranger = await browser.newPage({ viewport: DESKTOP });
  await stranger.goto(`${server.url}/sign-in`);
  await stranger.getByLabel("Email").waitFor();
  await take(stranger, "sign-in");
  const light = await signIn(browser, server, password, { viewport: DESKTOP, colorScheme: "light" });
  await desktop(light, "");
  await ai(light, server, "");
  await queueMails(light);
  await postWebhooks(server);
  await people(light, "");
  await mail(light, server, "");
  const dark = await signIn(browser, server, password, { viewport: DESKTOP, colorScheme: "dark" });
  await desktop(dark, "-dark");
  await ai(dark, server, "-dark");
  await people(dark, "-dark");
  await mail(dark, server, "-dark");
  const phone = await signIn(browser, server, password, {
    viewport: PHONE,
    colorScheme: "light",
    isMobile: true,
    hasTouch: true,
  });
  await take(phone, "phone");
  const launch = phone.getByRole("link", { name: /channel launch/i }).first();
  if (!(await launch.isVisible())) await phone.getByRole("link", { name: "Chats" }).click();
  await take(phone, "phone-chats");
  await launch.click();
  await take(phone, "phone-channel");
  await mentionAna(browser, server, password);
  await phone.getByRole("button", { name: "You were mentioned in a thread" }).waitFor();
  await take(phone, "phone-mention");
  await phone.context().setOffline(true);
  await phone.getByRole("textbox", { name: "Message #launch" }).fill("Written in the tunnel");
  await phone.getByRole("button", { name: "Send", exact: true }).click();
  await phone.getByText("will be sent when you’re back").waitFor();
  await take(phone, "phone-offline");
  await phone.context().setOffline(false);
  await phone.goto(`${server.url}/board`);
  await take(phone, "phone-board");
  await ai(phone, server, "-phone");
  await mail(phone, server, "-phone");
  await phone.goto(`${server.url}/crons`);
  await phone.getByRole("button", { name: "Try now" }).scrollIntoViewIfNeeded();
  await take(phone, "webhooks-phone");
} finally {
  await browser.close();
  await server.stop();
}
