import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const COUNT = 220;
const PHONE = { width: 390, height: 844 };

/** Calls the server as a person does. */
async function clientOf(person: Person): Promise<ConvexHttpClient> {
  const token = await person.page.evaluate(
    async () => ((await (await fetch("/api/auth/token")).json()) as { token: string }).token,
  );
  const client = new ConvexHttpClient(new URL(person.page.url()).origin, { logger: false });
  client.setAuth(token);
  return client;
}

const channelOf = (person: Person) => /\/c\/(\w+)/.exec(person.page.url())![1] as Id<"channels">;

/** Says "Number 0" and so on in the channel that is open. */
async function fill(person: Person, count = COUNT) {
  const client = await clientOf(person);
  const channelId = channelOf(person);
  const ids: Id<"messages">[] = [];
  for (let n = 0; n < count; n++)
    ids.push(await client.mutation(api.messages.create, { channelId, text: `Number ${n}` }));
  return { client, channelId, ids };
}

const row = (person: Person, text: string) => person.page.getByText(text, { exact: true });

/** Where a message is on screen. */
const topOf = async (person: Person, text: string) => (await row(person, text).boundingBox())!.y;

for (const size of ["desktop", "phone"] as const) {
  test(`a link opens a message in place, and both directions lead on from there (${size})`, async ({
    ana,
    ben,
  }) => {
    const { channelId, ids } = await fill(ana);
    if (size === "phone") await ben.page.setViewportSize(PHONE);
    const log = ben.page.getByRole("log");
    const origin = new URL(ben.page.url()).origin;

    await ben.page.goto(`${origin}/c/${channelId}/m/${ids[100]!}`);
    await expect(row(ben, "Number 100")).toBeInViewport();
    await expect(ben.page.locator("article[aria-current=location]")).toContainText("Number 100");
    await expect(row(ben, "Number 219")).toHaveCount(0);
    const box = (await log.boundingBox())!;
    const part = async () => ((await topOf(ben, "Number 100")) - box.y) / box.height;
    await expect.poll(part).toBeGreaterThan(0.25);
    expect(await part()).toBeLessThan(0.45);

    const wheel = async (by: number) => {
      await log.hover();
      await ben.page.mouse.wheel(0, by);
    };
    for (const [text, by] of [
      ["Number 20", -400],
      ["Number 180", 400],
    ] as const)
      await expect(async () => {
        await wheel(by);
        await expect(row(ben, text)).toBeInViewport({ timeout: 200 });
      }).toPass();
    await ben.page.getByRole("button", { name: "Latest" }).click();
    await expect(row(ben, "Number 219")).toBeInViewport();
    expect(new URL(ben.page.url()).pathname).toBe(`/c/${channelId}`);
    await ana.say("Something new");
    await expect(row(ben, "Something new")).toBeInViewport();
    expect([...ana.problems, ...ben.problems]).toEqual([]);
  });
}
