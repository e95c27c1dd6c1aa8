/** The story of the product: Ana makes the workspace, Ben comes by invitation, and each sees what the other does. */
import { api } from "../../convex/_generated/api.js";
import { channelOf, clientOf, Person } from "../support/person.ts";
import { expect, signUpTest, test } from "./fixtures.ts";

signUpTest(
  "they meet by invitation, and a message, its change, its reaction and its end are seen by both",
  async ({ ana, ben }) => {
    await ana.say("Can we ship the **importer** on Friday?");
    await expect(ben.message("Can we ship the importer on Friday?")).toBeVisible();
    await expect(ben.message("importer").locator("strong")).toHaveText("importer");

    await ben.message("importer").hover();
    await ben.page
      .getByRole("toolbar", { name: "Message actions" })
      .getByRole("button", { name: "React with 👍" })
      .click();
    await expect(ana.message("importer").getByRole("button", { name: /👍 1, Ben Ito/ })).toBeVisible();

    // A click chooses nothing: what is typed after it is a message, and no key of the one that was clicked.
    await ana.message("importer").click();
    await ana.page.keyboard.type("but now");
    await expect(ana.composer()).toHaveValue("but now");
    await ana.composer().fill("");

    await ben.say("Yes, if the parser lands today");
    await ben.editLast();
    await ben.page.keyboard.press("End");
    await ben.page.keyboard.type(", before noon");
    await ben.page.keyboard.press("Enter");
    await expect(ana.message("Yes, if the parser lands today, before noon")).toContainText("edited");

    await ben.message("before noon").hover();
    await ben.page.getByRole("button", { name: "More actions" }).click();
    await ben.page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(ana.message("before noon")).toHaveCount(0);
    await ben.page.getByRole("button", { name: "Undo" }).click();
    await expect(ana.message("before noon")).toBeVisible();

    await ben.message("before noon").hover();
    await ben.page.getByRole("button", { name: "More actions" }).click();
    await ben.page.getByRole("menuitem", { name: /^Pin/ }).click();
    await expect(ana.page.getByText("Pinned by Ben Ito")).toBeVisible();
    await ana.page.getByRole("button", { name: /Details and/ }).click();
    await ana.page.getByRole("link", { name: "Pinned messages" }).click();
    await expect(ana.page.getByRole("combobox")).toBeVisible();
    await expect(ana.page.getByRole("main").getByText("before noon")).toBeVisible();
    await ana.page.goBack();

    await ana.page.reload();
    await expect(ana.message("Can we ship the importer on Friday?")).toBeVisible();
    await expect(ana.message("before noon")).toBeVisible();
    expect([...ana.problems, ...ben.problems]).toEqual([]);
  },
);

test("what is unread is counted until it is read, and again once it is marked unread", async ({
  ana,
  ben,
}) => {
  const row = ana.page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: /general/ });

  await ana.openBoard();
  await ben.say("First");
  await ben.say("Second");
  await expect(row).toHaveAccessibleName(/2 ?unread$/);
  await ben.composer().pressSequentially("@Ana");
  await ben.page.getByRole("option", { name: /Ana Ruiz/ }).click();
  await ben.page.keyboard.press("Enter");
  await expect(row).toHaveAccessibleName(/1 ?unread, mentions you$/);
  await ben.message("Second").hover();
  await ben.page.getByRole("button", { name: "More actions" }).click();
  await ben.page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(ben.composer()).toBeFocused();

  await ana.goToChannel("general");
  await expect(ana.message("First")).toBeVisible();
  await expect(row).not.toHaveAccessibleName(/unread/);

  await ana.say("Read");
  await ana.message("First").hover();
  await ana.page.getByRole("button", { name: "More actions" }).click();
  await ana.page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await ana.openBoard();
  await expect(row).toHaveAccessibleName(/1 ?unread, mentions you$/);

  // More than the first page of the channel holds: it still opens where reading ended.
  await ana.goToChannel("general");
  await expect(row).not.toHaveAccessibleName(/unread/);
  await ana.openBoard();
  const client = await clientOf(ben);
  const channelId = channelOf(ben);
  for (let n = 1; n <= 52; n++)
    await client.mutation(api.messages.create, { channelId, text: `Number ${n}` });
  await expect(row).toHaveAccessibleName(/9\+ ?unread$/);
  const channel = (await row.getAttribute("href"))!;
  // By the sidebar, and by a link or a reload, where nothing is known yet.
  for (const open of [
    () => ana.goToChannel("general"),
    () => ana.page.goto(new URL(channel, ana.page.url()).href),
  ]) {
    await open();
    await expect(ana.page.getByText("New", { exact: true })).toBeInViewport();
    await expect(ana.page.getByText("Number 1", { exact: true })).toBeInViewport();
    await expect(ana.page.getByText("Number 52", { exact: true })).not.toBeInViewport();
  }
});

test("a mention in a thread leads to it, and waits until the thread was seen", async ({ ana, ben }) => {
  const row = ana.page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: /general/ });
  const note = ana.page.getByRole("button", { name: "You were mentioned in a thread" });

  await ana.say("Question");
  await ben.mentionInThread("Question", "Ana Ruiz");
  await expect(note).toBeVisible();
  await ana.openBoard();
  await expect(row).toHaveAccessibleName(/1 ?unread, mentions you$/);
  await expect(ana.page).toHaveTitle(/^\(1\) /);

  await ana.goToChannel("general");
  await note.click();
  await expect(ana.page.getByRole("log", { name: "Replies" }).getByText("@Ana Ruiz")).toBeVisible();
  await expect(note).toBeHidden();
  await expect(row).not.toHaveAccessibleName(/unread/);
});

test("a private channel is there for its people only, and is gone at once for who is removed", async ({
  ana,
  ben,
}) => {
  await ana.page.getByRole("button", { name: "Add a channel" }).click();
  await ana.page.getByRole("menuitem", { name: /Create|New/ }).click();
  await ana.page.getByLabel("Name").fill("hiring");
  await ana.page.getByText("Private", { exact: true }).click();
  await ana.page.getByRole("button", { name: "Create channel" }).click();
  await expect(ana.page.getByRole("textbox", { name: "Message #hiring" })).toBeVisible();
  await expect(ben.page.getByRole("link", { name: /hiring/ })).toHaveCount(0);

  await ana.page.getByRole("button", { name: /Details and/ }).click();
  await ana.page.getByRole("button", { name: /Add people/ }).click();
  await ana.page
    .getByRole("dialog")
    .getByRole("option", { name: /Ben Ito/ })
    .click();
  await ana.page.getByRole("button", { name: "Add to channel" }).click();
  await ben.goToChannel("hiring");
  await ana.say("For the two of us");
  await expect(ben.message("For the two of us")).toBeVisible();

  await ana.page.getByRole("button", { name: "Remove Ben Ito" }).click();
  await expect(ben.message("For the two of us")).toHaveCount(0);
  await expect(ben.page.getByRole("link", { name: /hiring/ })).toHaveCount(0);
});

test("a card is made, moved by mouse and by keyboard, and both boards have one order", async ({
  ana,
  ben,
}) => {
  await ana.openBoard();
  await ben.openBoard();

  for (const title of ["Ship the importer", "Write release notes", "Ask legal"]) {
    await ana.column("To do").getByRole("button", { name: "New task" }).click();
    const field = ana.page.getByLabel("New task in To do");
    await field.fill(title);
    await field.press("Enter");
    await field.press("Escape");
    await expect(ben.column("To do").getByRole("link", { name: new RegExp(title) })).toBeVisible();
  }

  await ana.drag("Ship the importer", "In progress");
  await expect(ben.column("In progress").getByRole("link", { name: /Ship the importer/ })).toBeVisible();

  await ben.card("Write release notes").focus();
  await ben.page.keyboard.press("Alt+Shift+ArrowRight");
  await expect(ana.column("In progress").getByRole("link", { name: /Write release notes/ })).toBeVisible();

  const filter = ben.page.getByLabel("Filter by text");
  await filter.focus();
  await ana.card("Write release notes").focus();
  await ana.page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(ben.column("In progress").getByRole("link").last()).toHaveText(/Write release notes/);
  await expect(filter).toBeFocused();

  await Promise.all([
    ana
      .card("Ask legal")
      .focus()
      .then(() => ana.page.keyboard.press("Alt+Shift+ArrowRight")),
    ben
      .card("Ship the importer")
      .focus()
      .then(() => ben.page.keyboard.press("Alt+Shift+ArrowDown")),
  ]);
  await expect(ben.page.getByText(/^Moved T-1/)).toBeAttached();
  const orderOf = async (person: Person) =>
    await person.column("In progress").getByRole("link").allTextContents();
  await expect.poll(async () => (await orderOf(ana)).length).toBe(3);
  await expect(async () => expect(await orderOf(ben)).toEqual(await orderOf(ana))).toPass();

  const order = await orderOf(ana);
  await ana.page.reload();
  await ana.column("In progress").waitFor();
  await expect.poll(async () => await orderOf(ana)).toEqual(order);

  // Opened anew, the board had to wait for its tasks.
  await ana.drag("Ask legal", "Done");
  await expect(ben.column("Done").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ana.page.keyboard.press("Control+z");
  await expect(ana.page.getByText("Undone: T-3 moved")).toBeVisible();
  await expect(ben.column("In progress").getByRole("link", { name: /Ask legal/ })).toBeVisible();

  // It is done again by the toast and by keys, until somebody else has moved the card.
  await ana.page.getByRole("button", { name: "Redo", exact: true }).click();
  await expect(ana.page.getByText("Redone: T-3 moved")).toBeVisible();
  await expect(ben.column("Done").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ana.page.keyboard.press("Control+z");
  await expect(ben.column("In progress").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ana.page.keyboard.press("Control+Shift+z");
  await expect(ben.column("Done").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ana.page.keyboard.press("Control+z");
  await expect(ben.column("In progress").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ben.drag("Ask legal", "To do");
  await expect(ana.column("To do").getByRole("link", { name: /Ask legal/ })).toBeVisible();
  await ana.page.keyboard.press("Control+y");
  await expect(ana.page.getByText("It was changed since, so it stays as it is.")).toBeVisible();
});

signUpTest(
  "on plain http under another name than localhost, everything works without a secure context",
  async ({ server, browser }) => {
    // The browser finds every name below `test` on this machine.
    const url = `http://team.test:${server.port}`;
    const ana = await Person.signUp(browser, url, "Ana Ruiz");
    expect(await ana.page.evaluate(() => isSecureContext)).toBe(false);
    const invitation = await ana.invite();
    expect(invitation).toContain(url);
    const ben = await Person.signUp(browser, invitation, "Ben Ito");
    await ana.say("Hello from the network");
    await expect(ben.message("Hello from the network")).toBeVisible();
  },
);
