/** What is written without a connection is shown as pending, kept over a reload, and goes out once. */
import { expect, test } from "./fixtures.ts";

const ownServerTest = test.extend({ hasOwnServer: true });

ownServerTest(
  "a message and a reaction made offline survive a reload, and arrive once",
  async ({ server, ana, ben }) => {
    await ana.say("Before the tunnel");
    await expect(ben.message("Before the tunnel")).toBeVisible();

    await server.kill();
    await expect(ana.page.getByRole("status", { name: "Connection" })).not.toBeEmpty();
    await ana.say("Inside the tunnel");
    await expect(ana.message("Inside the tunnel")).toBeVisible();
    await ana.message("Before the tunnel").hover();
    await ana.page.getByRole("button", { name: "React with 👍" }).click();
    await server.start();
    await ana.page.reload();

    await expect(ben.message("Inside the tunnel")).toHaveCount(1, { timeout: 60_000 });
    await expect(ana.message("Inside the tunnel")).toHaveCount(1);
    await expect(
      ben.message("Before the tunnel").getByRole("button", { name: /👍 1, Ana Ruiz/ }),
    ).toBeVisible();
  },
);

test("a draft stays in its channel over a reload", async ({ ana }) => {
  await ana.composer().fill("A thought that is not");
  await ana.page.reload();
  await expect(ana.composer()).toHaveValue("A thought that is not");
});
