/** The installed app: pushes are shown and lead to their place, and without a network what was read is there. */
import { api } from "../../convex/_generated/api.js";
import type { PushData } from "../../convex/shared/push/pushData.ts";
import { channelOf, clientOf, type Person } from "../support/person.ts";
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
    const looked: object[] = [];
    registration["getNotifications"] = async (wanted: object) => {
      looked.push(wanted);
      return [];
    };
    Object.assign(globalThis, { shown, looked });
  });
  type Kept = { shown: { title: string; body: string }[]; looked: object[] };
  return {
    /** How often it looked for what it shows: once for each push. */
    looked: async () => await worker.evaluate(() => (globalThis as unknown as Kept).looked.length),
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

/** What the browser keeps is written now and then. */
async function keptOf({ page }: Person, names: readonly string[]): Promise<void> {
  const written = async () =>
    await page.evaluate(
      async () =>
        await new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open("tandem-kept");
          opening.addEventListener("error", () => reject(opening.error!));
          opening.addEventListener("success", () => {
            const asked = opening.result.transaction("kept").objectStore("kept").getAllKeys();
            asked.addEventListener("success", () => {
              opening.result.close();
              resolve(asked.result.map(String).join());
            });
          });
        }),
    );
  for (const name of names) await expect.poll(written).toContain(name);
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
  // Of what is before its reader the worker has taken care before they go elsewhere.
  await expect.poll(device.looked).toBe(1);
  await ana.open("/inbox");
  await deliver(ana, push);
  await expect.poll(device.shown).toEqual(["Ben Ito in #general: Hi"]);
  await device.clickLast();
  await expect(ana.composer()).toBeVisible();
});

const ownServerTest = test.extend({ hasOwnServer: true });

ownServerTest(
  "without a server what was read is there, and what is done then arrives once, also after a reload",
  async ({ server, ana, ben }) => {
    const [anas, channelId] = [await clientOf(ana), channelOf(ana)];
    await anas.mutation(api.tasks.create, { title: "Mend the roof", channelId });
    await ana.say("Before the tunnel");
    await expect(ben.message("Before the tunnel")).toBeVisible();
    await ana.openBoard();
    await expect(ana.card("Mend the roof")).toBeVisible();
    await ana.goToChannel("general");
    await ana.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await keptOf(ana, ["users:me", "tasks:column", "messages:newest", "channels:list"]);

    await server.kill();
    await ana.page.reload();
    await expect(ana.message("Before the tunnel")).toBeVisible();
    await expect(ana.page.getByRole("status", { name: "Connection" })).not.toBeEmpty();
    await ana.editLast();
    await ana.page.keyboard.press("ControlOrMeta+A");
    await ana.page.keyboard.type("Before the long tunnel");
    await ana.page.keyboard.press("Enter");
    const edited = ana.message("Before the long tunnel");
    await edited.hover();
    await ana.page.getByRole("button", { name: "React with 👍" }).click();
    await ana.say("Inside the tunnel");
    await ana.openBoard();
    await ana.drag("Mend the roof", "In progress");
    await expect(ana.column("In progress")).toContainText("Mend the roof");

    await ana.page.reload();
    await expect(ana.column("In progress")).toContainText("Mend the roof");
    await ana.card("Mend the roof").click();
    const pane = ana.page.getByRole("complementary", { name: "Task" });
    await expect(pane).toContainText("this isn’t kept on this device");
    await ana.goToChannel("general");
    await expect(edited).toContainText("👍");
    await expect(ana.message("Inside the tunnel")).toHaveCount(1);

    await server.start();
    await expect(ben.message("Inside the tunnel")).toHaveCount(1, { timeout: 25_000 });
    await expect(
      ben.message("Before the long tunnel").getByRole("button", { name: /👍 1, Ana Ruiz/ }),
    ).toBeVisible();
    await expect(ana.message("Inside the tunnel")).toHaveCount(1);
    await ben.openBoard();
    await expect(ben.column("In progress")).toContainText("Mend the roof");
    expect(ana.problems).toEqual([]);
  },
);
