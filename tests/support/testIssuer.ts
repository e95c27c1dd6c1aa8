/** An OIDC issuer on loopback, whose tokens carry the claims that Clerk's `convex` template gives. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from "jose";

export type TestIssuer = { url: string; privateKey: JWK; close(): Promise<void> };
export type Claims = {
  subject: string;
  name?: string;
  email?: string;
  emailVerified?: boolean;
  audience?: string;
  /** Claims by their names in the token. */
  others?: Record<string, unknown>;
};

const KEY_ID = "test-key";

export async function startTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const documents: Record<string, unknown> = {
      "/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/.well-known/jwks.json` },
      "/.well-known/jwks.json": { keys: [jwk] },
    };
    const document = documents[request.url ?? ""];
    response.writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, privateKey: await exportJWK(privateKey), close };
}

/** @param lifetimeS seconds until the token expires */
export async function signToken(
  issuer: Pick<TestIssuer, "url" | "privateKey">,
  claims: Claims,
  lifetimeS = 600,
): Promise<string> {
  const { subject, name, email, emailVerified, audience = "convex", others } = claims;
  const payload = { name, email, email_verified: emailVerified, azp: "http://localhost", ...others };
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: "RS256", kid: KEY_ID, typ: "JWT" })
    .setIssuer(issuer.url)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt()
    .setJti(crypto.randomUUID())
    .setExpirationTime(`${lifetimeS}s`)
    .sign(await importJWK(issuer.privateKey, "RS256"));
}
