/** Every page without a violation of WCAG A and AA, light and dark. */
import type { Locator, Page } from "@playwright/test";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../../convex/testing.webhooks.ts";
import { inBoth, settled } from "../support/accessible.ts";
import { goWithin, Person } from "../support/person.ts";
import { encode } from "fast-png";
import { expect, signUpTest, test } from "./fixtures.ts";

/** Pixels from the left. */
async function middleOf(place: Locator): Promise<number> {
  await place.waitFor();
  const { x, width } = (await place.boundingBox())!;
  return x + width / 2;
}

/** How many colours change gradually when the system's theme does. */
async function gradualColours(page: Page): Promise<number> {
  const begun = await page.evaluateHandle(() => {
    const colours: string[] = [];
    document.addEventListener("transitionrun", ({ propertyName }) => {
      if (propertyName.includes("color")) colours.push(propertyName);
    });
    return colours;
  });
  await page.emulateMedia({ colorScheme: "dark" });
  await settled(page, "dark");
  return await begun.evaluate(({ length }) => length);
}

signUpTest("signing up and in, and a forgotten password", async ({ server, stranger, browser }) => {
  await stranger.goto(server.url);
  await stranger.getByLabel("Your name").waitFor();
  await inBoth(stranger, "first sign-up");
  await Person.signUp(browser, server.url, "Ana Ruiz");
  await goWithin(stranger, "/sign-in");
  await stranger.getByLabel("Email").waitFor();
  await inBoth(stranger, "sign-in");
  await goWithin(stranger, "/forgot-password");
  await stranger.getByLabel("Email").waitFor();
  await inBoth(stranger, "forgotten password");
  await goWithin(stranger, "/reset-password#token");
  await stranger.getByRole("button", { name: "Save password" }).waitFor();
  await inBoth(stranger, "new password");
});

test("a channel, the board, the palette", async ({ ana }) => {
  await ana.say(
    "Some **markdown**, `code`, a [link](https://example.org) and\n\n- a list\n- of two\n\n```ts\nconst x = 1;\n```",
  );
  await ana.message("Some markdown").hover();
  await ana.page.getByRole("button", { name: "React with 👍" }).click();
  await expect(ana.page.getByRole("list", { name: "Reactions" })).toBeVisible();
  expect(await gradualColours(ana.page)).toBe(0);
  await inBoth(ana.page, "channel");

  await ana.page.getByRole("button", { name: /Details and/ }).click();
  await inBoth(ana.page, "channel details");

  await ana.open("/browse");
  await ana.page.getByRole("searchbox").first().waitFor();
  await inBoth(ana.page, "browse");

  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await ana.page.getByLabel("New task in To do").fill("Ship the importer");
  await ana.page.keyboard.press("Enter");
  await ana.card("Ship the importer").click();
  await ana.page.getByRole("textbox", { name: "Title" }).waitFor();
  await inBoth(ana.page, "board with a task");

  await ana.page.keyboard.press("Escape");
  await ana.page.keyboard.press("Control+k");
  await ana.page.getByRole("combobox").waitFor();
  await inBoth(ana.page, "palette");
});

test("people who come, go and administer", async ({ ana, ben }) => {
  const { page } = ana;
  await ben.say("Something that stays");
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
  await page.getByRole("button", { name: "Change Ben Ito" }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await page.getByRole("dialog", { name: "Deactivate Ben Ito?" }).waitFor();
  await inBoth(page, "deactivating a person");
  await page.getByRole("button", { name: "Deactivate", exact: true }).click();
  await page.getByRole("radio", { name: "Deactivated" }).check();
  await page.getByRole("button", { name: "Reactivate" }).waitFor();
  await inBoth(page, "people, one deactivated");
  await page.keyboard.press("Escape");
  await ana.message("Something that stays").getByText("deactivated").waitFor();
  await inBoth(page, "a message of somebody deactivated");
  await ben.page.getByText("You can’t open this workspace").waitFor();
  await inBoth(ben.page, "deactivated");
});

test.describe("with webhooks", () => {
  test.use({ settings: WEBHOOK_KEYS });

  test("one that failed and is tried again", async ({ server, ana }) => {
    const { page } = ana;
    const post = svixPost(
      WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET,
      "1",
      clerkBody("user.deleted", { id: "user_1" }),
    );
    expect((await fetch(`${server.url}/http/webhooks/clerk`, post)).status).toBe(500);
    await ana.open("/crons");
    await page.getByText("CLERK_JWT_ISSUER_DOMAIN is not set").waitFor();
    await inBoth(page, "webhooks");
    await page.getByRole("button", { name: "Try now" }).click();
    await page.getByText("Tried 2 times").waitFor();
  });
});

test("panes and menus of messages", async ({ ana, ben }) => {
  const { page } = ana;
  await ana.say("Something to talk about");
  await ben.mentionInThread("Something to talk about", "Ana Ruiz");
  await page.getByRole("button", { name: "You were mentioned in a thread" }).waitFor();
  await inBoth(page, "a mention in a thread");
  await ana.message("Something to talk about").hover();
  await page.getByRole("button", { name: "Reply in thread" }).click();
  await page.getByRole("textbox", { name: "Reply" }).fill("A reply");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log", { name: "Replies" }).getByRole("article")).not.toHaveCount(0);
  await inBoth(page, "thread");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("log", { name: "Replies" })).toHaveCount(0);
  await page.mouse.move(0, 0);
  await ana.message("Something to talk about").hover();
  await page.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menu").waitFor();
  await inBoth(page, "message menu");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add an emoji" }).first().click();
  await page.getByRole("searchbox", { name: /emoji/i }).waitFor();
  await inBoth(page, "emoji picker");
  await page.keyboard.press("Escape");
});

test("files, places and search", async ({ ana }) => {
  const { page } = ana;
  const { pathname } = new URL(page.url());
  const files = [
    {
      name: "dot.png",
      mimeType: "image/png",
      buffer: Buffer.from(encode({ width: 2, height: 2, data: new Uint8Array(12), channels: 3 })),
    },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("one\ntwo") },
    { name: "table.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2") },
  ];
  await page.locator("[data-attach]").setInputFiles(files);
  await page
    .getByRole("form", { name: /^Message/ })
    .getByText("table.csv")
    .waitFor();
  await inBoth(page, "composer with files");
  await ana.say("The launch is near");
  const picture = page.getByRole("button", { name: "Open dot.png" });
  await picture.waitFor();
  await page.getByRole("link", { name: "Download table.csv" }).waitFor();
  await inBoth(page, "message with files");
  await picture.click();
  await page.getByRole("dialog", { name: "dot.png" }).waitFor();
  await inBoth(page, "viewer of a picture");
  for (const name of ["notes.txt", "table.csv"]) {
    await page.getByRole("button", { name: "Next file" }).click();
    await page.getByRole("dialog", { name }).waitFor();
    await inBoth(page, `viewer of ${name}`);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Files" }).click();
  await page.getByText("table.csv").waitFor();
  await inBoth(page, "files of a channel");

  await ana.open(pathname);
  await ana.message("The launch is near").hover();
  await page.getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menuitem", { name: /Forward/ }).click();
  await page.getByRole("dialog", { name: "Forward" }).waitFor();
  await inBoth(page, "forward");
  await page.keyboard.press("Escape");
  await ana.open("/search?q=launch");
  await page.getByRole("main").getByText("The launch is near").waitFor();
  await inBoth(page, "search");
});

test("invitations", async ({ ana, stranger }) => {
  await stranger.goto(await ana.invite());
  await stranger.getByLabel("Your name").waitFor();
  await inBoth(stranger, "invitation");
  await goWithin(stranger, "/invite/nonsense");
  await stranger.getByRole("heading").first().waitFor();
  await inBoth(stranger, "invitation that is none");
  await goWithin(stranger, "/sign-up");
  await stranger.getByRole("heading").first().waitFor();
  await inBoth(stranger, "sign-up without an invitation");
});

test("dialogs and smaller pages", async ({ ana }) => {
  const { page } = ana;
  await page.getByRole("button", { name: "Add a channel" }).click();
  await page.getByRole("menuitem", { name: "New channel" }).click();
  await page.getByRole("dialog", { name: "New channel" }).waitFor();
  await inBoth(page, "new channel");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "New direct message" }).click();
  await page.getByRole("dialog", { name: "New direct message" }).waitFor();
  await inBoth(page, "new direct message");
  await page.keyboard.press("Escape");
  for (const section of ["You", "People", "Emoji"]) {
    await page.keyboard.press("Control+,");
    await page.getByRole("radio", { name: section }).check();
    await inBoth(page, `settings, ${section}`);
    if (section === "You") {
      const buffer = Buffer.from(encode({ width: 40, height: 30, data: new Uint8Array(3_600), channels: 3 }));
      const photo = { name: "me.png", mimeType: "image/png", buffer };
      await page.locator("input[type=file][aria-label='Choose a picture']").setInputFiles(photo);
      await page.getByRole("application").waitFor();
      await inBoth(page, "the part of a picture");
      await page.keyboard.press("Escape");
      await page.getByRole("application").waitFor({ state: "detached" });
    }
    await page.keyboard.press("Escape");
  }
  await ana.composer().press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await inBoth(page, "shortcuts");

  await ana.open("/my-tasks");
  await page.getByRole("heading").first().waitFor();
  await inBoth(page, "my tasks");
  await ana.open("/nowhere");
  const nothing = page.getByRole("heading", { name: "Page not found" });
  expect(await middleOf(nothing)).toBeCloseTo(await middleOf(page.getByRole("main")), 0);
  await inBoth(page, "page not found");
  await page.setViewportSize({ width: 360, height: 740 });
  await ana.open("/");
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await inBoth(page, "phone");
});

test("the day's digest, its settings, scheduled work, a link of a mail", async ({ ana }) => {
  const { page } = ana;
  await ana.open("/digest");
  await page.getByText("You’re all caught up").waitFor();
  await inBoth(page, "empty digest");
  await page.getByRole("button", { name: "Schedule" }).click();
  await page.getByText("Next email:").waitFor();
  await inBoth(page, "mail settings");
  await page.getByRole("radiogroup", { name: "Days" }).getByRole("radio", { name: "Never" }).check();
  await page.getByText("Daily emails are off").waitFor();
  await page.keyboard.press("Escape");
  await ana.open("/crons");
  await page.getByRole("list", { name: "Scheduled work" }).waitFor();
  await page.getByText("Set CLERK_WEBHOOK_SECRET to turn on").waitFor();
  await inBoth(page, "scheduled work");
  await ana.open("/mail-link#nonsense");
  await page.getByText("Nothing changed").waitFor();
  await inBoth(page, "link of a mail that is none");
});

test("categories of tasks, their reasons, what AI may do", async ({ ana }) => {
  const { page } = ana;
  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await page.getByLabel("New task in To do").fill("The checkout is down");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Category: Urgent" }).click();
  await page.getByText("Decided by the built-in rules").waitFor();
  await inBoth(page, "why a task is urgent");
  await page.getByRole("button", { name: "Routine" }).click();
  await page.getByRole("button", { name: "Category: Routine" }).click();
  await page.getByRole("button", { name: "Let Tandem decide" }).waitFor();
  await inBoth(page, "a category that a person chose");
  await ana.open("/ai");
  await page.getByRole("heading", { name: "Usage this month" }).waitFor();
  await inBoth(page, "AI");
});

test("the emails of the workspace, and one of them", async ({ server, ana, stranger }) => {
  const { page } = ana;
  await ana.open("/emails");
  await page.getByText("No emails yet").waitFor();
  await inBoth(page, "no emails");
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "People" }).check();
  await page.getByLabel("Or email one to").fill("zoe@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("This server can’t send email yet. Copy the link").waitFor();
  await page.keyboard.press("Escape");
  await stranger.goto(`${server.url}/forgot-password`);
  await stranger.getByLabel("Email").fill("ana.ruiz@example.com");
  await stranger.keyboard.press("Enter");
  await stranger.getByRole("heading", { name: "Ask an admin for your link" }).waitFor();
  await page.getByRole("list", { name: "Emails" }).getByRole("button").click();
  await page
    .frameLocator("iframe")
    .getByRole("link", { name: /password/i })
    .first()
    .waitFor();
  // Nothing runs inside the frame of a mail, axe neither.
  await page.getByRole("radio", { name: "Plain text" }).check();
  await inBoth(page, "an email");
});

test("the weekly report, empty or full, its mail, a blocked task", async ({ ana }) => {
  const { page } = ana;
  await page.getByRole("link", { name: "Weekly report" }).click();
  await page.getByText("Nothing yet this week").waitFor();
  await inBoth(page, "empty report");
  await ana.openBoard();
  for (const title of ["Ship the importer", "Write the parser"]) {
    await ana.column("To do").getByRole("button", { name: "New task" }).click();
    await page.getByLabel("New task in To do").fill(title);
    await page.keyboard.press("Enter");
    await ana.card(title).waitFor();
    await page.keyboard.press("Escape");
    await expect(ana.column("To do").getByRole("button", { name: "New task" })).toBeFocused();
  }
  await ana.card("Ship the importer").focus();
  await page.keyboard.press("w");
  await page.getByText("Blocked").waitFor();
  await ana.card("Ship the importer").click();
  await page.getByRole("textbox", { name: "What it’s blocked by" }).fill("The parser");
  await page.keyboard.press("Enter");
  await inBoth(page, "blocked task");
  await page.keyboard.press("Escape");
  await expect(ana.card("Ship the importer")).toBeFocused();
  await ana.card("Write the parser").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect(ana.column("In progress").getByText("Write the parser")).toBeVisible();
  await ana.open("/report");
  await page.getByText("Blocked by: The parser").waitFor();
  await expect(page.getByRole("region", { name: "Moved" }).getByText("Write the parser")).toBeVisible();
  await inBoth(page, "report");
  await page.getByRole("button", { name: "Preview email" }).click();
  await expect(page.frameLocator("iframe").getByText("Your week,", { exact: false }).last()).toBeVisible();
});

test("the server's figures are there for an admin, and a member is told that they are not", async ({
  ana,
  ben,
}) => {
  await ana.open("/server");
  await ana.page.getByRole("region", { name: "Overview" }).waitFor();
  await ana.page.getByRole("row", { name: /^users \d/ }).waitFor();
  await inBoth(ana.page, "server");
  await ana.page.getByText("Functions", { exact: true }).click();
  await ana.page.getByRole("row", { name: /^users:me reads/ }).waitFor();
  await inBoth(ana.page, "functions of the server");
  await ana.page.getByText("Data", { exact: true }).click();
  await ana.page.getByRole("button", { name: "messages" }).click();
  await ana.page.getByRole("menuitemcheckbox", { name: "users" }).click();
  await expect(ana.page.getByRole("row", { name: /admin false$/ })).toHaveCount(1);
  await inBoth(ana.page, "data of the server");
  await ana.page.getByText("Logs", { exact: true }).click();
  await ana.page.getByRole("search", { name: "Filter the logs" }).waitFor();
  await inBoth(ana.page, "logs of the server");
  await ben.open("/server");
  await ben.page.getByRole("heading", { name: "Only admins can see this" }).waitFor();
  await expect(ben.page.getByRole("region", { name: "Overview" })).toHaveCount(0);
});
