/** From what is said to the board: messages that are tasks, dragged into columns, and cards after templates. */
import { inBoth } from "../support/accessible.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("what is said is a card at once, in the column where it is dropped, and cards are made after it", async ({
  ana,
  ben,
}) => {
  const taskIn = (person: typeof ana, title: RegExp) =>
    person.page.getByRole("log").getByRole("button", { name: title });

  // A line with a box is shown as a task before it is one.
  await ana.composer().pressSequentially("[] Paint the door !high @be");
  await ana.page.getByRole("option", { name: /Ben Ito/ }).click();
  await expect(ana.page.getByText("Becomes a task: Paint the door")).toBeVisible();
  await inBoth(ana.page, "a message that becomes a task");
  await ana.page.keyboard.press("Enter");
  await expect(taskIn(ben, /^Open task T-1, To do: Paint the door/)).toBeVisible();

  // So it is behind "/task", which sends nothing; a chip is made text again.
  await ben.composer().pressSequentially("/task Fix login !high fri");
  const chips = ben.page.getByRole("list", { name: "Understood from the title" });
  await expect(chips.getByRole("listitem")).toHaveCount(2);
  await inBoth(ben.page, "a task that is typed behind a slash, on a phone");
  await chips.getByRole("button", { name: /!high/ }).tap();
  await expect(ben.composer()).toHaveValue(/^\/task Fix login \\!high fri/);
  await ben.composer().fill("");

  // On a phone the menu beside Send does the same.
  await ben.composer().fill("Buy the paint");
  await ben.page.getByRole("button", { name: "More ways to send" }).tap();
  await ben.page.getByRole("menuitem", { name: /Send as task/ }).tap();
  await expect(taskIn(ana, /^Open task T-2, To do: Buy the paint/)).toBeVisible();

  // By its margin a message goes to a column.
  await ben.say("Call the painter");
  const margin = ana.message("Call the painter").locator(":scope > :is(span, time)");
  await margin.hover();
  const from = (await margin.boundingBox())!;
  await ana.page.mouse.down();
  await ana.page.mouse.move(from.x + 80, from.y, { steps: 4 });
  const column = ana.page.getByText("In progress");
  await column.waitFor();
  const to = (await column.boundingBox())!;
  await ana.page.mouse.move(to.x + 5, to.y + 5, { steps: 4 });
  await ana.page.mouse.up();
  await expect(taskIn(ben, /^Open task T-3, In progress: Call the painter/)).toBeVisible();

  // One of the cards is what others are made after.
  await ana.openBoard();
  await ana.page.getByRole("link", { name: /T-1 Paint the door/ }).hover();
  await ana.page.getByRole("button", { name: "Move T-1" }).click();
  await ana.page.getByRole("menuitem", { name: "Save as template" }).click();
  await ana.page.getByLabel("For every board of the workspace").check();
  await inBoth(ana.page, "a card that is saved as a template");
  await ana.page.getByRole("button", { name: "Save", exact: true }).click();
  await ben.openBoard();
  await ben.page.getByRole("button", { name: "New from a template" }).first().tap();
  await ben.page.getByRole("menuitem", { name: "Paint the door" }).tap();
  await expect(ana.page.getByRole("link", { name: /T-4 Paint the door, To do/ })).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
