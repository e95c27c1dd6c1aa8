import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("what is said of a card is a thread of its channel, read on one side as on the other", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const bens = await clientOf(ben);
  const channelId = await client.mutation(api.channels.create, { name: "launch" });
  await bens.mutation(api.channels.join, { channelId });
  const assigneeId = (await bens.query(api.users.me, {}))!._id;
  const taskId = await client.mutation(api.tasks.create, {
    title: "Ship the importer",
    channelId,
    assigneeId,
  });
  const discussion = (person: typeof ana) => person.page.getByRole("radio", { name: /Discussion/ });
  await ana.page.goto(`${new URL(ana.page.url()).origin}/c/${channelId}/board?task=${taskId}`);
  await discussion(ana).check();
  await expect(ana.page.getByText("Comments on the task are a thread in #launch, too.")).toBeVisible();

  // What was typed before the card was left is there again, and goes out without a network.
  const comment = ana.page.getByRole("textbox", { name: "Comment" });
  await comment.fill("Who has the sample?");
  await ana.page.reload();
  await discussion(ana).check();
  await expect(comment).toHaveValue("Who has the sample?");
  await ana.page.context().setOffline(true);
  await comment.press("Enter");
  await expect(ana.page.getByRole("log", { name: "Discussion" })).toContainText("Who has the sample?");
  await ana.page.context().setOffline(false);

  // Whose card it is hears of it, on the board and in chat.
  await ben.page.goto(`${new URL(ben.page.url()).origin}/c/${channelId}/board`);
  await expect(ben.page.getByTitle("1 new comment")).toBeVisible();
  await ben.page.getByRole("link", { name: /Ship the importer/ }).tap();
  await discussion(ben).check();
  await expect(ben.page.getByText("Who has the sample?")).toBeVisible();
  await ben.page.getByRole("textbox", { name: "Reply" }).fill("I do.");
  await ben.page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(ana.page.getByText("I do.", { exact: true })).toBeVisible();
  await inBoth(ana.page, "the discussion of a card");
  await inBoth(ben.page, "the discussion of a card on a phone");
  await ben.page.getByRole("radio", { name: "Details" }).check();
  await expect(ben.page.getByRole("radio", { name: "Discussion", exact: true })).toBeVisible();

  // Between what was done stands what was said, by time, with the way to it.
  await client.mutation(api.tasks.update, { taskId, priority: "high" });
  const activity = ben.page.getByRole("region", { name: "Activity" });
  await expect(activity.getByRole("listitem").filter({ hasText: /\w/ })).toContainText([
    /priority/,
    /Ben Ito.*I do\./,
    /Ana.*Who has the sample\?/,
    /created/,
  ]);
  await inBoth(ben.page, "the activity of a card on a phone");
  await activity.getByRole("link", { name: /Who has the sample/ }).tap();
  await expect(ben.page.getByText("Who has the sample?")).toBeVisible();
  await expect(ben.page).toHaveURL(/\/c\//);

  await ana.goToChannel("launch");
  await expect(ana.page.getByRole("log").getByRole("button", { name: /T-1/ })).toBeVisible();
  await ana.page.getByRole("button", { name: /2 replies/ }).click();
  await expect(ana.page.getByRole("complementary").getByText("I do.", { exact: true })).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
