const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A random id of 24 characters. Works on plain http, where half of `crypto` is missing. */
export function newId(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(24));
  let id = "";
  for (const byte of bytes) id += ALPHABET[byte % ALPHABET.length];
  return id;
}
