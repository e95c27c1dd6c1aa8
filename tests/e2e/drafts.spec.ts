/** What waits: a draft on two devices, a message that is sent later, a reminder, and a command. */
import { api } from "../../convex/_generated/api.js";
import { channelOf, clientOf, goWithin, Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test("a draft goes from device to device until it is sent; what is scheduled is sent once; a reminder comes back", async ({
  ana,
  ben,
  browser,
  server,
}) => {
  const phone = await Person.signIn(browser, server.url, "Ben Ito");
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await ben.composer().fill("Half a thought");
  await expect(phone.composer()).toHaveValue("Half a thought");
  await phone.composer().press("End");
  await phone.page.keyboard.type(", and the rest");
  await expect(ben.composer()).toHaveValue("Half a thought, and the rest");
  await ben.composer().press("Enter");
  await expect(ana.message("Half a thought, and the rest")).toBeVisible();
  await expect(phone.composer()).toHaveValue("");

  await ben.composer().fill("See you in the morning");
  await ben.page.getByRole("button", { name: "More ways to send" }).click();
  await ben.page.getByRole("menuitem", { name: "Send later" }).click();
  await ben.page.getByRole("button", { name: /^Tomorrow morning/ }).click();
  await expect(ben.composer()).toHaveValue("");
  await goWithin(phone.page, "/drafts?part=scheduled");
  const waiting = phone.page.getByRole("listitem").filter({ hasText: "See you in the morning" });
  await expect(waiting).toContainText("Tomorrow");
  await expect(ana.message("See you in the morning")).toHaveCount(0);
  await waiting.getByRole("button", { name: "Send now" }).click();
  await expect(ana.message("See you in the morning")).toHaveCount(1);
  await expect(phone.page.getByText("Nothing scheduled")).toBeVisible();

  const client = await clientOf(ben);
  const channelId = channelOf(ben);
  await client.mutation(api.messages.schedule, {
    channelId,
    text: "Sent by itself",
    sendAt: Date.now() + 500,
  });
  await expect(ana.message("Sent by itself")).toHaveCount(1);
  const paginationOpts = { numItems: 1, cursor: null };
  const [last] = (await client.query(api.messages.paginated, { channelId, paginationOpts })).page;
  await client.mutation(api.reminders.create, { messageId: last!._id, at: Date.now() + 500 });
  await phone.page.getByRole("radio", { name: "Reminders" }).click();
  await expect(phone.page.getByRole("listitem").filter({ hasText: "Sent by itself" })).toContainText("Now");
  await phone.page.getByRole("button", { name: "Done with it" }).click();
  await expect(phone.page.getByText("No reminders")).toBeVisible();

  await ana.composer().fill("/");
  await expect(ana.page.getByRole("option", { name: /\/topic/ })).toBeVisible();
  await ana.composer().fill("/topic What we ship next");
  await ana.composer().press("Enter");
  await expect(ben.page.getByText("What we ship next").first()).toBeVisible();
  await expect(ana.composer()).toHaveValue("");
  expect([...ana.problems, ...ben.problems, ...phone.problems]).toEqual([]);
});

test("what was typed in a channel that somebody deletes is shown, to be taken elsewhere", async ({
  ana,
  ben,
}) => {
  const client = await clientOf(ana);
  const channelId = await client.mutation(api.channels.create, { name: "doomed" });
  await (await clientOf(ben)).mutation(api.channels.join, { channelId });
  await ben.open(`/c/${channelId}`);
  await ben.composer().fill("Half a thought");
  const drafts = async () => await (await clientOf(ben)).query(api.drafts.list, {});
  await expect.poll(drafts).toHaveLength(1);
  await client.mutation(api.chat.channelSettings.remove, { channelId, name: "doomed" });
  await expect(ben.page.getByRole("heading", { name: "You can’t see this" })).toBeVisible();
  // Also once nobody has it any more.
  await expect.poll(drafts).toHaveLength(0);
  await expect(ben.page.getByText("Half a thought")).toBeVisible();
  await expect(ben.page.getByRole("button", { name: "Copy what you typed" })).toBeVisible();
});
