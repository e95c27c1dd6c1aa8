/**
 * What the end-to-end tests begin with: a server of their own, and Ana and Ben signed up on it in browsers of their
 * own. Each exists only for a test that names it, and ends with it, whether it passes or fails: what stays open would
 * slow down every later test by trying to connect again.
 */
import { test as base } from "@playwright/test";
import { AppServer } from "../support/appServer.ts";
import { Person } from "../support/person.ts";

type Fixtures = {
  /** Environment variables of the server. */
  settings: Record<string, string>;
  server: AppServer;
  /** The first person, who is an admin. */
  ana: Person;
  /** Comes by Ana's invitation. */
  ben: Person;
  /** A page of somebody who has not signed in. */
  stranger: Person["page"];
  closesContexts: void;
};

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  server: async ({ settings }, use) => {
    const server = await AppServer.start(settings);
    await use(server);
    await server.stop();
  },
  ana: async ({ browser, server }, use) => use(await Person.signUp(browser, server.url, "Ana Ruiz")),
  ben: async ({ browser, ana }, use) => use(await Person.signUp(browser, await ana.invite(), "Ben Ito")),
  stranger: async ({ browser }, use) => use(await (await browser.newContext()).newPage()),
  closesContexts: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
