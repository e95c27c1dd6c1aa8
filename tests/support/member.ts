/** A member of a deployment that trusts the issuer of the tests. */
import { ConvexHttpClient } from "convex/browser";
import { inject } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { signToken } from "./testIssuer.ts";

export async function member(url: string, name: string) {
  const client = new ConvexHttpClient(url);
  client.setAuth(await signToken(inject("issuer"), { subject: name, name, email: `${name}@example.com` }));
  return { client, id: await client.mutation(api.users.ensure, {}) };
}
