import { chromium } from "@playwright/test";
import globalSetup from "./e2e/globalSetup.ts";
import { AppServer } from "./support/appServer.ts";
import { seed, signIn } from "./support/seeded.ts";
await globalSetup();
const server = await AppServer.start();
const password = await seed(server);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox"],
});
const ana = await signIn(browser, server, password, { viewport: { width: 1280, height: 800 } });
const ben = await signIn(browser, server, password, {}, "ben");
await ben.setViewportSize({ width: 390, height: 844 });
const problems: string[] = [];
for (const p of [ana, ben])
  p.on("console", (m) => {
    if (m.type() === "error") problems.push(m.text());
  });
const shot = async (n: string, page = ana) => {
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/me/shots/s${n}.png` });
};
await ana
  .getByRole("link", { name: /engineering/i })
  .first()
  .click();
await ana.waitForTimeout(500);
const url = new URL(ana.url());
const channel = url.pathname.split("/")[2]!;
await ana.goto(`${server.url}/c/${channel}/board`);
await shot("1");
await ana.getByRole("button", { name: "Columns" }).click();
await shot("2");
await ana.getByRole("textbox", { name: "New column in In progress" }).fill("Review");
await ana.keyboard.press("Enter");
await ana.waitForTimeout(400);
await ana.getByRole("textbox", { name: "New column in To do" }).fill("Next week");
await ana.keyboard.press("Enter");
await ana.waitForTimeout(400);
await ana.getByRole("spinbutton", { name: "Most cards in Review" }).fill("1");
await ana.keyboard.press("Enter");
await ana.getByRole("combobox", { name: "Quiet cards of Done" }).selectOption({ label: "are archived" });
await ana.getByRole("button", { name: /Colour of Review/ }).click();
await ana
  .getByRole("menuitemradio", { name: "Purple" })
  .or(ana.getByRole("menuitemcheckbox", { name: "Purple" }))
  .or(ana.getByRole("menuitem", { name: "Purple" }))
  .first()
  .click();
await shot("3");
await ana.keyboard.press("Escape");
const card = ana.locator("[data-task-id]").first();
await card.hover();
await card.dragTo(ana.getByRole("region", { name: "Review" }));
await shot("4");
await ben.goto(`${server.url}/c/${channel}/board`);
await ben.getByRole("button", { name: "Columns" }).waitFor(); await shot("5", ben);
await ben.getByRole("button", { name: "Columns" }).click();
await shot("6", ben);
await ben.keyboard.press("Escape");
await ana.emulateMedia({ colorScheme: "dark" });
await ana.setViewportSize({ width: 820, height: 800 });
await shot("7");
await ana.getByRole("button", { name: "Archive and trash" }).click();
await shot("8");
await ana.setViewportSize({ width: 1280, height: 800 });
await ana.getByRole("button", { name: "Archive and trash" }).click();
await ana.locator("[data-task-id] a").first().click();
await ana.waitForTimeout(500);
await shot("9");
console.log(problems);
await browser.close();
await server.stop();
