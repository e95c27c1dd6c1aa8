/**
 * Builds the app and pushes the backend once. Every test's server starts from a copy of that data folder: an empty one,
 * or one in which Ana, who is the admin, and Ben have signed up.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import { invite, signUp } from "../../scripts/demo/signUp.ts";
import { AppServer, EMPTY_TEMPLATE, PEOPLE_TEMPLATE } from "../support/appServer.ts";
import { emailOf, PASSWORD } from "../support/person.ts";

export default async function setup() {
  const server = await AppServer.start();
  await server.kill("SIGTERM");
  const empty = mkdtempSync(join(tmpdir(), "tandem-e2e-empty-"));
  cpSync(server.dataDir, empty, { recursive: true });
  await server.start();
  const signedUp = async (name: string, inviteToken?: string) => {
    const person = { name, email: emailOf(name), password: PASSWORD, ...(inviteToken && { inviteToken }) };
    const account = await signUp(server.url, person);
    const client = new ConvexHttpClient(server.url);
    client.setAuth(account.token);
    await client.mutation(api.users.ensure, {});
    return account;
  };
  const ana = await signedUp("Ana Ruiz");
  await signedUp("Ben Ito", await invite(server.url, ana));
  await server.kill("SIGTERM");
  process.env[EMPTY_TEMPLATE] = empty;
  process.env[PEOPLE_TEMPLATE] = server.dataDir;
  return () => {
    for (const folder of [empty, server.dataDir]) rmSync(folder, { recursive: true, force: true });
  };
}
