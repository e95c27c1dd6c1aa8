/** What is written without a connection is shown as pending, kept over a reload, and goes out once. */
import { expect, test } from "@playwright/test";
import { AppServer } from "../support/appServer.ts";
import { Person } from "../support/person.ts";

test("a message written offline is pending, survives a reload, and arrives once", async ({ browser }) => {
  const server = await AppServer.start();
  const ana = await Person.signUp(browser, server.url, "Ana Ruiz");
  const ben = await Person.signUp(browser, await ana.invite(), "Ben Ito");
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
  await server.stop();
});

test("a draft stays in its channel over a reload", async ({ browser }) => {
  const server = await AppServer.start();
  const ana = await Person.signUp(browser, server.url, "Ana Ruiz");
  await ana.composer().fill("A thought that is not");
  await ana.page.reload();
  await expect(ana.composer()).toHaveValue("A thought that is not");
  await server.stop();
});
