/** What rings whom, in the page and by choice, as one at a desk with two windows and one with a phone have it. */
import type { Page } from "@playwright/test";
import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

type Told = { shown: string[]; open: number };

/** A browser that shows notifications by noting them. */
async function noteNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: Told = { shown: [], open: 0 };
    class Noted extends EventTarget {
      static permission = localStorage.getItem("allowed") ?? "default";
      static requestPermission() {
        localStorage.setItem("allowed", "granted");
        Noted.permission = "granted";
        return Promise.resolve("granted");
      }
      constructor(title: string, { body }: { body: string }) {
        super();
        told.shown.push(`${title}: ${body}`);
        told.open += 1;
      }
      close() {
        told.open -= 1;
      }
    }
    Object.assign(globalThis, { Notification: Noted, told });
  });
}

const toldTo = async (page: Page) =>
  await page.evaluate(() => (globalThis as unknown as { told: Told }).told);

test("a mention rings in one window until it is read anywhere; what is muted or paused is silent, and why says so", async ({
  ana,
  ben,
}) => {
  const [anas, bens] = [await clientOf(ana), await clientOf(ben)];
  const channelId = channelOf(ana);
  const { _id: anaId } = (await anas.query(api.users.me, {}))!;
  const say = async (text: string) => await bens.mutation(api.messages.create, { channelId, text });
  await noteNotifications(ana.page);
  await ana.page.reload();
  await ana.open("/inbox");
  await ana.page.getByRole("button", { name: /Ana Ruiz/ }).click();
  await ana.page.getByRole("menuitem", { name: "Settings" }).click();
  await ana.page.getByRole("radio", { name: "Notifications" }).click();
  await ana.page.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(ana.page.getByText(/^On\. They show/)).toBeVisible();
  await ana.page.keyboard.press("Escape");

  const second = await ana.page.context().newPage();
  await noteNotifications(second);
  await second.goto(new URL("/threads", ana.page.url()).href);
  await expect(second.getByRole("navigation").first()).toBeVisible();
  const both = async () => [await toldTo(ana.page), await toldTo(second)];
  const shown = async () => (await both()).flatMap((told) => told.shown);
  const open = async () => (await both()).reduce((sum, told) => sum + told.open, 0);
  await say(`Look, <@${anaId}>`);
  await expect.poll(shown).toEqual(["Ben Ito in #general: Look, @Ana Ruiz"]);
  expect(await open()).toBe(1);
  await anas.mutation(api.channels.markRead, { channelId });
  await expect.poll(open).toBe(0);

  await ana.open(`/c/${channelId}`);
  await ana.page.getByRole("button", { name: "Notifications of this channel" }).click();
  await ana.page.getByRole("menuitem", { name: "For 1 hour" }).click();
  await ana.open("/inbox");
  const row = ana.page.getByRole("navigation").getByRole("link", { name: /general/ });
  await expect(row).toContainText("Muted");
  await say("For everybody");
  await say(`And you, <@${anaId}>`);
  await expect(row).toContainText("1");
  const messageId = await say(`Once more, <@${anaId}>`);
  await expect
    .poll(async () => (await anas.query(api.notices.why, { messageId })).ring)
    .toMatchObject({
      rings: false,
      rule: "muted",
      hasRung: false,
    });
  expect(await shown()).toHaveLength(1);

  await ben.open("/");
  await ben.page.getByRole("button", { name: "You", exact: true }).tap();
  await ben.page.getByText("Notifications", { exact: true }).tap();
  await inBoth(ben.page, "the settings of notifications on a phone");
  await ben.page.getByRole("button", { name: "Pause notifications" }).tap();
  await ana.open(`/c/${channelId}`);
  const byBen = ana.page.getByRole("article", { name: /Ben Ito/ }).first();
  await expect(byBen.getByRole("img", { name: "Notifications paused" })).toBeVisible();
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
