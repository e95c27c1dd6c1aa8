/**
 * Password hashes: Argon2id with the parameters of OWASP's first choice, at most two at a time, so that a
 * flood of sign-ins leaves the processor to everybody else.
 *
 * Shapes  `argon2id$<memory KiB>$<passes>$<nonce>$<tag>`, both base64url.
 * Rules   SPEC.md ID.
 */
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";

const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;
const AT_ONCE = 2;

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

const queue: (() => void)[] = [];
let running = 0;

async function derive(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    const parameters: Argon2Parameters = {
      message: password,
      nonce,
      parallelism: 1,
      tagLength: TAG_BYTES,
      memory,
      passes,
    };
    return await new Promise<Buffer>((resolve, reject) => {
      argon2("argon2id", parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
    });
  } finally {
    running--;
    queue.shift()?.();
  }
}

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce, MEMORY_KIB, PASSES);
  return ["argon2id", MEMORY_KIB, PASSES, nonce.toString("base64url"), tag.toString("base64url")].join("$");
}

export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  const [kind, memory, passes, nonce, tag] = hash.split("$");
  if (kind !== "argon2id" || tag === undefined) return false;
  const expected = Buffer.from(tag, "base64url");
  const given = await derive(password, Buffer.from(nonce!, "base64url"), Number(memory), Number(passes));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
