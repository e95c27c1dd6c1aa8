/** `npm run password-link -- EMAIL`: a link to choose a new password, for whoever runs the server and cannot be mailed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { directUrl } from "../engine/lib/address.ts";
import { readConfig } from "./config.ts";

const { dataDir, host, port, backend } = readConfig();
const ASKED_MS = 10_000;
const PAUSE_MS = 200;

/** A client with the admin key may call what is internal, which its types do not know. */
type AdminClient = ConvexHttpClient & { setAdminAuth(key: string): void };
const linkOf = makeFunctionReference<"query", { email: string }, string | null>("emails:passwordLink");

/** @throws Error in words for whoever runs this */
async function passwordLink(email: string | undefined): Promise<string> {
  if (!email?.includes("@")) throw new Error("Say whose: npm run password-link -- you@example.com");
  const url = directUrl(host, port);
  const asked = await fetch(`${url}/api/auth/request-password-reset`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email }),
  }).catch(() => null);
  if (asked === null) throw new Error(`Nothing answers at ${url}. Start Tandem first: npm start`);
  if (!asked.ok) throw new Error(`The server answered ${asked.status}: ${await asked.text()}`);
  const options = { skipConvexDeploymentUrlCheck: true };
  const client = new ConvexHttpClient(backend?.url ?? url, options) as AdminClient;
  client.setAdminAuth(backend?.adminKey ?? readFileSync(join(dataDir, "admin-key"), "utf8").trim());
  for (const endsAt = Date.now() + ASKED_MS; Date.now() < endsAt;) {
    const path = await client.query(linkOf, { email });
    if (path !== null) return `${url}${path}`;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Nobody signs in with ${email}, or the link was mailed already.`);
}

try {
  console.log(`${await passwordLink(process.argv[2])}\nOpen it within an hour to choose a new password.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
