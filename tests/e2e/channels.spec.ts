/** Channels as their people arrange and rule them, and who these people are, at a desk and on a phone. */
import { api } from "../../convex/_generated/api.js";
import { inBoth } from "../support/accessible.ts";
import { channelOf, clientOf } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

test("channels stand in sections, have owners who say who writes, and become private; names lead to profiles", async ({
  ana,
  ben,
}) => {
  const [anas, bens] = [await clientOf(ana), await clientOf(ben)];
  const general = channelOf(ana);
  const launch = await anas.mutation(api.channels.create, { name: "launch" });
  await anas.mutation(api.channels.create, { name: "alpha" });
  await bens.mutation(api.channels.join, { channelId: launch });
  await anas.mutation(api.tasks.create, { title: "Mend the roof", channelId: general });

  const row = (name: string) =>
    ana.page.getByRole("navigation").getByRole("link", { name: new RegExp(name) });
  await row("launch").click({ button: "right" });
  await ana.page.getByRole("menuitem", { name: "Move to" }).click();
  await ana.page.getByRole("menuitem", { name: "New section…" }).click();
  await ana.page.getByRole("textbox", { name: "Name" }).fill("Clients");
  await ana.page.keyboard.press("Enter");
  const clients = ana.page.getByRole("region", { name: "Clients" });
  await expect(clients.getByRole("link")).toHaveText([/launch/]);
  await row("alpha").dragTo(clients.getByRole("link"), { targetPosition: { x: 40, y: 3 } });
  await expect(clients.getByRole("link")).toHaveText([/alpha/, /launch/]);
  await inBoth(ana.page, "sections in the sidebar");
  await ana.page.reload();
  await expect(clients.getByRole("link")).toHaveText([/alpha/, /launch/]);

  await row("launch").click();
  await ana.page.getByRole("button", { name: /Details and/ }).click();
  await ana.page.getByRole("textbox", { name: "Topic" }).fill("Friday at noon");
  await ana.page.getByRole("button", { name: "Save" }).click();
  await ana.page.getByRole("radio", { name: "Settings" }).check();
  await ana.page.getByRole("radio", { name: "Owners only" }).check();
  await inBoth(ana.page, "the settings of a channel");
  await ben.open(`/c/${launch}`);
  await expect(ben.page.getByText("Only owners can write here.")).toBeVisible();
  await ana.composer().pressSequentially("See #gener");
  await ana.page.keyboard.press("Enter");
  await ana.composer().pressSequentially("and T-mend");
  await ana.page.getByRole("option", { name: /Mend the roof/ }).click();
  await ana.page.keyboard.press("Enter");
  await expect(ben.message("See").getByRole("link", { name: "#general" })).toBeVisible();
  await expect(ben.message("See").getByRole("button", { name: /Mend the roof/ })).toBeVisible();

  await ana.page.getByRole("button", { name: "Make private…" }).click();
  await ana.page.getByRole("button", { name: "Make private", exact: true }).click();
  await expect(ana.page.getByRole("button", { name: "Make public…" })).toBeVisible();

  await bens.mutation(api.users.updateProfile, { jobTitle: "Keeper" });
  await ben.message("See").getByRole("button", { name: "Ana Ruiz" }).tap();
  await expect(ben.page.getByRole("dialog", { name: "Ana Ruiz" })).toBeVisible();
  await inBoth(ben.page, "a profile on a phone");
  await ben.page.getByRole("button", { name: "Send a message" }).tap();
  await expect(ben.page.getByRole("textbox", { name: "Message Ana Ruiz" })).toBeVisible();
  await ana.open("/people");
  await ana.page
    .getByRole("main")
    .getByRole("button", { name: /Ben Ito/ })
    .click();
  await expect(ana.page.getByRole("dialog", { name: "Ben Ito" })).toContainText("Keeper");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("what a channel shows first is asked for once, while the button is still held", async ({ ana }) => {
  const mine = await clientOf(ana);
  const channelId = await mine.mutation(api.channels.create, { name: "launch" });
  await mine.mutation(api.tasks.create, { title: "Weigh the tank", channelId });
  await mine.mutation(api.messages.create, { channelId, text: "Lift-off at noon, after T-1" });
  const asked: string[] = [];
  ana.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      for (const [, path] of String(payload).matchAll(/"udfPath":"(messages:\w+|board\/chips:get)"/g))
        asked.push(path!);
    }),
  );
  await ana.page.goto(new URL("/my-tasks", ana.page.url()).href);
  const link = ana.page.getByRole("link", { name: /channel launch/i });
  // What hears of it comes a moment after the page.
  await expect
    .poll(async () => {
      await link.dispatchEvent("pointerdown", { button: 0, pointerType: "mouse" });
      return asked;
    })
    .toEqual(expect.arrayContaining(["messages:newest", "board/chips:get"]));
  const early = [...asked];
  await link.click();
  await expect(ana.page.getByText(/^Lift-off at noon, after T-1.*Weigh the tank/)).toBeVisible();
  const late = asked.slice(early.length);
  expect(late.filter((path) => early.includes(path))).toEqual([]);
});
