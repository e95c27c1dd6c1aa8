/** The installed app: pushes are shown and lead to their place, and without a network what was read is there. */
import type { PushData } from "../../convex/shared/push/pushData.ts";
import { channelOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ serviceWorkers: "allow" });

/** As the push service of the browser would. */
async function deliver({ context, page }: Person, data: PushData): Promise<void> {
  const client = await context.newCDPSession(page);
  const registrations: { registrationId: string }[] = [];
  client.on("ServiceWorker.workerRegistrationUpdated", (event) => registrations.push(...event.registrations));
  await client.send("ServiceWorker.enable");
  await expect.poll(() => registrations.length).toBeGreaterThan(0);
  const { registrationId } = registrations[0]!;
  const origin = new URL(page.url()).origin;
  await client.send("ServiceWorker.deliverPushMessage", {
    origin,
    registrationId,
    data: JSON.stringify(data),
  });
}

/** What headless browsers have none of: they show no notifications, so the worker keeps what it shows. */
async function keepShown({ context, page }: Person) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await worker.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: Record<string, unknown> };
    const shown: object[] = [];
    registration["showNotification"] = async (title: string, options: object) =>
      void shown.push({ title, ...options, close: () => undefined });
    registration["getNotifications"] = async () => [];
    Object.assign(globalThis, { shown });
  });
  type Kept = { shown: { title: string; body: string }[] };
  return {
    shown: async () =>
      await worker.evaluate(() =>
        (globalThis as unknown as Kept).shown.map(({ title, body }) => `${title}: ${body}`),
      ),
    clickLast: async () =>
      await worker.evaluate(() => {
        const notification = (globalThis as unknown as Kept).shown.at(-1);
        dispatchEvent(
          Object.assign(new Event("notificationclick"), { notification, waitUntil: () => undefined }),
        );
      }),
  };
}

test("a push is shown, and leads to its place", async ({ ana }) => {
  const channelId = channelOf(ana);
  const device = await keepShown(ana);
  const said = {
    kind: "message",
    author: "Ben Ito",
    place: "#general",
    isDirect: false,
    text: "Hi",
    files: 0,
  } as const;
  const push: PushData = { tag: `c:${channelId}`, path: `/c/${channelId}`, at: 1, said, closes: [] };
  await deliver(ana, push);
  await ana.open("/inbox");
  await deliver(ana, push);
  await expect.poll(device.shown).toEqual(["Ben Ito in #general: Hi"]);
  await device.clickLast();
  await expect(ana.composer()).toBeVisible();
});
