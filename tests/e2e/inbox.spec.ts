import { api } from "../../convex/_generated/api.js";
import { mentionToken } from "../../convex/shared/mentions.ts";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const PHONE = { width: 390, height: 844 };

const notices = ({ page }: Person) => page.getByRole("list", { name: "Notices" }).getByRole("listitem");

test("what concerns a person waits in their inbox until it is read or done; threads are followed and answered", async ({
  ana,
  ben,
}) => {
  const channelId = channelOf(ana);
  const [asAna, asBen] = [await clientOf(ana), await clientOf(ben)];
  const { _id: benId } = (await asBen.query(api.users.me, {}))!;
  await ben.open("/inbox");
  await expect(ben.page.getByText("Nothing waits for you")).toBeVisible();

  const threadId = await asBen.mutation(api.messages.create, { channelId, text: "Who ships on Friday?" });
  await asAna.mutation(api.messages.create, { channelId, threadId, text: "I do, after lunch" });
  await asAna.mutation(api.messages.create, { channelId, text: `Look at this, ${mentionToken(benId)}` });
  await asAna.mutation(api.messages.addReaction, { messageId: threadId, emoji: "🎉" });
  await asAna.mutation(api.tasks.create, { title: "Write the release notes", assigneeId: benId });
  await expect(notices(ben)).toHaveCount(4);
  await expect(notices(ben).first()).toContainText("Ana Ruiz assigned T-1 to you");

  await inBoth(ben.page, "inbox");
  // By keys: the task is done, and comes back by Undo; the reply opens beside the inbox.
  await ben.page.keyboard.press("j");
  await ben.page.keyboard.press("e");
  await expect(notices(ben)).toHaveCount(3);
  await ben.page.getByRole("button", { name: "Undo" }).click();
  await expect(notices(ben)).toHaveCount(4);
  await notices(ben).filter({ hasText: "replied in a thread" }).getByRole("button").first().click();
  const pane = ben.page.getByRole("complementary", { name: "Thread" });
  await expect(pane.getByText("I do, after lunch")).toBeVisible();
  await expect(pane.getByRole("button", { name: "Unfollow thread" })).toBeVisible();
  await pane.getByRole("checkbox", { name: "Also send to #general" }).check();
  await pane.getByRole("textbox", { name: "Reply" }).fill("Then I test on Monday");
  await ben.page.keyboard.press("Enter");
  await expect(ana.message("Then I test on Monday")).toContainText("From a thread");
  await pane.getByRole("button", { name: "Resolve" }).click();
  await expect(ana.page.getByRole("log").getByText("Resolved")).toBeVisible();

  // On a phone: another reply is in the list of threads, and read there; then all is read.
  await pane.getByRole("button", { name: "Close" }).click();
  await asAna.mutation(api.messages.create, { channelId, threadId, text: "Thank you" });
  await ben.page.setViewportSize(PHONE);
  await ben.open("/threads");
  const unread = ben.page.getByRole("region", { name: "Unread" });
  await expect(unread).toBeVisible();
  await inBoth(ben.page, "threads");
  await unread.getByRole("button", { name: /Who ships on Friday/ }).click();
  await expect(pane.getByText("Thank you")).toBeVisible();
  await pane.getByRole("button", { name: "Close" }).click();
  await expect(unread).toHaveCount(0);
  await ben.open("/inbox");
  await expect(notices(ben)).not.toHaveCount(0);
  await ben.page.keyboard.press("Shift+Escape");
  await expect(ben.page.getByText("Nothing waits for you")).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
