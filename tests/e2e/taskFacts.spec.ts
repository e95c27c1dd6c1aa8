import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("a task has a priority, a helper, a watcher and a coloured tag on both their screens", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  await client.mutation(api.board.labels.add, { name: "Launch", colour: "orange" });
  await client.mutation(api.tasks.create, { title: "Ship the importer", estimate: 3 });
  await ana.openBoard();
  await ben.openBoard();

  // By keys alone: the priority of the card, then its pane.
  const card = ana.page.getByRole("link", { name: /T-1 Ship the importer/ });
  await card.focus();
  await ana.page.keyboard.press("p");
  await expect(ana.page.getByRole("dialog", { name: "Priority of T-1" })).toBeVisible();
  await ana.page.keyboard.type("hi");
  await ana.page.keyboard.press("Enter");
  await expect(ben.page.getByRole("img", { name: "Priority: High" })).toBeVisible();
  await expect(card).toBeFocused();
  await ana.page.keyboard.press("Enter");

  // A label is offered, and gives its colour to the tag.
  const pane = ana.page.getByRole("complementary", { name: "Task" });
  await pane.getByRole("combobox", { name: "Add a tag" }).pressSequentially("la");
  await ana.page.keyboard.press("ArrowDown");
  await ana.page.keyboard.press("Enter");
  await expect(ben.page.locator("[data-task-id] [data-colour=orange]")).toBeVisible();

  // Who helps has it on their list.
  await pane.getByRole("button", { name: "Helpers: nobody" }).click();
  await ana.page.getByRole("combobox", { name: "Search people" }).fill("ben");
  await ana.page.getByRole("option", { name: "Ben Ito" }).click();
  await ana.page.keyboard.press("Escape");
  await expect(pane.getByRole("button", { name: "Watchers: Ana Ruiz, Ben Ito" })).toBeVisible();
  await inBoth(ana.page, "the pane of a task with all it says");
  await ben.open("/my-tasks");
  await ben.page.getByRole("link", { name: "Ship the importer" }).tap();
  await expect(ben.page.getByRole("button", { name: "Estimate: 3 hours" })).toBeVisible();
  await inBoth(ben.page, "the pane of a task on a phone");

  // What he changes is told to her, who made it and watches it.
  await ana.open("/inbox");
  await ben.page.getByRole("button", { name: "Status: To do" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: "Done" }).tap();
  await expect(ana.page.getByText("Ben Ito changed the status of T-1")).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("a task that is dragged under Later is seen by its person from a chosen day on, and comes back by Undo", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  for (const title of ["Ask legal", "Other"])
    await client.mutation(api.tasks.claim, {
      taskId: await client.mutation(api.tasks.create, { title, channelId }),
    });
  await ben.open(`/c/${channelId}/board`);
  await ana.open("/my-tasks");
  const { page } = ana;
  const row = page.getByRole("link", { name: /Ask legal/ });
  await row.hover();
  await page.mouse.down();
  const group = (await page.getByRole("region", { name: "No date" }).boundingBox())!;
  await page.mouse.move(group.x + 80, group.y + 10, { steps: 5 });
  const strip = page.getByText("Later, from a day you choose");
  const box = (await strip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(strip).toBeHidden();
  await page.getByRole("button", { name: /Next Monday/ }).click();
  await expect(row).toBeHidden();
  // Nobody else sees anything of it.
  await expect(ben.card("Ask legal")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
  await row.focus();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await page.getByRole("button", { name: /Next Monday/ }).click();
  await expect(row).toBeHidden();
  // The address changes with the list, once that is there.
  await page.getByRole("radio", { name: "Later" }).click();
  await expect(page.getByRole("radio", { name: "Later" })).toBeChecked();
  await expect(row).toBeVisible();
  await inBoth(page, "tasks of later");
});
