import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("a card is made of parts and of boxes: two people work them off, one of them on a phone", async ({
  ana,
  ben,
}) => {
  const asAna = await clientOf(ana);
  const whole = await asAna.mutation(api.tasks.create, {
    title: "Launch",
    description: "- [ ] Book a room\n- [ ] Order cake",
  });
  await ana.open(`/board?task=${whole}`);
  const pane = ana.page.getByRole("complementary", { name: "Task" });

  // By keys alone: three parts, and the last becomes the second.
  await pane.getByRole("button", { name: "Add subtask" }).press("Enter");
  for (const title of ["Write the text", "Print it", "Send it"]) await ana.page.keyboard.type(`${title}\n`);
  await ana.page.keyboard.press("Escape");
  const parts = pane.getByRole("list", { name: "Subtasks" }).getByRole("listitem");
  await expect(parts).toContainText(["Write the text", "Print it", "Send it"]);
  await parts.nth(2).getByRole("link").press("Alt+Shift+ArrowUp");
  await expect(parts).toContainText(["Write the text", "Send it", "Print it"]);
  await inBoth(ana.page, "subtasks");

  await ben.open(`/board?task=${whole}`);
  const phone = ben.page.getByRole("complementary", { name: "Task" });
  const phoneParts = phone.getByRole("list", { name: "Subtasks" }).getByRole("listitem");
  await expect(phoneParts).toContainText(["Write the text", "Send it", "Print it"]);
  await phoneParts
    .first()
    .getByRole("button", { name: /^T-2 is to do/ })
    .tap();
  await phoneParts
    .first()
    .getByRole("button", { name: /^T-2 is in progress/ })
    .tap();
  const card = ana.page.locator(`[data-task-id="${whole}"]`);
  await expect(card.getByTitle("1 of 3 subtasks done")).toBeVisible();

  // Each ticks another box; Ana makes a part of hers.
  await phone.getByRole("checkbox", { name: "Order cake" }).tap();
  await pane.getByRole("checkbox", { name: "Book a room" }).press("Space");
  for (const one of [pane, phone]) {
    await expect(one.getByRole("checkbox", { name: "Order cake" })).toBeChecked();
    await expect(one.getByRole("checkbox", { name: "Book a room" })).toBeChecked();
  }
  await expect(card.getByTitle("2 of 2 items ticked")).toBeVisible();
  await pane.getByRole("button", { name: "Make a subtask: Book a room" }).press("Enter");
  await expect(phoneParts).toHaveCount(4);
  await expect(phone.getByRole("button", { name: "Open task T-5, Done: Book a room" })).toBeVisible();
  await inBoth(ben.page, "checklist");

  // A part leads to the whole.
  await phoneParts.nth(1).getByRole("link").tap();
  await expect(phone.getByRole("textbox", { name: "Title" })).toHaveValue("Send it");
  await phone.getByRole("link", { name: "Open task T-1, To do: Launch" }).tap();
  await expect(phone.getByRole("textbox", { name: "Title" })).toHaveValue("Launch");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("in a text that runs to the left boxes stand beside their words and within the text", async ({
  ana,
}) => {
  const taskId = await (
    await clientOf(ana)
  ).mutation(api.tasks.create, {
    title: "عنوان",
    description: "هذا نص\n\n- [ ] أول\n- [ ] ثاني",
  });
  await ana.open(`/board?task=${taskId}`);
  const box = ana.page.getByRole("checkbox", { name: "أول" });
  const { left, right } = (await box
    .boundingBox()
    .then((at) => at && { left: at.x, right: at.x + at.width }))!;
  const ends = await box.evaluate((element) => {
    const words = document.createRange();
    words.selectNodeContents(element.closest("li")!.lastChild!);
    return [words.getBoundingClientRect().right, element.closest(".prose")!.getBoundingClientRect().right];
  });
  expect(left - ends[0]!).toBeGreaterThanOrEqual(5);
  expect(right).toBeLessThanOrEqual(ends[1]!);
});
