/**
 * What the end-to-end tests begin with: a server of their own, and Ana and Ben signed in on it in browsers of their
 * own. Each exists only for a test that names it, and ends with it, whether it passes or fails: what stays open would
 * slow down every later test by trying to connect again.
 */
import { test as base } from "@playwright/test";
import { AppServer, EMPTY_TEMPLATE, PEOPLE_TEMPLATE } from "../support/appServer.ts";
import { Person } from "../support/person.ts";

type Fixtures = {
  /** Environment variables of the server. */
  settings: Record<string, string>;
  /** Whether people sign up on the screen, or are members already. */
  signsUp: boolean;
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
  signsUp: [false, { option: true }],
  server: async ({ settings, signsUp }, use) => {
    const server = await AppServer.start(settings, signsUp ? EMPTY_TEMPLATE : PEOPLE_TEMPLATE);
    await use(server);
    await server.stop();
  },
  ana: async ({ browser, server, signsUp }, use) =>
    use(await Person[signsUp ? "signUp" : "signIn"](browser, server.url, "Ana Ruiz")),
  ben: async ({ browser, server, ana, signsUp }, use) =>
    use(
      signsUp
        ? await Person.signUp(browser, await ana.invite(), "Ben Ito")
        : await Person.signIn(browser, server.url, "Ben Ito"),
    ),
  stranger: async ({ browser }, use) => use(await (await browser.newContext()).newPage()),
  closesContexts: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/** For tests of signing up itself: nobody is there yet. */
export const signUpTest = test.extend({ signsUp: true });

export { expect } from "@playwright/test";
