/** The server is killed under traffic: both browsers recover by themselves, and nothing that was acknowledged is lost or doubled. */
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.d.ts";
import type { AppServer } from "../support/appServer.ts";
import type { Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const KILLS = 2;

test.use({ hasOwnServer: true });

test("kill -9 under traffic loses and doubles nothing", async ({ server, ana, ben }) => {
  test.setTimeout(180_000);
  const said: string[] = [];

  for (let kill = 0; kill < KILLS; kill++) {
    for (let i = 0; i < 6; i++) {
      const [speaker, other] = i % 2 === 0 ? [ana, ben] : [ben, ana];
      const text = `message ${kill}-${i} of ${speaker.name}`;
      said.push(text);
      await speaker.say(text);
      if (i < 3) await expect(other.message(text)).toBeVisible();
      if (i === 3) await server.kill();
    }
    await expect(ana.page.getByRole("status", { name: "Connection" })).not.toBeEmpty();
    await server.start();
    for (const text of said.slice(-6)) {
      await expect(ana.message(text)).toHaveCount(1, { timeout: 60_000 });
      await expect(ben.message(text)).toHaveCount(1, { timeout: 60_000 });
    }
  }

  const stored = await textsInStore(server, ana);
  expect(stored.toSorted()).toEqual(said.toSorted());
  await ana.page.reload();
  for (const text of said) await expect(ana.message(text)).toHaveCount(1);
});

/** Every message of the channel that is open, as the server has it. */
async function textsInStore(server: AppServer, person: Person): Promise<string[]> {
  const channelId = new URL(person.page.url()).pathname.split("/")[2] as Id<"channels">;
  const token = await person.page.evaluate(
    async () => ((await (await fetch("/api/auth/token")).json()) as { token: string }).token,
  );
  const client = new ConvexHttpClient(server.url);
  client.setAuth(token);
  const { page } = await client.query(api.messages.paginated, {
    channelId,
    paginationOpts: { numItems: 100, cursor: null },
  });
  return page.map(({ text }) => text);
}
