import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("what one bookmarks stands at the top for everybody, one tap away on a phone, until the channel is deleted", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const channelId = await client.mutation(api.channels.create, { name: "launch" });
  await (await clientOf(ben)).mutation(api.channels.join, { channelId });
  const titles = ["Plan", "Status", "Design", "Budget"];
  for (const title of titles)
    await client.mutation(api.chat.bookmarks.add, {
      channelId,
      title,
      url: `https://example.com/${title}`,
    });
  for (const person of [ana, ben]) await person.goToChannel("launch");
  const bar = (person: typeof ana) => person.page.getByRole("navigation", { name: "Bookmarks" });
  const shown = async (person: typeof ana) => await bar(person).getByRole("link").allTextContents();

  await ana.say("Read this first");
  await ana.message("Read this first").hover();
  await ana.page.getByRole("button", { name: "More actions" }).click();
  await ana.page.getByRole("menuitem", { name: /Add to channel bookmarks/ }).click();
  await expect(ana.page.getByRole("textbox", { name: "Name" })).toHaveValue("Read this first");
  await ana.page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(bar(ben).getByRole("link", { name: "Read this first" })).toBeAttached();

  // By the hand, then by the keyboard.
  await bar(ana)
    .getByRole("link", { name: "Budget" })
    .dragTo(bar(ana).getByRole("link", { name: "Plan" }), {
      targetPosition: { x: 2, y: 10 },
    });
  await expect
    .poll(async () => await shown(ben))
    .toEqual(["Budget", "Plan", "Status", "Design", "Read this first"]);
  await bar(ana).getByRole("button", { name: "Options for Design" }).press("Enter");
  await ana.page.getByRole("menuitem", { name: "Move earlier" }).press("Enter");
  await expect(ana.page.getByText("Design is now bookmark 3 of 5")).toBeVisible();
  await expect
    .poll(async () => await shown(ben))
    .toEqual(["Budget", "Plan", "Design", "Status", "Read this first"]);

  await inBoth(ana.page, "the bar of bookmarks");
  await inBoth(ben.page, "the bar of bookmarks on a phone");
  await bar(ben).getByRole("link", { name: "Read this first" }).tap();
  await expect(ben.page).toHaveURL(/\/m\//);
  await expect(ben.message("Read this first")).toBeVisible();
  expect(channelOf(ben)).toBe(channelId);

  await ana.page.getByRole("button", { name: /^Details/ }).click();
  await ana.page.getByRole("radio", { name: "Settings" }).check();
  await ana.page.getByRole("button", { name: "Delete…" }).click();
  await ana.page.getByRole("textbox", { name: "Type launch to confirm" }).fill("launch");
  await inBoth(ana.page, "the end of a channel");
  await ana.page.getByRole("button", { name: "Delete for good" }).click();
  await expect(ben.page.getByText("You can’t see this")).toBeVisible();
  await expect(ana.page.getByRole("textbox", { name: "Message #general" })).toBeVisible();
  await expect(ana.page.getByRole("link", { name: /channel launch/i })).toHaveCount(0);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
