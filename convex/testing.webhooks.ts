/** What providers post, signed as they sign: written against their documents, apart from what verifies. */
import { p256 } from "@noble/curves/nist.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** The start of a public key of P-256 in its X.509 form. */
const X509_HEAD = hexToBytes("3059301306072a8648ce3d020106082a8648ce3d030107034200");

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const svixSecret = (letter: string) => `whsec_${base64(utf8ToBytes(letter.repeat(24)))}`;
const sendgridKey = new Uint8Array(32).fill(7);

export const WEBHOOK_KEYS = {
  CLERK_WEBHOOK_SECRET: svixSecret("c"),
  RESEND_WEBHOOK_SECRET: svixSecret("r"),
  SENDGRID_WEBHOOK_KEY: base64(new Uint8Array([...X509_HEAD, ...p256.getPublicKey(sendgridKey, false)])),
};

type Signed = { method: "POST"; headers: Record<string, string>; body: string };

/** `at` in epoch ms. */
export function svixPost(secret: string, eventId: string, body: string, at = Date.now()): Signed {
  const timestamp = String(Math.floor(at / 1000));
  const key = Uint8Array.from(atob(secret.slice("whsec_".length)), (letter) => letter.charCodeAt(0));
  const signature = base64(hmac(sha256, key, utf8ToBytes(`${eventId}.${timestamp}.${body}`)));
  return {
    method: "POST",
    headers: { "svix-id": eventId, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` },
    body,
  };
}

export function sendgridPost(body: string, at = Date.now()): Signed {
  const timestamp = String(Math.floor(at / 1000));
  const signature = p256.sign(utf8ToBytes(timestamp + body), sendgridKey, { format: "der", lowS: false });
  return {
    method: "POST",
    headers: {
      "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": base64(signature),
    },
    body,
  };
}

type ClerkPerson = {
  id: string;
  name?: string;
  email?: string;
  isVerified?: boolean;
  isBanned?: boolean;
  updatedAt?: number;
  /** One that the person chose there; without it Clerk draws one. */
  imageUrl?: string;
};

/** As Clerk writes it, with fields that nobody here reads. */
export function clerkBody(type: string, person: ClerkPerson) {
  const { id, name, email, isVerified = true, isBanned = false, updatedAt = 1, imageUrl } = person;
  const [first, ...rest] = (name ?? "").split(" ");
  const address = {
    id: "idn_1",
    object: "email_address",
    email_address: email,
    verification: { status: isVerified ? "verified" : "unverified", strategy: "email_code" },
    linked_to: [],
  };
  const user = {
    id,
    object: "user",
    username: null,
    first_name: first || null,
    last_name: rest.join(" ") || null,
    image_url: imageUrl ?? "https://img.clerk.com/drawn",
    has_image: imageUrl !== undefined,
    primary_email_address_id: email === undefined ? null : "idn_1",
    email_addresses: email === undefined ? [] : [address],
    banned: isBanned,
    locked: false,
    public_metadata: { role: "admin" },
    updated_at: updatedAt,
  };
  const data = type === "user.deleted" ? { id, object: "user", deleted: true } : user;
  return JSON.stringify({ data, object: "event", type, timestamp: 1_700_000_000_000, instance_id: "ins_1" });
}
