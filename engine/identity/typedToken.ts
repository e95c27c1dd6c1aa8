/**
 * Makes better-auth's tokens say that they are JWTs: Convex's `customJwt` asks for it, and better-auth leaves it out.
 *
 * Source  https://docs.convex.dev/auth/advanced/custom-jwt
 */
import type { DatabaseSync } from "node:sqlite";
import { symmetricDecrypt } from "better-auth/crypto";
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, type CryptoKey, type JWK } from "jose";

/** Signs the claims of a token once more, with the same key and a header that names its type. */
export function tokenTyper(db: DatabaseSync, secret: string): (token: string) => Promise<string> {
  const keys = new Map<string, Promise<CryptoKey | Uint8Array>>();
  const privateKey = async (id: string, alg: string) => {
    const row = db.prepare("SELECT privateKey FROM jwks WHERE id = ?").get(id) as { privateKey: string };
    const data = JSON.parse(row.privateKey) as string;
    return await importJWK(JSON.parse(await symmetricDecrypt({ key: secret, data })) as JWK, alg);
  };
  return async (token) => {
    const { alg, kid } = decodeProtectedHeader(token) as { alg: string; kid: string };
    const key = keys.get(kid) ?? privateKey(kid, alg);
    keys.set(kid, key);
    return await new SignJWT(decodeJwt(token)).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(await key);
  };
}
