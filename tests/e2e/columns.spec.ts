/** A board that is narrowed down to a column, and what is clicked about it without a network. */
import { api } from "../../convex/_generated/api.js";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test("a board is narrowed down to a column, on one that others see and in a search", async ({ ana, ben }) => {
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  const place = { channelId, status: "in_progress" as const };
  const column = await client.mutation(api.board.columns.add, { ...place, name: "In review" });
  const taskId = await client.mutation(api.tasks.create, { title: "Reviewed", channelId });
  await client.mutation(api.tasks.create, { title: "Other", ...place });
  await client.mutation(api.tasks.move, { taskId, status: "in_progress", column });

  await ana.open(`/c/${channelId}/board?view=list`);
  await expect(ana.page.getByRole("link", { name: /Other/ })).toBeVisible();
  await ana.page.getByRole("button", { name: "More filters, lanes and facts" }).click();
  await ana.page.getByRole("menuitem", { name: "Column" }).press("ArrowRight");
  await ana.page.getByRole("menuitemcheckbox", { name: "In review" }).press("Enter");
  await expect(ana.page).toHaveURL(new RegExp(`column=${column}`));
  await expect(ana.page.getByRole("link", { name: /Reviewed/ })).toBeVisible();
  await expect(ana.page.getByRole("link", { name: /Other/ })).toBeHidden();

  // Whoever has the address sees the same.
  await ben.open(`/c/${channelId}/board?column=${column}`);
  await expect(ben.card("Reviewed")).toBeVisible();
  await expect(ben.card("Other")).toBeHidden();
  await ben.open(`/search?q=${encodeURIComponent('column:"in review"')}`);
  await expect(ben.page.getByRole("link", { name: /Reviewed/ })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /Other/ })).toBeHidden();
});

test("a card that is watched and a view that is saved without a network are there after the page was closed", async ({
  ana,
  ben,
}) => {
  const channelId = channelOf(ben);
  const client = await clientOf(ana);
  const taskId = await client.mutation(api.tasks.create, { title: "Watched", channelId });
  await ben.open(`/c/${channelId}/board?view=list&task=${taskId}`);
  const { page } = ben;
  await expect(page.getByRole("button", { name: "Watch", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Mine");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Watch", exact: true }).click();
  await expect(page.getByRole("button", { name: "Stop watching" })).toBeVisible();
  const address = page.url();
  await page.goto("about:blank");
  await page.context().setOffline(false);
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Stop watching" })).toBeVisible();
  await page.getByRole("button", { name: "Saved views" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Mine" })).toBeVisible();
  // The server has both.
  const mine = await clientOf(ben);
  await expect.poll(async () => await mine.query(api.board.taskWatchers.list, { taskId })).toHaveLength(2);
  await expect.poll(async () => await mine.query(api.board.views.list, { channelId })).toHaveLength(1);
});

test("what is typed in a column that somebody deletes goes on elsewhere, and who looks at that column is told", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  const place = { channelId, status: "in_progress" as const };
  const key = await client.mutation(api.board.columns.add, { ...place, name: "In review" });
  await client.mutation(api.tasks.create, { title: "Other", ...place });
  await ana.open(`/c/${channelId}/board?column=${key}`);
  await ben.open(`/c/${channelId}/board`);
  await ben.page.getByRole("button", { name: "New task in In review" }).click();
  await ben.page.getByRole("textbox", { name: "New task in In review" }).fill("Half a thought");
  await client.mutation(api.board.columns.remove, { channelId, key });
  await expect(ben.page.getByText(/What you typed in it is in “To do” now/)).toBeVisible();
  await ben.page.getByRole("button", { name: "New task in To do" }).click();
  await expect(ben.page.getByRole("textbox", { name: "New task in To do" })).toHaveValue("Half a thought");

  await expect(ana.page.getByText("The column that is shown here was deleted.")).toBeVisible();
  await ana.page.getByRole("button", { name: "Show all columns" }).click();
  await expect(ana.card("Other")).toBeVisible();
  expect(new URL(ana.page.url()).search).toBe("");
});

test("a new card that is not on screen is told, with the way to it", async ({ ana }) => {
  const channelId = channelOf(ana);
  const client = await clientOf(ana);
  for (let n = 10; n < 40; n++) await client.mutation(api.tasks.create, { title: `Filler ${n}`, channelId });
  await ana.open(`/c/${channelId}/board`);
  const add = async (title: string) => {
    await ana.page.getByRole("button", { name: "New task in To do" }).click();
    await ana.page.getByRole("textbox", { name: "New task in To do" }).fill(title);
    await ana.page.keyboard.press("Enter");
    await ana.page.keyboard.press("Escape");
  };
  await expect(ana.card("Filler 10")).toBeVisible();
  await add("At the end");
  await expect(ana.card("At the end")).toBeInViewport();

  await ana.open(`/c/${channelId}/board?find=Filler`);
  await expect(ana.card("Filler 10")).toBeVisible();
  await add("Elsewhere");
  await ana.page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(ana.page.getByRole("complementary", { name: "Task" })).toContainText("Elsewhere");
});

test("the bar of a board keeps its fields readable and its switch in one line, on a phone and beside a card", async ({
  ana,
}) => {
  const channelId = channelOf(ana);
  const client = await clientOf(ana);
  const taskId = await client.mutation(api.tasks.create, {
    title: "Weigh the tank",
    channelId,
    tags: ["accessibility"],
    priority: "high",
  });
  const filter = "find=tank&tag=accessibility&priority=high";
  const bar = ana.page.getByRole("search", { name: "Filter tasks" });
  const views = ana.page.getByRole("radiogroup", { name: "View" });
  for (const [width, query] of [
    [360, filter],
    [390, filter],
    [1_440, `${filter}&task=${taskId}`],
  ] as const) {
    await ana.page.setViewportSize({ width, height: 800 });
    await ana.open(`/c/${channelId}/board?${query}`);
    await expect(bar.getByRole("button", { name: "Clear" })).toBeVisible();
    expect((await bar.getByRole("searchbox").boundingBox())!.width).toBeGreaterThanOrEqual(160);
    expect((await views.boundingBox())!.height).toBeLessThan(60);
    // Nothing lies above it.
    await bar.getByRole("button", { name: "Clear" }).click({ trial: true });
  }
  await ana.page.setViewportSize({ width: 390, height: 800 });
  const below: number[] = [];
  for (const path of [`/c/${channelId}/board`, "/board"]) {
    await ana.page.goto(new URL(path, ana.page.url()).href);
    await expect(ana.card("Weigh the tank")).toBeVisible();
    below.push((await views.boundingBox())!.y);
  }
  expect(below[0]).toBe(below[1]);
});
