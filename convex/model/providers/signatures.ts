/** Whether what was posted is what a provider signed. Over the body as it came: another spelling of the same JSON is another text. */
import { p256 } from "@noble/curves/nist.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { Webhook } from "standardwebhooks";

/** SendGrid tries again for a day, with the signature of the first time. */
const SENDGRID_TOLERANCE_MS = 24 * 60 * 60 * 1000;
/** An uncompressed point of P-256, which ends its X.509 form. */
const POINT_BYTES = 65;

/** Checks a signature of Svix, which Clerk and Resend post through: HMAC-SHA-256, good for five minutes. Answers the event's id, or null. */
export function svixEventId(secret: string, headers: Headers, body: string): string | null {
  const eventId = headers.get("svix-id") ?? "";
  try {
    new Webhook(secret).verify(
      body,
      {
        "webhook-id": eventId,
        "webhook-timestamp": headers.get("svix-timestamp") ?? "",
        "webhook-signature": headers.get("svix-signature") ?? "",
      },
      { jsonParse: false },
    );
    return eventId;
  } catch {
    return null;
  }
}

/** SendGrid's: ECDSA on P-256. `publicKey` is as its settings show it, in base64. */
export function isSignedBySendgrid(publicKey: string, headers: Headers, body: string, now: number): boolean {
  const timestamp = headers.get("x-twilio-email-event-webhook-timestamp") ?? "";
  const signature = headers.get("x-twilio-email-event-webhook-signature") ?? "";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > SENDGRID_TOLERANCE_MS)
    return false;
  try {
    const key = bytesOf(publicKey).slice(-POINT_BYTES);
    return p256.verify(bytesOf(signature), utf8ToBytes(timestamp + body), key, {
      format: "der",
      lowS: false,
    });
  } catch {
    return false;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
