import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { channelOf, clientOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const COUNT = 220;
const PHONE = { width: 390, height: 844 };

/** Says "Number 0" and so on in the channel that is open. Nobody watches meanwhile: windows would draw each by itself. */
async function fill([person, ...others]: [Person, ...Person[]], count = COUNT) {
  const client = await clientOf(person);
  const channelId = channelOf(person);
  const left = [person, ...others].map(({ page }) => ({ page, url: page.url() }));
  for (const { page } of left) await page.goto("about:blank");
  const ids: Id<"messages">[] = [];
  for (let n = 0; n < count; n++)
    ids.push(await client.mutation(api.messages.create, { channelId, text: `Number ${n}` }));
  for (const { page, url } of left) await page.goto(url);
  return { client, channelId, ids };
}

const row = (person: Person, text: string) =>
  person.page.getByRole("log", { name: /^Messages in/ }).getByText(text, { exact: true });

/** Where a message is on screen. */
const topOf = async (person: Person, text: string) => (await row(person, text).boundingBox())!.y;

test("a link opens a message in place, and both directions lead on from there", async ({ ana, ben }) => {
  const { channelId, ids } = await fill([ana, ben]);
  const log = ben.page.getByRole("log");
  const channel = `${new URL(ben.page.url()).origin}/c/${channelId}`;
  const wheel = async (by: number) => {
    await log.hover();
    await ben.page.mouse.wheel(0, by);
  };

  for (const size of [ben.page.viewportSize()!, PHONE]) {
    await ben.page.setViewportSize(size);
    await ben.page.goto(`${channel}/m/${ids[100]!}`);
    await expect(row(ben, "Number 100")).toBeInViewport();
    await expect(ben.page.locator("article[aria-current=location]")).toContainText("Number 100");
    await expect(row(ben, "Number 219")).toHaveCount(0);
    const box = (await log.boundingBox())!;
    const part = async () => ((await topOf(ben, "Number 100")) - box.y) / box.height;
    await expect.poll(part).toBeGreaterThan(0.25);
    expect(await part()).toBeLessThan(0.45);

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
    const news = `Something new at ${size.width}`;
    await ana.say(news);
    await expect(row(ben, news)).toBeInViewport();

    await ben.page.goto(`${channel}/m/${ids[100]!}`);
    await expect(row(ben, "Number 100")).toBeInViewport();
    await ben.page.getByRole("button", { name: "Latest" }).click();
    await expect(row(ben, news)).toBeInViewport();
    await expect(ben.page).toHaveURL(channel);
  }
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("a link shows live what it leads to, and says where it leads to nothing", async ({ ana, ben }) => {
  const { client, channelId, ids } = await fill([ana], 3);
  const origin = new URL(ben.page.url()).origin;
  const quote = ben.page.getByRole("log").getByRole("link", { name: /Ana Ruiz #general/ });

  await ana.message("Number 1").hover();
  await ana.page.getByRole("button", { name: "More actions" }).click();
  await ana.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ana.page.getByRole("menuitem", { name: "Copy link" }).click();
  const link = await ana.page.evaluate(async () => await navigator.clipboard.readText());
  expect(link).toBe(`${origin}/c/${channelId}/m/${ids[1]!}`);
  await ana.say(`Look at ${link}`);
  await expect(quote).toContainText("Number 1");
  await client.mutation(api.messages.update, { messageId: ids[1]!, text: "Number one" });
  await expect(quote).toContainText("Number one");
  await client.mutation(api.messages.remove, { messageId: ids[1]! });
  await expect(quote).toHaveCount(0);
  await ben.page.goto(link);
  await expect(ben.page.getByText("The message that this link leads to was deleted.")).toBeVisible();
  await expect(row(ben, "Number 2")).toBeInViewport();

  const hiring = await client.mutation(api.channels.create, { name: "hiring", isPrivate: true });
  const secret = await client.mutation(api.messages.create, { channelId: hiring, text: "Between us" });
  await ana.say(`And ${origin}/c/${hiring}/m/${secret}`);
  await expect(ana.page.getByRole("link", { name: /Between us/ })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: `/c/${hiring}/m/` })).toBeVisible();
  await expect(ben.page.getByText("Between us")).toHaveCount(0);
  await ben.page.getByRole("link", { name: `/c/${hiring}/m/` }).click();
  await expect(ben.page.getByRole("heading", { name: "You can’t see this" })).toBeVisible();
  await ben.page.getByRole("button", { name: "Ask for access" }).click();
  await ana.goToChannel("hiring");
  await ana.page.getByRole("button", { name: "Add Ben Ito" }).click();
  await expect(row(ben, "Between us")).toBeVisible();
});

test("a reply's link opens its thread; back and forward lead to where one was, to the pixel", async ({
  ana,
  ben,
}) => {
  const { client, channelId, ids } = await fill([ana, ben], 150);
  const reply = await client.mutation(api.messages.create, { channelId, threadId: ids[20]!, text: "Reply" });
  // What is unread would come before where he was, on the way by the sidebar.
  await (await clientOf(ben)).mutation(api.channels.markRead, { channelId });
  const page = ben.page;
  const log = page.getByRole("log", { name: /Messages in/ });
  /** Resolves once the list stands still. */
  const place = async (text: string) => {
    await expect(row(ben, text)).toBeInViewport();
    let before = Number.NaN;
    await expect
      .poll(
        async () => {
          const now = await topOf(ben, text);
          const isStill = now === before;
          before = now;
          return isStill;
        },
        { intervals: [400] },
      )
      .toBe(true);
    return before;
  };

  await page.goto(`${new URL(page.url()).origin}/c/${channelId}/m/${reply}`);
  await expect(page.getByRole("log", { name: "Replies" }).locator("article[aria-current]")).toContainText(
    "Reply",
  );
  await expect(row(ben, "Number 20")).toBeInViewport();
  await log.hover();
  await page.mouse.wheel(0, 333);
  const left = await place("Number 35");
  await page.getByRole("link", { name: "My tasks" }).click();
  await expect(log).toHaveCount(0);
  await page.goBack();
  expect(await place("Number 35")).toBe(left);
  await expect(page.getByRole("log", { name: "Replies" })).toBeVisible();

  await page.getByRole("button", { name: "Jump to a date" }).click();
  await page.getByRole("dialog").locator("[aria-current=date]").click();
  await expect(row(ben, "Number 0")).toBeInViewport();
  await page.goBack();
  expect(await place("Number 35")).toBe(left);
  await ben.openBoard();
  await ben.goToChannel("general");
  expect(await place("Number 35")).toBe(left);
});
