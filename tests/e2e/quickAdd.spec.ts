import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { clientOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

const paste = async ({ page }: Person, text: string) =>
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);

test("cards are typed in one line, pasted from a sheet, and come again, on both their screens", async ({
  ana,
  ben,
}) => {
  await (await clientOf(ana)).mutation(api.board.labels.add, { name: "Launch day", colour: "orange" });
  await ana.openBoard();
  await ben.openBoard();

  // One line is a whole card, also after a reload in the middle.
  await ana.page.getByRole("button", { name: "New task in To do" }).click();
  const field = ana.page.getByRole("textbox", { name: "New task in To do" });
  await field.pressSequentially("Water the plants every day !high @be");
  await ana.page.getByRole("option", { name: /Ben Ito/ }).click();
  await field.pressSequentially("#lau");
  await ana.page.keyboard.press("Tab");
  await ana.page.reload();
  await ana.page.getByRole("button", { name: "New task in To do" }).click();
  const chips = ana.page.getByRole("list", { name: "Understood from the title" });
  await expect(chips.getByRole("listitem")).toHaveText(["Every day", "High", /Ben Ito/, "Launch day"]);
  await inBoth(ana.page, "a card that is typed");
  await ana.page.keyboard.press("Enter");
  const hers = ben.page.locator("[data-task-id]").filter({ hasText: "Water the plants" });
  await expect(hers.getByRole("img", { name: "Repeats: Every day" })).toBeVisible();

  // A sheet is looked at first; what is not understood stays.
  await paste(ana, "Task\tOwner\tDue\tState\nPlan\tben\tfri\tDoing\nShip\tCarla\t\t\nRest\t\t\tdone");
  const dialog = ana.page.getByRole("dialog", { name: "Paste as cards" });
  await expect(dialog.getByText("Nobody here is called “Carla”")).toBeVisible();
  await inBoth(ana.page, "a table that was pasted");
  await dialog.getByRole("button", { name: "Make 2 cards" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect(ben.page.getByRole("link", { name: /Plan, In progress/ })).toBeAttached();
  await dialog.getByRole("button", { name: "Discard" }).click();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(ben.page.getByRole("link", { name: /Plan, In progress/ })).toHaveCount(0);

  // Ben does the one that comes again on his phone, and its next one is there for both.
  await hers.getByRole("link").tap();
  await ben.page.getByRole("button", { name: "Repeats: Every day" }).tap();
  await ben.page.keyboard.press("Escape");
  await ben.page.getByRole("button", { name: "Status: To do" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: "Done" }).tap();
  const next = ana.page.getByRole("link", { name: /T-\d+ Water the plants, To do/ });
  await expect(next).toBeVisible();
  await expect(ana.page.getByRole("link", { name: /T-1 Water the plants, Done/ })).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
