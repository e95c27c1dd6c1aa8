/** A task's category in the browser: the rules' at once, a provider's as soon as it answers. */
import { FakeProvider } from "../support/fakeProvider.ts";
import type { Person } from "../support/person.ts";
import { expect, test as base } from "./fixtures.ts";

const test = base.extend<{ provider: FakeProvider }>({
  provider: async ({}, use) => {
    const provider = await FakeProvider.start();
    await use(provider);
    await provider.stop();
  },
});

async function makeTask(person: Person, title: string): Promise<void> {
  await person.openBoard();
  await person.column("To do").getByRole("button", { name: "New task" }).click();
  await person.page.getByLabel("New task in To do").fill(title);
  await person.page.keyboard.press("Enter");
}

const category = (person: Person, name: string) =>
  person.page.getByRole("button", { name: `Category: ${name}`, exact: true });

test("without a key the rules' category is there within a second, and a person's correction stays", async ({
  ana,
  ben,
}) => {
  await ben.openBoard();
  await makeTask(ana, "The checkout is down");
  await expect(category(ana, "Urgent")).toBeVisible({ timeout: 1_000 });
  await expect(category(ben, "Urgent")).toBeVisible();

  await category(ana, "Urgent").click();
  await expect(ana.page.getByText("Decided by the built-in rules")).toBeVisible();
  await ana.page.getByRole("button", { name: "Important" }).click();
  await expect(category(ben, "Important")).toBeVisible();

  await ben.page.keyboard.press("Control+,");
  await ben.page.getByLabel("Hide AI").check();
  await ben.page.keyboard.press("Escape");
  await makeTask(ana, "Production is offline");
  await expect(ana.card("Production is offline")).toBeVisible();
  await expect(category(ana, "Urgent")).toBeVisible();
  await expect(ben.card("Production is offline")).toBeVisible();
  await expect(category(ben, "Important")).toBeVisible();
  await expect(category(ben, "Urgent")).toHaveCount(0);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test.describe("with a provider", () => {
  test.use({
    settings: async ({ provider }, use) =>
      use({ ANTHROPIC_API_KEY: "sk-test", ANTHROPIC_BASE_URL: provider.url }),
  });

  test("a category is there within two seconds of its answer", async ({ provider, ana }) => {
    const answered = Promise.withResolvers<number>();
    provider.behave = () => {
      answered.resolve(Date.now());
      return { category: "important", reason: "The board meets on Friday." };
    };
    await makeTask(ana, "Numbers");
    const answeredAt = await answered.promise;
    await expect(category(ana, "Important")).toBeVisible();
    expect(Date.now() - answeredAt).toBeLessThan(2_000);
    await category(ana, "Important").click();
    await expect(ana.page.getByText("Decided by Anthropic (claude-haiku-4-5)")).toBeVisible();
    await expect(ana.page.getByText("The board meets on Friday.")).toBeVisible();
  });
});
