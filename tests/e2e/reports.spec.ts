import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("the report of a board says what flows on it, and both see it change", async ({ ana, ben }) => {
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  const make = async (title: string) => await client.mutation(api.tasks.create, { title, channelId });

  // It is reached from the board; with nothing on that, it says what will be here.
  await ana.open(`/c/${channelId}/board`);
  await ana.page.getByRole("link", { name: "Board report" }).click();
  await expect(ana.page.getByRole("heading", { name: "Nothing to report yet" })).toBeVisible();

  const [ship, write] = [await make("Ship the importer"), await make("Write the notes")];
  await ben.open(`/c/${channelId}/board/report?weeks=2`);
  const columns = (page: typeof ben.page) => page.getByRole("region", { name: "Cards by column" });
  await expect(columns(ben.page).getByText("To do")).toBeVisible();
  await expect(ben.page.getByRole("radio", { name: "2 weeks", exact: true })).toBeChecked();

  // What Ana does on the board, he sees at once.
  for (const taskId of [ship, write])
    await client.mutation(api.tasks.move, { taskId, status: "in_progress" });
  const ageing = (page: typeof ben.page) => page.getByRole("region", { name: "Ageing" });
  await expect(ageing(ben.page).getByRole("link", { name: /T-1.*Ship the importer/ })).toBeVisible();
  await client.mutation(api.tasks.move, { taskId: ship, status: "done" });
  await expect(ageing(ben.page).getByRole("link")).toHaveCount(1);
  const times = ben.page.getByRole("region", { name: "Cycle time" });
  await times.getByText("Show the numbers").tap();
  await expect(times.getByRole("link", { name: "T-1 Ship the importer" })).toBeVisible();
  await inBoth(ben.page, "the report of a board on a phone");
  await expect(ana.page.getByRole("region", { name: "Done each week" })).toBeVisible();
  await inBoth(ana.page, "the report of a board");

  // A card opens beside it, and goes from the report with what it was.
  await ageing(ben.page).getByRole("link", { name: /T-2/ }).tap();
  await ben.page.getByRole("button", { name: "Status: In progress" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: "To do" }).tap();
  await expect(ageing(ana.page).getByText("Nothing is in progress")).toBeVisible();

  // By key from anywhere in the channel, and back to the board.
  await ana.open(`/c/${channelId}/files`);
  await ana.page.keyboard.press("g");
  await ana.page.keyboard.press("r");
  await expect(ana.page).toHaveURL(/\/board\/report$/);
  await ana.page.getByRole("main").getByRole("link", { name: "Board" }).last().click();
  await expect(ana.page.getByRole("region", { name: "To do" })).toBeVisible();
});
