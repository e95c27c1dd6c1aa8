/// <reference types="node" />
"use node";
/** One push to one browser: encrypted for it (RFC 8291), signed by the workspace (RFC 8292), sent by RFC 8030. */
import { createHash } from "node:crypto";
import { encryptNotification } from "@block65/webcrypto-web-push";
import { importJWK, SignJWT } from "jose";
import type { Infer } from "convex/values";
import type { claimedPush, outcome } from "../../model/summaries/pushes";
import type { PushData } from "../../shared/push/pushData";
import { cutText } from "../../shared/text";
import { askedFor, isAllowed } from "../links/addresses";
import { Refused, request, Unknown, type Door } from "../links/fetching";

export type Push = Infer<typeof claimedPush>;
export type Outcome = Infer<typeof outcome>;
export type Keys = { publicKey: string; privateKey: string };
export type Way = { door: Door; keys: Keys; subject: string };

const MOST_MS = 15_000;
/** What is not delivered within a day is no news. */
const TTL_S = 24 * 60 * 60;
/** How long a signature counts: services allow a day. */
const SIGNED_FOR = "12 hours";
/** Bytes before they are encrypted: of RFC 8291's 4,096 what its header and its tag leave; and where that was too much. */
export const MOST_BYTES = 3_993;
const SHORT_BYTES = 1_000;

/** Sends it, and says what came of that; never throws. */
export async function send({ to, tag, data, isUrgent, isShort }: Push, way: Way): Promise<Outcome> {
  const signal = AbortSignal.timeout(MOST_MS);
  const isOver = new Promise<Outcome>((resolve) =>
    signal.addEventListener("abort", () => resolve({ kind: "retry", error: "no answer in time" })),
  );
  const sent = async (): Promise<Outcome> => {
    const url = endpointOf(to.endpoint, way.door);
    if (!url) return { kind: "failed", error: "not an address of a push service" };
    const body = await encrypted(to, data, isShort).catch(() => null);
    if (!body) return { kind: "failed", error: "keys that are none" };
    const headers = {
      authorization: await authorization(url, way),
      "content-type": "application/octet-stream",
      "content-encoding": "aes128gcm",
      "content-length": String(body.length),
      ttl: String(TTL_S),
      urgency: isUrgent ? "high" : "normal",
      topic: topicOf(tag),
    };
    const response = await request(url, way.door, { method: "POST", headers, signal, body });
    response.destroy();
    return outcomeOf(response.statusCode ?? 0, response.headers["retry-after"]);
  };
  return await Promise.race([sent().catch(ofError), isOver]);
}

/** By https, but for an admin's own hosts. */
function endpointOf(endpoint: string, { allowed }: Door): URL | null {
  const url = askedFor(endpoint, allowed);
  return url && (url.protocol === "https:" || isAllowed(url, allowed)) ? url : null;
}

/** Long ones are cut, and what is sent is as long as can be: its length says nothing. */
async function encrypted(
  { endpoint, p256dh, auth }: Push["to"],
  data: string,
  isShort: boolean,
): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(fitted(data, isShort ? SHORT_BYTES : MOST_BYTES));
  const subscription = { endpoint, expirationTime: null, keys: { p256dh, auth } };
  return await encryptNotification(subscription, bytes, { pad: !isShort });
}

/** A push as JSON of so many bytes at most, its text cut at whole characters. */
export function fitted(json: string, most: number): string {
  const sizeOf = (text: string) => Buffer.byteLength(text);
  if (sizeOf(json) <= most) return json;
  const data = JSON.parse(json) as PushData;
  const { said } = data;
  if (said.kind === "test" || said.text.length <= 1) return JSON.stringify({ ...data, closes: [] });
  const text = cutText(said.text, Math.floor(said.text.length / 2));
  return fitted(JSON.stringify({ ...data, said: { ...said, text } }), most);
}

/** The same place has the same topic, so that what waits at the service is replaced; which place it is says nothing. */
const topicOf = (tag: string): string => createHash("sha256").update(tag).digest("base64url").slice(0, 32);

async function authorization({ origin }: URL, { keys, subject }: Way): Promise<string> {
  const point = Buffer.from(keys.publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const key = await importJWK({ kty: "EC", crv: "P-256", x: x!, y: y!, d: keys.privateKey }, "ES256");
  const token = await new SignJWT({})
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setAudience(origin)
    .setSubject(subject)
    .setExpirationTime(SIGNED_FOR)
    .sign(key);
  return `vapid t=${token}, k=${keys.publicKey}`;
}

/** What a push service means by its answer. */
export function outcomeOf(status: number, retryAfter: string | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (status === 413) return { kind: "tooLong" };
  const error = `The push service answered ${status}.`;
  if (status === 408 || status === 429 || status >= 500) {
    const waitMs = waitOf(retryAfter);
    return { kind: "retry", error, ...(waitMs !== undefined && { waitMs }) };
  }
  return { kind: "failed", error };
}

function waitOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** A name that nobody knows just now may be known again. */
function ofError(error: unknown): Outcome {
  const isFinal = error instanceof Refused && !(error instanceof Unknown);
  return { kind: isFinal ? "failed" : "retry", error: (error as Error).message };
}
