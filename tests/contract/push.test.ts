/** Web Push on the real engine: keys are made, a push goes by itself and is decrypted, and a browser that is gone is forgotten. */
import { ConvexClient } from "convex/browser";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { startPushService } from "../support/pushService.ts";
import { giveBackServer, takeServer } from "../support/servers.ts";
import { signToken } from "../support/testIssuer.ts";

const PATIENT = { timeout: 40_000 };

test("a browser is told by itself, by a key of the workspace, until its push service says that it is gone", async () => {
  const service = await startPushService();
  const server = await takeServer();
  const { deployment, port } = server.engine;
  const name = "PUSH_ALLOWED_HOSTS";
  await deployment.updateEnvironment([{ name, value: service.host }]);
  const ana = new ConvexClient(`http://127.0.0.1:${port}`, { unsavedChangesWarning: false, logger: false });
  onTestFinished(async () => {
    await ana.close();
    await deployment.updateEnvironment([{ name, value: null }]);
    await giveBackServer(server);
    await service.close();
  });
  ana.setAuth(async () => await signToken(inject("issuer"), { subject: "Ana", name: "Ana" }));
  await ana.mutation(api.users.ensure, {});
  const key = async () => await ana.query(api.inbox.push.key, {});
  expect(await key()).toBeNull();
  await ana.mutation(api.inbox.push.prepare, {});
  await vi.waitFor(async () => expect(await key()).toHaveLength(87), PATIENT);
  service.key = (await key())!;

  const browser = service.browser("/laptop");
  await ana.mutation(api.inbox.push.subscribe, browser);
  const { endpoint } = browser;
  await ana.mutation(api.inbox.push.test, { endpoint });
  const devices = async () => await ana.query(api.inbox.push.list, {});
  await vi.waitFor(async () => expect((await devices())[0]?.lastOkAt).toBeDefined(), PATIENT);
  expect(service.taken.map(({ data }) => data.said)).toEqual([{ kind: "test" }]);
  service.decide = () => ({ status: 410 });
  await ana.mutation(api.inbox.push.test, { endpoint });
  await vi.waitFor(async () => expect(await devices()).toEqual([]), PATIENT);
  expect(service.problems).toEqual([]);
});
