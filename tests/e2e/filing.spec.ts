/** Folders and notes among the files of a channel, as two people keep them. */
import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const PHONE = { width: 390, height: 844 };

const list = ({ page }: Person) => page.getByRole("list", { name: "Files" });
const row = (person: Person, name: string) => list(person).getByRole("listitem").filter({ hasText: name });
const field = ({ page }: Person) => page.getByRole("textbox", { name: "Text of the note" });

async function dragInto(person: Person, name: string, folder: string): Promise<void> {
  const { mouse } = person.page;
  await row(person, name).hover({ position: { x: 300, y: 20 } });
  await mouse.down();
  const box = (await row(person, folder).boundingBox())!;
  let step = 0;
  await expect(async () => {
    await mouse.move(box.x + 300, box.y + 20 + (step++ % 4), { steps: 5 });
    await expect(row(person, folder)).toHaveClass(/outline-accent-line/, { timeout: 300 });
  }).toPass();
  await mouse.up();
}

test("two people file notes in folders, write one at once, and lose no word of it", async ({ ana, ben }) => {
  await ana.goToChannel("general");
  const channelId = channelOf(ana);
  const client = await clientOf(ana);
  const { create } = api.filing.notes;
  const text = "Monday\n\nTuesday\n\nFriday";
  const noteId = await client.mutation(create, { channelId, folderId: null, title: "Week", text });
  for (const person of [ana, ben]) await person.open(`/c/${channelId}/files`);

  await ana.page.getByRole("button", { name: "New", exact: true }).click();
  await ana.page.getByRole("menuitem", { name: "New folder" }).click();
  await ana.page.getByLabel("Folder name").fill("Plans");
  await ana.page.keyboard.press("Enter");
  await expect(ana.page.getByText("This folder is empty")).toBeVisible();
  await ana.page.goBack();
  await dragInto(ana, "Week", "Plans");
  await expect(row(ben, "Week")).toBeHidden();

  await row(ben, "Plans").getByRole("link", { name: "Plans" }).click();
  await row(ben, "Week").getByRole("link", { name: "Week" }).click();
  await ben.page.getByRole("button", { name: "Edit" }).click();
  await field(ben).fill("Monday: Ben plans\n\nTuesday\n\nFriday: Ben ships");
  await client.mutation(api.filing.notes.save, {
    noteId,
    revision: 1,
    text: `Monday: Ana rests${text.slice(6)}`,
  });
  await expect(ben.page.getByText(/Ana Ruiz saved this note meanwhile/)).toBeVisible();
  await ben.page.reload();
  await expect(field(ben)).toHaveValue(/Ben plans/);
  await field(ben).press("Control+Enter");
  await expect(ben.page.getByRole("heading", { name: "Ana Ruiz changed the same lines" })).toBeVisible();
  await inBoth(ben.page, "a conflict");
  await ben.page.getByRole("button", { name: "Save" }).click();

  await row(ana, "Plans").getByRole("link", { name: "Plans" }).click();
  await row(ana, "Week").getByRole("link", { name: "Week" }).click();
  for (const said of ["Monday: Ana rests", "Monday: Ben plans", "Friday: Ben ships"])
    await expect(ana.page.getByText(said)).toBeVisible();
  await ana.page.getByRole("button", { name: "Earlier versions" }).click();
  await expect(ana.page.getByRole("list", { name: "Earlier versions" }).getByRole("listitem")).toHaveCount(3);
  await ana.page.keyboard.press("Escape");

  await ana.page.setViewportSize(PHONE);
  await ana.page.getByRole("link", { name: "Plans" }).click();
  await row(ana, "Week").getByRole("button", { name: "Actions for Week" }).click();
  await ana.page.getByRole("menuitem", { name: "Move to…" }).click();
  await inBoth(ana.page, "a folder and its dialog on a phone");
  await ana.page.getByRole("option", { name: "Files, outside of folders" }).click();
  await expect(row(ana, "Week")).toBeHidden();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
