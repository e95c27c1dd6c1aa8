/**
 * What the end-to-end tests begin with: a server on which Ana and Ben are members, and both signed in on it in browsers
 * of their own. Tests share a server, which is given back as it began after each.
 */
import { test as base, type Browser } from "@playwright/test";
import { AppServer, EMPTY_TEMPLATE, PEOPLE_TEMPLATE } from "../support/appServer.ts";
import { Person, PHONE } from "../support/person.ts";

type Fixtures = {
  /** Environment variables of the server: one that tests share takes those of the functions. */
  settings: Record<string, string>;
  /** Whether Ben has a phone in his hand, while Ana sits at a desk. */
  benIsOnPhone: boolean;
  /** Whether people sign up on the screen, or are members already. */
  signsUp: boolean;
  /** Whether the test stops or kills its server, or looks at all that it has said. */
  hasOwnServer: boolean;
  server: AppServer;
  /** The first person, who is an admin. */
  ana: Person;
  /** Comes by Ana's invitation. */
  ben: Person;
  /** A page of somebody who has not signed in. */
  stranger: Person["page"];
};

type WorkerFixtures = {
  /** Starts the server that tests share, the first time. */
  shared: () => Promise<AppServer>;
};

/** What stays open would slow down every later test by trying to connect again, or write into its data. */
async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  settings: [{}, { option: true }],
  benIsOnPhone: [false, { option: true }],
  signsUp: [false, { option: true }],
  hasOwnServer: [false, { option: true }],
  shared: [
    async ({}, use) => {
      const started: Promise<AppServer>[] = [];
      await use(() => (started[0] ??= AppServer.startShared()));
      for (const server of started) await (await server).stop();
    },
    { scope: "worker" },
  ],
  server: async ({ browser, settings, signsUp, hasOwnServer, shared }, use) => {
    const isShared = !signsUp && !hasOwnServer;
    const template = signsUp ? EMPTY_TEMPLATE : PEOPLE_TEMPLATE;
    const server = isShared ? await shared() : await AppServer.start(settings, template);
    if (isShared && Object.keys(settings).length > 0) await server.take(settings);
    await use(server);
    await closePages(browser);
    await (isShared ? server.giveBack() : server.stop());
  },
  ana: async ({ browser, server, signsUp }, use) =>
    use(await Person[signsUp ? "signUp" : "signIn"](browser, server.url, "Ana Ruiz")),
  ben: async ({ browser, server, ana, signsUp, benIsOnPhone }, use) => {
    const device = benIsOnPhone ? PHONE : {};
    await use(
      signsUp
        ? await Person.signUp(browser, await ana.invite(), "Ben Ito", device)
        : await Person.signIn(browser, server.url, "Ben Ito", device),
    );
  },
  stranger: async ({ browser }, use) => use(await (await browser.newContext()).newPage()),
});

/** For tests of signing up itself: nobody is there yet. */
export const signUpTest = test.extend({ signsUp: true });

export { expect } from "@playwright/test";
