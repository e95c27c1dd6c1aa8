import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("a channel's board gets a column with a limit, lanes, a calendar and an archive, for both of them", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  const now = new Date();
  const dueDate = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  for (const title of ["One", "Two"])
    await client.mutation(api.tasks.create, { title, channelId, dueDate, tags: [title] });
  const done = await client.mutation(api.tasks.create, { title: "Old", channelId, status: "done" });
  for (const person of [ana, ben]) await person.open(`/c/${channelId}/board`);

  // Ana arranges the board; Ben sees it a moment later, also the limit that is full.
  await ana.page.getByRole("button", { name: "Columns" }).click();
  await ana.page.getByRole("textbox", { name: "New column in In progress" }).fill("Review");
  await ana.page.keyboard.press("Enter");
  await ana.page.getByRole("spinbutton", { name: "Most cards in Review" }).fill("1");
  await ana.page.keyboard.press("Enter");
  await inBoth(ana.page, "the columns of a board");
  await ana.page.keyboard.press("Escape");
  await expect(ana.page.getByRole("button", { name: "Columns" })).toBeFocused();
  await expect(ben.page.getByRole("heading", { name: "Review 0 / 1" })).toBeAttached();
  await ana.card("One").focus();
  await ana.page.keyboard.press("Alt+Shift+ArrowRight");
  await ana.page.keyboard.press("Alt+Shift+ArrowRight");
  const review = ben.page.getByRole("region", { name: "Review" });
  await expect(review.getByRole("link", { name: /^T-1 One/ })).toBeAttached();
  await expect(ben.page.getByRole("heading", { name: "Review 1 / 1" })).toBeAttached();

  // What does not fit is refused in words, and stays where it was.
  await ben.card("Two").tap();
  await ben.page.getByRole("button", { name: "Status: To do" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: "Review" }).tap();
  await expect(ben.page.getByText("This column is full.", { exact: false })).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Status: To do" })).toBeVisible();

  // Lanes, by the address; then the same tasks on their days.
  await ana.open(`/c/${channelId}/board?group=tag`);
  const lane = ana.page.getByRole("region", { name: "One", exact: true });
  await expect(lane.getByRole("link", { name: /^T-1 One/ })).toBeVisible();
  await inBoth(ana.page, "the lanes of a board");
  // What she keeps for all is a click for him.
  await ana.page.getByRole("button", { name: "Saved views" }).click();
  await ana.page.getByRole("menuitem", { name: "Save this view…" }).click();
  await ana.page.getByRole("textbox", { name: "Name" }).fill("By tag");
  await ana.page.getByRole("checkbox", { name: "For everyone who sees this board" }).check();
  await inBoth(ana.page, "keeping a view");
  await ana.page.getByRole("button", { name: "Save", exact: true }).click();
  await ben.open(`/c/${channelId}/board`);
  await ben.page.getByRole("button", { name: "Saved views" }).tap();
  await ben.page.getByRole("menuitemcheckbox", { name: "By tag" }).tap();
  await expect(ben.page).toHaveURL(/group=tag/);
  await expect(ben.page.getByRole("region", { name: "Two", exact: true })).toBeVisible();
  await inBoth(ben.page, "the lanes of a board on a phone");
  await ana.page.getByRole("radio", { name: "Calendar" }).click();
  const today = ana.page.locator("section[aria-current=date]");
  await expect(today.getByRole("link", { name: /^T-2 Two/ })).toBeVisible();
  await today.getByRole("link", { name: /^T-2 Two/ }).focus();
  await ana.page.keyboard.press("Alt+Shift+ArrowUp");
  await expect(today.getByRole("link", { name: /^T-2 Two/ })).toBeHidden();
  await inBoth(ana.page, "the calendar of a board");
  await ana.page.getByRole("radio", { name: "Timeline" }).click();
  const bar = ana.page.getByRole("button", { name: /^T-2 Two/ });
  await bar.focus();
  await ana.page.keyboard.press("Shift+ArrowRight");
  await expect(bar).toHaveAccessibleName(/ to /);
  await inBoth(ana.page, "the timeline of a board");
  await ben.open(`/c/${channelId}/board?view=timeline`);
  await expect(ben.page.getByRole("button", { name: /^T-2 Two.* to / })).toBeAttached();
  await inBoth(ben.page, "the timeline of a board on a phone");
  await ben.page.getByRole("radio", { name: "Workload" }).check();
  await ben.page.getByRole("button", { name: "Unassigned", exact: true }).tap();
  await expect(ben.page.getByRole("link", { name: /^T-2 Two/ })).toBeVisible();
  await inBoth(ben.page, "the workload of a board on a phone");
  // Whoever has nothing open is there too, and is given a card by a drop.
  await ana.page.getByRole("radio", { name: "Workload" }).check();
  await ana.page.getByRole("button", { name: "Unassigned", exact: true }).click();
  await ana.page
    .getByRole("link", { name: /^T-2 Two/ })
    .dragTo(ana.page.getByRole("region", { name: "Ben Ito" }));
  await expect(ana.page.getByRole("region", { name: "Ben Ito" }).getByText("1 open task")).toBeAttached();
  await expect(ben.page.getByRole("region", { name: "Ben Ito" }).getByText("1 open task")).toBeAttached();
  await inBoth(ana.page, "the workload of a board");

  // What is archived leaves the board, and comes back from its own list.
  await client.mutation(api.board.archive.set, { taskId: done, isArchived: true });
  await ben.open(`/c/${channelId}/board?view=away`);
  await ben.page.getByRole("button", { name: "Put T-3 back" }).tap();
  await expect(ben.page.getByText("Nothing is archived")).toBeVisible();
  await inBoth(ben.page, "the archive on a phone");

  // Once its channel is archived, a card that is open stays as it is.
  const ending = await client.mutation(api.channels.create, { name: "ending" });
  const taskId = await client.mutation(api.tasks.create, { title: "Open", channelId: ending });
  await ben.open(`/c/${ending}/board?task=${taskId}`);
  await expect(ben.page.getByLabel("Title")).toBeEnabled();
  await client.mutation(api.channels.archive, { channelId: ending });
  await expect(ben.page.getByText("Its channel is archived")).toBeVisible();
  await expect(ben.page.getByLabel("Title")).toBeDisabled();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
