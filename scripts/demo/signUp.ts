/** The embedded sign-in as a browser uses it: cookies, invitations, tokens. */

/** A signed-up person's way in. */
export type Account = { email: string; cookie: string; token: string };

/** Something the person who seeds can mend. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/** @throws SeedError if nothing answers there, or if sign-in is somebody else's business (Clerk) */
export async function hasPeople(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/auth/status`).catch(() => null);
  if (answer === null) throw new SeedError(`Nothing answers at ${url}. Start Tandem first: npm start`);
  if (!answer.ok) throw new SeedError("The demo needs Tandem's own sign-in, which is off here.");
  const { needsFirstUser } = (await answer.json()) as { needsFirstUser: boolean };
  return !needsFirstUser;
}

type Credentials = { name: string; email: string; password: string; inviteToken?: string };

export async function signUp(url: string, credentials: Credentials): Promise<Account> {
  const answer = await send(url, "sign-up/email", { method: "POST", body: credentials });
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(";")[0])
    .join("; ");
  const token = await send(url, "token", { method: "GET", cookie });
  return { email: credentials.email, cookie, token: ((await token.json()) as { token: string }).token };
}

/** An invitation made by an admin; it lets one person in. */
export async function invite(url: string, admin: Account): Promise<string> {
  const answer = await send(url, "invites", { method: "POST", cookie: admin.cookie, body: {} });
  const link = ((await answer.json()) as { url: string }).url;
  return new URL(link).pathname.split("/").at(-1)!;
}

type Request = { method: "GET" | "POST"; cookie?: string; body?: object };

async function send(url: string, path: string, { method, cookie, body }: Request): Promise<Response> {
  const answer = await fetch(`${url}/api/auth/${path}`, {
    method,
    headers: { "content-type": "application/json", ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new SeedError(`${method} /api/auth/${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
