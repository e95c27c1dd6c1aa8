/** Names as long as they may be, on a phone and on a desk: text is cut or wraps, and nothing scrolls sideways. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const LONG = "Maximiliane-Alexandra von und zu Hohenlohe-Langenburg-Schillingsfürst-Wetterau";

/** What has to be scrolled sideways to be read: code, tables and boards may be. */
const sidewaysIn = async (page: Page): Promise<string[]> =>
  await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body, body *:not(pre, table, [aria-label='Board'])")]
      .filter(
        (element) => element === document.body || /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

test("nothing scrolls sideways, however long a name is", async ({ ana, ben, server }) => {
  await ben.page.keyboard.press("Control+,");
  await ben.page.getByLabel("Your name").fill(LONG);
  await ben.page.keyboard.press("Enter");
  await ben.page.getByText("Name saved").waitFor();
  const { page } = ana;
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.goto(server.url);
    await page.getByRole("button", { name: "New direct message" }).click();
    await page.getByRole("option", { name: LONG }).waitFor();
    expect(await sidewaysIn(page), `new direct message, ${size.width}`).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+,");
    for (const section of ["People", "Email", "Workspace"]) {
      await page.getByRole("radio", { name: section, exact: true }).check();
      expect(await sidewaysIn(page), `${section}, ${size.width}`).toEqual([]);
    }
    await page.goto(`${server.url}/report`);
    await page.getByRole("heading", { name: "Weekly report" }).waitFor();
    expect(await sidewaysIn(page), `weekly report, ${size.width}`).toEqual([]);
  }
});
