/** Who is here, what they say of themselves, and what they are doing, as one at a desk and one with a phone see it. */
import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("one sees that the other is here, types, has a card open and a status, until that is over", async ({
  ana,
  ben,
}) => {
  const [anas, bens] = [await clientOf(ana), await clientOf(ben)];
  const channelId = channelOf(ana);
  const { _id: benId } = (await bens.query(api.users.me, {}))!;
  const direct = await anas.mutation(api.channels.openDirect, { userIds: [benId] });
  const taskId = await anas.mutation(api.tasks.create, { title: "Mend the roof", channelId });
  const row = ana.page.getByRole("navigation").getByRole("link", { name: /Ben Ito/ });
  await expect(row).toContainText("Active");

  await ben.composer().pressSequentially("Look");
  const typing = ana.page.getByRole("status", { name: "Typing" });
  await expect(typing).toHaveText("Ben Ito is typing…");
  await ben.page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(ana.message("Look")).toBeVisible();
  await expect(typing).toHaveText("");

  await ben.open(`/c/${channelId}?task=${taskId}`);
  await ana.open(`/c/${channelId}?task=${taskId}`);
  for (const [person, name] of [
    [ana, "Ben Ito"],
    [ben, "Ana Ruiz"],
  ] as const)
    await expect(person.page.getByRole("status", { name: "Also looking" })).toContainText(name);
  await ben.page.getByRole("complementary").getByRole("button", { name: "Close" }).tap();
  await expect(ana.page.getByRole("status", { name: "Also looking" })).toBeEmpty();

  await ben.open("/");
  await ben.page.getByRole("button", { name: "You", exact: true }).tap();
  await ben.page.getByRole("button", { name: "Set a status" }).tap();
  await ben.page.getByRole("button", { name: "On holiday" }).tap();
  await inBoth(ben.page, "the dialog of a status on a phone");
  await ben.page.getByRole("button", { name: "Save" }).tap();
  await ana.open(`/c/${direct}`);
  await expect(ana.page.getByRole("main")).toContainText("🌴");
  await bens.mutation(api.presence.choose, { showsLastSeen: true, isAway: true });
  await expect(row).toContainText("Away");
  await inBoth(ana.page, "a conversation with somebody who is away");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
