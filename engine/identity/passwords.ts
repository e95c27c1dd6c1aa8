/**
 * Password hashes: Argon2id with the parameters of OWASP's first choice, at most two at a time, so that a
 * flood of sign-ins leaves the processor to everybody else.
 *
 * Shapes  `argon2id$<memory KiB>$<passes>$<nonce>$<tag>`, both base64url.
 * Rules   SPEC.md ID.
 */
import { HttpError } from "../lib/http.ts";
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from "node:crypto";

const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;
const AT_ONCE = 2;

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/** The passwords of eight characters and more that are tried first everywhere. */
const COMMON = new Set(
  `password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890
  0123456789 87654321 987654321 11111111 00000000 12341234 11223344 12121212 123123123 qwertyui qwertyuiop qwerty12
  qwerty123 qwerty1234 1q2w3e4r 1q2w3e4r5t q1w2e3r4 1qaz2wsx zaq12wsx asdfghjk asdfghjkl zxcvbnm1 abcd1234 abc12345
  abcdefgh abcdefg1 a1b2c3d4 iloveyou iloveyou1 letmein1 letmein123 welcome1 welcome123 admin123 admin1234
  administrator changeme changeme1 default1 trustno1 sunshine princess football baseball basketball superman
  starwars computer internet whatever michelle jennifer corvette mercedes monkey12 dragon12 secret12 master12
  summer2024 winter2024 test1234 testtest temp1234 guest123 hunter22 liverpool`.split(/\s+/),
);
const MIN_DISTINCT = 4;

/** @throws HttpError 400 for a password that is guessed first, or that nobody could type again */
export function checkPassword(password: string, email: string): void {
  const refuse = (code: string, message: string) => new HttpError(400, code, message);
  if (password.trim().length < MIN_PASSWORD_LENGTH)
    throw refuse("PASSWORD_TOO_SHORT", `Use at least ${MIN_PASSWORD_LENGTH} characters.`);
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\x00-\x1f\x7f]/.test(password))
    throw refuse("WEAK_PASSWORD", "A password has no control characters.");
  const lower = password.toLowerCase();
  const isGuessed = COMMON.has(lower) || new Set(lower).size < MIN_DISTINCT || lower === email.toLowerCase();
  if (isGuessed) throw refuse("WEAK_PASSWORD", "This password is easy to guess. Choose another one.");
}

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
