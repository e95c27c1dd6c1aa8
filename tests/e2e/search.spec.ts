/** Two people search one workspace: each finds what they may read, in any language, and sees what comes while they look. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

const field = (page: Page) =>
  page.getByRole("combobox", { name: "Search messages, tasks, files, notes, people and channels" });

/** Opens the results through the palette, as one does who types. */
async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page
    .getByRole("combobox", { name: "Jump to" })
    .or(page.getByPlaceholder(/Jump to a channel/))
    .first()
    .fill(text);
  await page.getByRole("option", { name: `Search for “${text}”` }).click();
  await expect(page.getByRole("heading", { name: "Search", exact: true })).toBeVisible();
}

const found = (page: Page) => page.getByRole("main").getByRole("article");

async function makePrivate(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a channel" }).click();
  await page.getByRole("menuitem", { name: "New channel" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: "Private" }).check();
  await page.getByRole("button", { name: "Create channel" }).click();
  await page.getByRole("textbox", { name: `Message #${name}` }).waitFor();
}

test("search finds what one may read, live, and nobody else's private words", async ({ ana, ben }) => {
  await ana.say("The budget for Kyoto");
  await expect(ben.message("The budget for Kyoto")).toBeVisible();
  await makePrivate(ana.page, "hiring");
  await ana.say("A private budget");
  await expect(ana.message("A private budget")).toBeVisible();

  await searchFor(ana.page, "budget");
  await expect(found(ana.page)).toHaveCount(2);
  await searchFor(ben.page, "budget");
  await expect(found(ben.page)).toHaveCount(1);
  await expect(found(ben.page).first()).toContainText("The budget for Kyoto");
  await expect(found(ben.page).first().locator("mark")).toHaveText("budget");
  await expect(ben.page.getByText("1", { exact: true }).first()).toBeVisible();

  // What comes while the results are open joins them, and what is private does not.
  await ana.goToChannel("general");
  await ana.say("Another budget");
  await expect(found(ben.page)).toHaveCount(2);
  await expect(found(ben.page).first()).toContainText("Another budget");
  await ana.editLast();
  await ana.page.getByRole("textbox", { name: "Edit message" }).fill("Another plan");
  await ana.page.keyboard.press("Enter");
  await expect(found(ben.page)).toHaveCount(1);
});

test("search finds words of every language by filters that are picked, and remembers what was searched", async ({
  ana,
  ben,
}) => {
  await ana.say("来週は京都へ行きます");
  await ben.say("京都のホテル https://example.com");
  await expect(ana.message("京都のホテル")).toBeVisible();

  await searchFor(ana.page, "京都");
  await expect(found(ana.page)).toHaveCount(2);
  await expect(found(ana.page).first().locator("mark")).toHaveText("京都");
  const { page } = ana;
  await field(page).fill("京都 from:");
  await page.getByRole("option", { name: "Ben Ito" }).click();
  await expect(found(page)).toHaveCount(1);
  await expect(found(page)).toContainText("ホテル");
  await expect(page).toHaveURL(/\/search\?q=from/);

  await field(page).fill("京都 -has:link");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("button", { name: "Remove not has: link" }).click();
  await expect(found(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Remove from: Ben Ito" }).click();
  await expect(found(page)).toHaveCount(2);
  await page.goBack();
  await expect(found(page)).toHaveCount(1);

  await page.getByRole("button", { name: "Save search" }).click();
  await expect(page.getByRole("button", { name: "Remove from saved" })).toBeVisible();
  await ana.goToChannel("general");
  await page.keyboard.press("Control+f");
  await expect(page).toHaveURL(/\/search\?q=in/);
  await expect(found(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Remove in: general" }).click();
  await expect(page.getByText("Search the workspace")).toBeVisible();
  await field(page).click();
  await expect(page.getByRole("option", { name: /Saved/ })).toHaveCount(1);
});
