/** What a person does in the browser, in their words. */
import { ConvexHttpClient } from "convex/browser";
import type { Id } from "../../convex/_generated/dataModel.js";
import { expect, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";

export const PASSWORD = "correct horse battery staple";

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;

/** Goes to a place of the app, which is loaded, as its links do. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

/** A client of the server as somebody who is signed in on a page of the app. */
export async function clientOf({ page }: Person): Promise<ConvexHttpClient> {
  const token = await page.evaluate(
    async () => ((await (await fetch("/api/auth/token")).json()) as { token: string }).token,
  );
  const client = new ConvexHttpClient(new URL(page.url()).origin, { logger: false });
  client.setAuth(token);
  return client;
}

/** The channel that is open. */
export const channelOf = ({ page }: Person) => /\/c\/(\w+)/.exec(page.url())![1] as Id<"channels">;

/** A phone held upright, without a mouse. */
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly name: string;
  /** What the browser complained of: uncaught errors, and what the content security policy refused. */
  readonly problems: string[] = [];

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    page.on("pageerror", (error) => this.problems.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) this.problems.push(message.text());
    });
  }

  /** Opens `url` and fills the sign-up form that is there, or behind the invitation. */
  static async signUp(
    browser: Browser,
    url: string,
    name: string,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<Person> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const person = new Person(name, context, page);
    await page.goto(url);
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Email").fill(emailOf(name));
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await person.composer().waitFor();
    return person;
  }

  /** Signs in somebody who is a member already, without the form, and opens the app. */
  static async signIn(
    browser: Browser,
    url: string,
    name: string,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<Person> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const person = new Person(name, context, page);
    const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
      data: { email: emailOf(name), password: PASSWORD },
      headers: { origin: url },
    });
    expect(answer.status()).toBe(200);
    await page.goto(url);
    if (person.#isOnPhone()) await person.goToChannel("general");
    await person.composer().waitFor();
    return person;
  }

  /** Goes to a place of the app as its links do, without loading the app anew. */
  async open(path: string): Promise<void> {
    await goWithin(this.page, path);
  }

  composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message / });
  }

  async say(text: string): Promise<void> {
    await this.composer().fill(text);
    // Enter begins a new line on a phone.
    if (this.#isOnPhone()) await this.page.getByRole("button", { name: "Send", exact: true }).tap();
    else await this.composer().press("Enter");
  }

  /** Replies to a message with the name of somebody. */
  async mentionInThread(text: string, name: string): Promise<void> {
    await this.message(text).hover();
    await this.page.getByRole("button", { name: "Reply in thread" }).click();
    await this.page.getByRole("textbox", { name: "Reply" }).pressSequentially(`@${name.split(" ")[0]}`);
    await this.page.getByRole("option", { name }).click();
    await this.page.keyboard.press("Enter");
  }

  /** Opens the editor of the newest own message, which the server must have before it can be changed. */
  async editLast(): Promise<void> {
    const editor = this.page.getByRole("textbox", { name: "Edit message" });
    await expect(async () => {
      await this.composer().press("ArrowUp");
      await editor.waitFor({ timeout: 500 });
    }).toPass();
    await editor.focus();
  }

  /** The row of the message with exactly this text. */
  message(text: string): Locator {
    return this.page.getByRole("log").getByRole("article").filter({ hasText: text });
  }

  async goToChannel(name: string): Promise<void> {
    if (this.#isOnPhone()) await this.#toLists("Chats");
    const lists = this.#isOnPhone() ? this.page.getByRole("main") : this.page.getByRole("navigation");
    await lists.getByRole("link", { name: new RegExp(`channel ${name}\\b`, "i") }).click();
    await this.page.getByRole("textbox", { name: `Message #${name}` }).waitFor();
  }

  async openBoard(): Promise<void> {
    const sidebar = this.page.getByRole("navigation", { name: "Workspace" });
    if (this.#isOnPhone()) await this.#toLists("Tasks");
    else await sidebar.getByRole("link", { name: "Board" }).click();
    await this.column("To do").waitFor();
  }

  #isOnPhone(): boolean {
    return this.page.viewportSize()?.width === PHONE.viewport.width;
  }

  /** By the bar at the bottom, to which the arrow of a channel leads back. */
  async #toLists(tab: "Chats" | "Tasks"): Promise<void> {
    const bar = this.page.getByRole("navigation", { name: "Sections" });
    const back = this.page.getByRole("link", { name: "Back" });
    await bar.or(back).first().waitFor();
    if (!(await bar.isVisible())) await back.click();
    await bar.getByRole("link", { name: tab }).click();
  }

  column(name: "To do" | "In progress" | "Done"): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${name}`) });
  }

  /** Drags by mouse as a hand does: picks up, moves until the column shows that it takes the card, lets go. */
  async drag(title: string, column: "To do" | "In progress" | "Done"): Promise<void> {
    const { mouse } = this.page;
    const target = this.column(column);
    await this.card(title).hover();
    await mouse.down();
    const box = (await target.boundingBox())!;
    let step = 0;
    await expect(async () => {
      await mouse.move(box.x + box.width / 2, box.y + 60 + (step++ % 4), { steps: 5 });
      await expect(target).toHaveClass(/bg-bg-active/, { timeout: 300 });
    }).toPass();
    await mouse.up();
  }

  card(title: string): Locator {
    return this.page.getByRole("link", { name: new RegExp(`^T-\\d+ ${title}`) });
  }

  /** Makes an invitation in the settings and answers its link. */
  async invite(): Promise<string> {
    await this.page.getByRole("button", { name: "Tandem" }).click();
    await this.page.getByRole("menuitem", { name: /Invite/ }).click();
    await this.page.getByRole("button", { name: /invite link/i }).click();
    const link = await this.page.getByRole("textbox", { name: "Invite link" }).inputValue();
    await this.page.keyboard.press("Escape");
    return link;
  }
}
