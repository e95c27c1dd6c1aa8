/** What is written without a connection is shown as pending, kept over a reload, and goes out once. */
import { expect, test } from "./fixtures.ts";

test("a message written offline is pending, survives a reload, and arrives once", async ({
  server,
  ana,
  ben,
}) => {
  await ana.say("Before the tunnel");
  await expect(ben.message("Before the tunnel")).toBeVisible();

  await server.kill();
  await expect(ana.page.getByRole("status", { name: "Connection" })).not.toBeEmpty();
  await ana.say("Inside the tunnel");
  await expect(ana.message("Inside the tunnel")).toBeVisible();
  await server.start();
  await ana.page.reload();

  await expect(ben.message("Inside the tunnel")).toHaveCount(1, { timeout: 60_000 });
  await expect(ana.message("Inside the tunnel")).toHaveCount(1);
});

test("a draft stays in its channel over a reload", async ({ ana }) => {
  await ana.composer().fill("A thought that is not");
  await ana.page.reload();
  await expect(ana.composer()).toHaveValue("A thought that is not");
});
