/** What a board does by itself: said by one person, set off by another, taken back as one. */
import { inBoth } from "../support/accessible.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("an automation is tried, saved, set off by somebody else, and taken back with what set it off", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await ana.say("Hello");
  await page.goto(page.url().replace(/[?#].*/u, "") + "/board");
  await page.getByRole("button", { name: "New task" }).first().click();
  await page.keyboard.type("Paint the door");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /T-1 Paint the door, To do/ })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Automations" }).click();
  await inBoth(page, "a board without automations");
  await page.getByRole("button", { name: "New automation" }).click();
  // What would have happened, had it been there.
  await page.getByRole("button", { name: "What would it have done?" }).click();
  await expect(page.getByText("It would have run once:")).toBeVisible();
  await page.getByLabel("What sets it off").selectOption("moved");
  await expect(page.getByText("It would not have run.")).toBeVisible();
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("Step 2", { exact: true }).selectOption("post");
  await page.getByRole("textbox", { name: "Text" }).fill("{task} is done.");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("Step 3", { exact: true }).selectOption("label");
  await page.getByRole("combobox", { name: "Label" }).fill("shipped");
  await inBoth(page, "an automation that is being made");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("When a card comes into Done")).toBeVisible();
  await inBoth(page, "automations of a board");
  await page.keyboard.press("Escape");

  // Ben moves the card on his phone: it is his, labelled, and the channel is told.
  await ben.page.goto(page.url());
  await ben.page.getByRole("button", { name: "Move T-1" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: /^Done/ }).tap();
  await expect(page.getByRole("link", { name: /T-1 Paint the door, Done/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Done" })).toContainText("shipped");
  await page.getByRole("link", { name: "Messages" }).click();
  const post = page.getByRole("article").filter({ hasText: "is done." });
  await expect(post).toContainText("Automation");
  await expect(post).toContainText("Ben Ito");

  // Undo takes back all of it.
  await ben.page.keyboard.press("Control+z");
  await expect(post).toHaveCount(0);
  await page.getByRole("link", { name: "Board" }).first().click();
  const column = page.getByRole("region", { name: "To do" });
  await expect(column.getByRole("link", { name: /T-1 Paint the door/ })).toBeVisible();
  await expect(column).not.toContainText("shipped");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("whoever made an automation hears that it was refused, and why, until they have looked", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await ana.say("Hello");
  await page.goto(page.url().replace(/[?#].*/u, "") + "/board");
  const board = page.url();
  await page.getByRole("button", { name: "Automations" }).click();
  await page.getByRole("button", { name: "New automation" }).click();
  // A new card makes another one, which would make another one.
  await page.getByLabel("Step 1", { exact: true }).selectOption("create");
  await page.getByRole("textbox", { name: "Title" }).fill("Another");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("When a card is created")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(new URL("/inbox", board).href);

  await ben.page.goto(board);
  await ben.page.getByRole("button", { name: "New task" }).first().tap();
  await ben.page.keyboard.type("Paint the door");
  await ben.page.keyboard.press("Enter");

  const row = page.getByRole("listitem").filter({ hasText: "An automation of yours didn’t run for Ben Ito" });
  await expect(row).toContainText("When a card is created: It would have set itself off again");
  await inBoth(page, "an automation that was refused, in the inbox");
  await row.getByRole("button", { name: /An automation of yours/ }).click();
  await expect(page).toHaveURL(board);
  await expect(page.getByText(/Last problem/)).toBeVisible();
  await page.goto(new URL("/inbox", board).href);
  await expect(page.getByText("Nothing waits for you")).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
