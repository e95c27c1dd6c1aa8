/** An admin decides who stays and who administers; the other's screen follows at once. */
import type { Page } from "@playwright/test";
import { PASSWORD } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

async function openPeople(page: Page): Promise<void> {
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
}

async function deactivate(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Change ${name}` }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await page.getByRole("button", { name: "Deactivate", exact: true }).click();
}

test("who is deactivated is out at once, cannot sign in, and comes back to where they were", async ({
  ana,
  ben,
}) => {
  await ben.say("My last words");
  await openPeople(ana.page);
  await deactivate(ana.page, "Ben Ito");

  await expect(ben.page.getByText("Your account was deactivated")).toBeVisible();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(ben.message("My last words")).toBeVisible();
  await deactivate(ana.page, "Ben Ito");
  await expect(ben.page.getByRole("heading", { name: "You can’t open this workspace" })).toBeVisible();
  await ben.page.reload();
  await expect(ben.page.getByRole("alert")).toContainText("Your account was deactivated");
  await ben.page.getByLabel("Email").fill("ben.ito@example.com");
  await ben.page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await ben.page.keyboard.press("Enter");
  await expect(ben.page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  await expect(ben.page.getByRole("alert")).toContainText("Your account was deactivated");

  await ana.page.getByRole("radio", { name: "Deactivated" }).check();
  await ana.page.getByRole("button", { name: "Reactivate" }).click();
  await ben.page.keyboard.press("Enter");
  await expect(ben.message("My last words")).toBeVisible();
});

test("a deactivated person is nobody to write to, and stays the author of what they wrote", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await ben.say("Mine");
  await page.getByRole("button", { name: "New direct message" }).click();
  await page.getByRole("option", { name: "Ben Ito" }).click();
  await page.getByRole("button", { name: "Open conversation" }).click();
  await ana.composer().waitFor();
  await openPeople(page);
  await deactivate(page, "Ben Ito");
  await page.keyboard.press("Escape");

  await expect(page.getByText("Ben Ito is no longer in this workspace")).toBeVisible();
  await ana.goToChannel("general");
  await expect(ana.message("Mine")).toContainText("deactivated");
  await page.getByRole("button", { name: "Details and 1 member" }).click();
  await expect(page.getByRole("region", { name: "Members" })).toContainText(
    /Members 1.*Ben Ito ?deactivated/,
  );
  await page.keyboard.press("Escape");
  await ana.composer().fill("@Be");
  await expect(page.getByRole("option")).toHaveCount(0);
});

test("the only admin cannot step down; a second one can take over", async ({ ana, ben }) => {
  const { page } = ana;
  await openPeople(page);
  await page.getByRole("button", { name: "Change Ana Ruiz" }).click();
  await expect(page.getByRole("menuitem", { name: "Step down" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Change Ben Ito" }).click();
  await page.getByRole("menuitem", { name: "Make admin" }).click();
  await expect(page.getByText("Ben Ito is now an admin")).toBeVisible();
  await page.getByRole("button", { name: "Change Ana Ruiz" }).click();
  await page.getByRole("menuitem", { name: "Step down" }).click();
  await expect(page.getByText("You’re no longer an admin")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change Ben Ito" })).toHaveCount(0);
  await ben.invite();
});

test("the last person of a private channel is told what leaving means", async ({ ana }) => {
  const { page } = ana;
  await page.getByRole("button", { name: "Add a channel" }).click();
  await page.getByRole("menuitem", { name: "New channel" }).click();
  await page.getByLabel("Name").fill("secret");
  await page.getByRole("radio", { name: "Private" }).check();
  await page.getByRole("button", { name: "Create channel" }).click();
  await expect(page.getByRole("heading", { name: "secret", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: /Details and/ }).click();
  await page.getByRole("button", { name: "Leave channel" }).click();
  await expect(page.getByText("no one can open it or its tasks again")).toBeVisible();
  await page.getByRole("button", { name: "Leave and archive" }).click();
  await expect(page.getByRole("link", { name: /secret/ })).toHaveCount(0);
});

test("an invitation that could not be sent says so beside its address, which stays", async ({ ana }) => {
  const { page } = ana;
  await openPeople(page);
  const form = page.getByRole("form", { name: "Invite by email" });
  const address = form.getByLabel("Or email one to");
  await page.context().setOffline(true);
  await address.fill("eve@example.com");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await expect(address).toHaveValue("eve@example.com");

  await page.context().setOffline(false);
  await form.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("This server can’t send email yet. Copy the link")).toBeVisible();
  await expect(form.getByRole("alert")).toHaveCount(0);
  await expect(address).toHaveValue("");
});

test("an admin names the workspace and chooses its picture; everybody sees both, also before they sign in", async ({
  ana,
  ben,
  stranger,
  server,
}) => {
  const { page } = ana;
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "Workspace" }).check();
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Northwind");
  await page.keyboard.press("Enter");
  const wide = Buffer.from(
    await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [900, 300];
      return canvas.toDataURL("image/png").split(",")[1]!;
    }),
    "base64",
  );
  const file = { name: "wide.png", mimeType: "image/png", buffer: wide };
  await page.getByLabel("Choose a picture").and(page.locator("input")).setInputFiles(file);
  await page
    .getByRole("dialog", { name: "Position the picture" })
    .getByRole("button", { name: "Save" })
    .click();
  await expect(page.getByText("Picture saved")).toBeVisible();

  await expect(ben.page.getByRole("button", { name: "Northwind" })).toBeVisible();
  await expect(ben.page).toHaveTitle(/· Northwind$/);
  await stranger.goto(`${server.url}/sign-in`);
  await expect(stranger.getByRole("heading", { name: "Sign in to Northwind" })).toBeVisible();
  const picture = stranger.locator("main img");
  await expect(picture).toHaveAttribute("src", /^\/api\/storage\//);
  await expect
    .poll(
      async () => await picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]),
    )
    .toEqual([128, 128]);
});
