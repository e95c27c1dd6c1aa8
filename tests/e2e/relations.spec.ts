import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("a task waits for another one: its person hears of it, and who waits hears that they can go on", async ({
  ana,
  ben,
}) => {
  const [asAna, asBen] = [await clientOf(ana), await clientOf(ben)];
  const { _id: benId } = (await asBen.query(api.users.me, {}))!;
  const parser = await asAna.mutation(api.tasks.create, { title: "Write the parser", assigneeId: benId });
  const ship = await asAna.mutation(api.tasks.create, { title: "Ship the importer" });
  await ana.open(`/board?task=${ship}`);
  const pane = ana.page.getByRole("complementary", { name: "Task" });
  await expect(pane.getByRole("button", { name: "Add a relation" })).toBeVisible();

  // By keys alone.
  await ana.page.keyboard.press("Shift+B");
  await ana.page.getByRole("combobox", { name: "Find a task" }).pressSequentially("parser");
  await expect(ana.page.getByRole("option", { name: "T-1 Write the parser" })).toBeVisible();
  await ana.page.keyboard.press("Enter");
  const blockedBy = pane.getByRole("list", { name: "Blocked by" });
  await expect(blockedBy).toContainText("Write the parser");
  await expect(pane.getByRole("button", { name: /^Blocked by T-1/ })).toBeVisible();
  const card = ana.page.locator(`[data-task-id="${ship}"]`);
  await expect(card.getByText("Blocked")).toBeVisible();
  await inBoth(ana.page, "relations");

  await ben.open("/inbox");
  const notices = ben.page.getByRole("list", { name: "Notices" }).getByRole("listitem");
  await expect(notices.first()).toContainText("Ana Ruiz: T-2 waits for T-1");
  await ben.open("/my-tasks?show=waiting");
  const forBen = ben.page.getByRole("region", { name: "Others wait for you" });
  await expect(forBen.getByRole("link", { name: /Ship the importer/ })).toBeVisible();
  await inBoth(ben.page, "waiting");
  await forBen.getByRole("link", { name: /Write the parser/ }).click();
  await expect(ben.page.getByRole("list", { name: "Blocks" })).toContainText("Ship the importer");

  // Ana looks at the other card: what she is told of hers waits.
  await blockedBy.getByRole("link").click();
  await expect(pane.getByRole("textbox", { name: "Title" })).toHaveValue("Write the parser");
  await asBen.mutation(api.tasks.move, { taskId: parser, status: "done" });
  await expect(card.getByText("Blocked")).toBeHidden();
  await ana.open("/inbox");
  await expect(ana.page.getByRole("list", { name: "Notices" })).toContainText("T-1 is done: T-2 can go on");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
