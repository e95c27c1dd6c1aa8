/** Link previews as two people see them: they come without a jump, from this server alone, and go when their author wants. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "fast-png";
import { inBoth } from "../support/accessible.ts";
import type { Person } from "../support/person.ts";
import { expect, test as base } from "./fixtures.ts";

const TITLE = `How the harbour was built <script>alert("1")</script> and "why"`;
const PICTURE = Buffer.from(
  encode({ width: 600, height: 315, data: new Uint8Array(600 * 315 * 3).fill(90), channels: 3 }),
);

/** A site on this machine, which the server's admin allows. */
const test = base.extend<{ site: string }>({
  benIsOnPhone: true,
  settings: { LINK_PREVIEW_ALLOWED_HOSTS: "127.0.0.1" },
  site: async ({}, use) => {
    const server: Server = createServer(({ url = "" }, response) => {
      if (url === "/picture.png") return void response.end(PICTURE);
      if (url !== "/article" && url !== "/rtl") return void response.writeHead(404).end();
      const title = url === "/rtl" ? "مرحبا بكم في الميناء القديم" : TITLE.replaceAll("<", "&lt;");
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<title>${title}</title><meta property="og:site_name" content="Harbour News">
        <meta name="description" content="A long story of stone and sea. ${"Of stone and sea. ".repeat(30)}">
        <meta property="og:image" content="/picture.png">`);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
  },
});

test("a link shows its page to both; its author takes that off, and an edit does not bring it back", async ({
  ana,
  ben,
  site,
}) => {
  const foreign: string[] = [];
  for (const { page } of [ana, ben])
    page.on("request", (request) => request.url().startsWith(site) && foreign.push(request.url()));
  for (let i = 0; i < 20; i += 1) await ana.say(`Line ${i}`);
  await expect(ben.message("Line 19")).toBeInViewport();

  await ana.say(`Read this: ${site}/article`);
  const shown = ben.page.getByRole("list", { name: "Link previews" });
  await expect(shown.getByText(TITLE)).toBeVisible();
  await expect(shown.getByText("127.0.0.1 · Harbour News")).toBeVisible();
  const picture = shown.getByRole("listitem").locator("img");
  await expect
    .poll(async () => await picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(600);
  // Who was at the end still is.
  await expect(shown).toBeInViewport({ ratio: 1 });
  await expect(shown.getByRole("button")).toHaveCount(0);
  await inBoth(ben.page, "a link preview");

  const own = ana.page.getByRole("list", { name: "Link previews" });
  await own.hover();
  await own.getByRole("button", { name: "Remove the preview of 127.0.0.1 · Harbour News" }).click();
  await expect(own).toBeHidden();
  await expect(shown).toBeHidden();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(shown).toBeVisible();
  await own.hover();
  await own.getByRole("button", { name: /^Remove the preview/ }).click();
  await expect(shown).toBeHidden();

  await ana.editLast();
  await ana.page.getByRole("textbox", { name: "Edit message" }).fill(`Both: ${site}/article ${site}/rtl`);
  await ana.page.keyboard.press("Enter");
  await expect(shown.getByText("مرحبا بكم")).toBeVisible();
  await expect(shown.getByRole("listitem")).toHaveCount(1);

  await ana.editLast();
  await ana.page.getByRole("textbox", { name: "Edit message" }).fill("None any more");
  await ana.page.keyboard.press("Enter");
  await expect(shown).toBeHidden();
  expect(foreign).toEqual([]);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

async function openWorkspaceSettings({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "Tandem" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "Workspace" }).check();
}

test("an admin switches previews off in the settings", async ({ ana, ben, site }) => {
  await openWorkspaceSettings(ana);
  const box = ana.page.getByRole("checkbox", { name: "Show what links lead to" });
  await expect(box).toBeChecked();
  await box.uncheck();
  await inBoth(ana.page, "settings of the workspace");
  await ana.page.keyboard.press("Escape");
  await ben.say(`Without: ${site}/article`);
  await ana.page.reload();
  await expect(ana.message("Without:")).toBeVisible();
  await openWorkspaceSettings(ana);
  await expect(box).not.toBeChecked();
  await box.check();
  await ana.page.keyboard.press("Escape");
  await ben.say(`With: ${site}/article`);
  await expect(ana.message("With:").getByRole("list", { name: "Link previews" })).toBeVisible();
  await expect(ana.message("Without:").getByRole("list", { name: "Link previews" })).toHaveCount(0);
});
