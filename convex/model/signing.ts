/** Texts that only this workspace can sign. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { MutationCtx } from "../_generated/server";
import type { DbCtx } from "./context";

/** The key that signs; null before the first link or file. */
export async function signingKey(ctx: DbCtx): Promise<string | null> {
  return (await ctx.db.query("linkKeys").first())?.key ?? null;
}

/**
 * Makes the key where there is none. A mutation has no chance of its own that nobody could guess; the address for an
 * upload has, and this one is given to nobody.
 */
export async function ensureSigningKey(ctx: MutationCtx): Promise<void> {
  if ((await signingKey(ctx)) !== null) return;
  const secret = await ctx.storage.generateUploadUrl();
  await ctx.db.insert("linkKeys", { key: bytesToHex(sha256(utf8ToBytes(secret))) });
}

/** HMAC-SHA-256 of a text, in hexadecimal. */
export function signatureOf(key: string, text: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text)));
}

/** Takes as long for a wrong signature as for a right one. */
export function isSameSignature(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (let i = 0; i < given.length; i += 1) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}
