/** The main paths by keys alone, and what somebody hears who does not see the screen. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** What is in focus has a name, stands on screen, and one sees that it is in focus. */
async function focused(page: Page): Promise<string> {
  const found = await page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    // A field has its caret, and a card its own outline around what is in focus.
    const isField = at.matches("input,textarea");
    const card = at.closest("[class*='focus-visible]:outline']");
    const hasOutline = [at, ...(card ? [card] : [])].some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && outlineWidth !== "0px";
    });
    return {
      name: at.ariaLabel ?? at.textContent.trim().slice(0, 60),
      isShown: isField || hasOutline,
      isOnScreen: at.checkVisibility() && at.getBoundingClientRect().width > 0,
      tag: at.tagName,
    };
  });
  expect(found, `in focus: ${found.tag} ${found.name}`).toMatchObject({ isShown: true, isOnScreen: true });
  return found.name;
}

/** Goes there by Tab, past nothing that cannot be seen. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press(key);
    await focused(page);
    if (await target.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`${key} does not lead to ${String(target)}`);
}

test("by keys alone one writes, answers, reacts, searches, and moves a card", async ({ ana, ben }) => {
  const { page } = ana;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await ana.composer().waitFor();
  await page.reload();
  await ana.composer().waitFor();

  // Back to the top of the page, and to its content past the sidebar.
  await tabTo(page, page.getByRole("link", { name: "Skip to content" }), "Shift+Tab");
  await press("Enter");
  await tabTo(page, ana.composer());
  await page.keyboard.type("The gate is open");
  await press("Enter");
  await expect(ben.message("The gate is open")).toBeVisible();

  // The message, its buttons, and its thread.
  await press("Escape", "ArrowUp");
  await expect(ana.message("The gate is open")).toBeFocused();
  await tabTo(page, ana.message("The gate is open").getByRole("button", { name: "React with 👍" }));
  await press("Enter");
  await expect(ben.message("The gate is open").getByRole("button", { name: /👍 1/ })).toBeVisible();
  await press("Escape");
  await ana.composer().press("Escape");
  await press("ArrowUp", "t");
  await expect(page.getByRole("textbox", { name: "Reply" })).toBeFocused();
  await page.keyboard.type("Since six");
  await press("Enter");
  await expect(ben.message("The gate is open").getByRole("button", { name: /1 reply/ })).toBeVisible();
  // A second time it would lead on, from the message to the composer.
  await press("Escape");
  await expect(page.getByRole("complementary", { name: "Thread" })).toBeHidden();

  // A dialog keeps the keys and gives them back.
  await expect(ana.message("The gate is open")).toBeFocused();
  await press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  for (let n = 0; n < 5; n++) {
    await press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null)).toBe(true);
  }
  await press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(ana.message("The gate is open")).toBeFocused();

  // A card from nothing to done.
  await press("n");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type("Oil the hinges");
  await press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(ana.message("The gate is open")).toBeFocused();
  await press("b");
  const card = (person: typeof ana) => person.card("Oil the hinges");
  await card(ana).waitFor();
  await tabTo(page, card(ana));
  await press("Alt+Shift+ArrowRight", "Alt+Shift+ArrowRight");
  await expect(ana.column("Done").getByRole("link", { name: /Oil the hinges/ })).toBeVisible();
  await expect(card(ana)).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("complementary").getByText("T-1")).toBeVisible();
  await press("Escape");

  // Found again by its words, and the list of what waits.
  await press("ControlOrMeta+k");
  await page.keyboard.type("gate");
  await expect(page.getByRole("option", { name: /The gate is open/ }).first()).toBeVisible();
  await press("Escape");
  await press("g", "i");
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
});

/** What the live regions of a page say from now on, as screen readers read them: what comes into one, once. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const regionOf = (node: Node) =>
      (node instanceof Element ? node : node.parentElement)?.closest(
        "[role=status],[role=alert],[aria-live=polite],[aria-live=assertive]",
      );
    new MutationObserver((records) => {
      for (const { target, addedNodes, type } of records)
        for (const node of type === "characterData" ? [target] : addedNodes) {
          const region = regionOf(node);
          const text = node.textContent?.trim() ?? "";
          if (region && region.getAttribute("aria-live") !== "off" && text !== "") heard.push(text);
        }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return async () => await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}

test("a screen reader is told what comes, what was done and what was refused, on pages that say what they are", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await expect(page).toHaveTitle(/general/);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Workspace" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "general" })).toBeVisible();
  await expect(page.getByRole("log", { name: "Messages in #general" })).toBeVisible();

  const heard = await listen(page);
  const hears = async (text: string | RegExp) =>
    await expect.poll(heard).toContainEqual(typeof text === "string" ? text : expect.stringMatching(text));
  await ben.say("Can anyone hear me?");
  await hears(/Ben Ito: Can anyone hear me\?/);
  // One hears of what others say, and not of what one has written oneself.
  await ana.say("Loud and clear");
  await expect(ben.message("Loud and clear")).toBeVisible();
  expect((await heard()).filter((text) => text.includes("Loud and clear"))).toEqual([]);

  const message = ana.message("Can anyone");
  await expect(message).toHaveAccessibleName(/^Ben Ito, \d/);
  await expect(message).toHaveAccessibleDescription(/Can anyone hear me\?/);
  await ana.composer().press("Escape");
  await expect(ana.message("Loud and clear")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(message).toBeFocused();
  await page.keyboard.press("k");
  await hears(/Task created/);

  await ana.openBoard();
  await expect(page).toHaveTitle(/Board/);
  await expect(page.getByRole("heading", { level: 1, name: "Board" })).toBeVisible();
  await ana.card("Can anyone").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await hears(/Moved T-1 .*In progress/);

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("New channel");
  await expect(page.getByRole("option", { name: /Search for “New channel”/ })).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /channel/i });
  await dialog.getByRole("textbox", { name: "Name" }).fill("general");
  await page.keyboard.press("Enter");
  await hears(/already/);
  await page.keyboard.press("Escape");

  await page.context().setOffline(true);
  await hears(/offline|connection/i);
  await page.context().setOffline(false);
});
