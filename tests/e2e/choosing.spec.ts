/** Several messages at once, by keys at a desk and by touch on a phone. */
import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("several messages are made one task, forwarded, deleted and brought back", async ({ ana, ben }) => {
  const [anas, bens] = [await clientOf(ana), await clientOf(ben)];
  const channelId = channelOf(ana);
  const say = async (by: typeof anas, text: string) =>
    await by.mutation(api.messages.create, { channelId, text });
  await say(anas, "The importer loses the last line");
  await say(bens, "Only without a newline");
  await say(bens, "I mean at the end");
  await expect(ana.message("I mean")).toBeVisible();

  await ana.composer().press("Escape");
  await ana.page.keyboard.press("Shift+ArrowUp");
  await ana.page.keyboard.press("Shift+ArrowUp");
  await expect(ana.page.getByRole("status").filter({ hasText: "3 selected" })).toBeVisible();
  await inBoth(ana.page, "messages that are chosen");
  await ana.page.keyboard.press("k");
  await ana.page.getByRole("button", { name: "Open", exact: true }).click();
  const pane = ana.page.getByRole("complementary");
  await expect(pane.getByRole("region", { name: "Made from" }).getByRole("link")).toHaveCount(3);
  await expect(ben.message("I mean").getByRole("button", { name: /Open task T-1/ })).toBeVisible();
  await ana.page.keyboard.press("Escape");

  await ben.message("Only without").dispatchEvent("pointerdown", { pointerType: "touch" });
  await ben.page.getByRole("button", { name: "Select" }).tap();
  await ben.page.getByText("I mean at the end").first().tap();
  await inBoth(ben.page, "messages that are chosen on a phone");
  await ben.page.getByRole("button", { name: "Delete" }).tap();
  await expect(ana.message("Only without")).toBeHidden();
  await expect(ana.message("I mean")).toBeHidden();
  await ben.page
    .getByRole("region", { name: /Notifications/ })
    .getByRole("button", { name: "Undo" })
    .tap();
  await expect(ana.message("Only without")).toBeVisible();
  await expect(ana.message("I mean")).toBeVisible();

  const first = ana.message("The importer").first();
  await first.hover();
  await first.getByRole("button", { name: "More actions" }).click();
  await ana.page.getByRole("menuitem", { name: "Select" }).click();
  await ana.message("I mean").click({ modifiers: ["Shift"] });
  await ana.page.getByRole("button", { name: "Forward" }).click();
  await ana.page.getByRole("option", { name: /Ben Ito/ }).click();
  await ana.page.getByRole("button", { name: "Forward 3 messages" }).click();
  await expect
    .poll(async () => (await bens.query(api.channels.list, {})).some(({ kind }) => kind === "direct"))
    .toBe(true);
  const direct = (await bens.query(api.channels.list, {})).find(({ kind }) => kind === "direct");
  await ben.open(`/c/${direct!._id}`);
  await expect(ben.page.getByRole("log").getByRole("blockquote")).toHaveCount(3);
});
