/** Turns what providers post into what it means here. Fields we do not read may be anything. @throws Error for other shapes */
import { parse } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { EMAIL_ID } from "../../shared/emails";
import { LIMITS } from "../../shared/limits";
import type { providerEvent } from "./providerEventContent";
import { cutText } from "../../shared/text";

type Event = Infer<typeof providerEvent>;
type Content = Event["content"];

const text = v.optional(v.union(v.string(), v.null()));

const envelope = v.object({ type: v.string(), data: v.any() });

const clerkUser = v.object({
  id: v.string(),
  first_name: text,
  last_name: text,
  username: text,
  image_url: text,
  has_image: v.optional(v.boolean()),
  banned: v.optional(v.boolean()),
  primary_email_address_id: text,
  email_addresses: v.array(
    v.object({
      id: text,
      email_address: v.string(),
      verification: v.optional(v.union(v.null(), v.object({ status: text }))),
    }),
  ),
  updated_at: v.number(),
});

export function clerkEvent(eventId: string, body: string): Event {
  const { type, data } = parse(envelope, JSON.parse(body));
  return { eventId, type: cutText(type, LIMITS.webhookType), content: clerkContent(type, data) };
}

function clerkContent(type: string, data: unknown): Content {
  if (type === "user.deleted")
    return { kind: "personDeleted", clerkId: parse(v.object({ id: v.string() }), data).id };
  if (type !== "user.created" && type !== "user.updated") return undefined;
  const user = parse(clerkUser, data);
  const primary = user.email_addresses.find(({ id }) => id && id === user.primary_email_address_id);
  const isVerified = primary?.verification?.status === "verified";
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ") || user.username;
  return {
    kind: "person",
    clerkId: user.id,
    updatedAt: user.updated_at,
    ...(user.banned !== undefined && { isBanned: user.banned }),
    ...(name && { name }),
    ...(primary && isVerified && { email: primary.email_address }),
    // Without an upload Clerk draws a picture of its own, and Tandem's initials are better.
    ...(user.has_image && user.image_url && { imageUrl: user.image_url }),
  };
}

const resendMail = v.object({
  /** As they were given, or as a list of them. */
  tags: v.optional(v.any()),
  bounce: v.optional(v.object({ type: text, subType: text, message: text })),
});

/** Empty for what says nothing of a refusal: of each mail there are several. */
export function resendEvents(eventId: string, body: string): Event[] {
  const { type, data } = parse(envelope, JSON.parse(body));
  if (!["email.bounced", "email.complained", "email.suppressed"].includes(type)) return [];
  const { tags, bounce } = parse(resendMail, data);
  // A full mailbox may be empty tomorrow.
  if (type === "email.bounced" && bounce?.type && bounce.type !== "Permanent") return [];
  const content = refusal(emailIdOf(tags), type === "email.complained", bounce?.message ?? type);
  return [{ eventId, type, content }];
}

function emailIdOf(tags: unknown): string | undefined {
  const pairs: unknown[] = Array.isArray(tags)
    ? tags.map((tag: { name?: unknown; value?: unknown } | null) => [tag?.name, tag?.value])
    : Object.entries(tags ?? {});
  const found = pairs.find((pair) => (pair as unknown[])[0] === EMAIL_ID);
  const value = found && (found as unknown[])[1];
  return typeof value === "string" ? value : undefined;
}

const sendgridBatch = v.array(
  v.object({
    event: v.string(),
    sg_event_id: v.string(),
    type: text,
    reason: text,
    email_id: text,
  }),
);

/** The addresses that SendGrid no longer writes to, by the reason it gives for a mail that it dropped. */
const DROPPED_FOR_GOOD = /bounced address|spam reporting address|invalid/i;

export function sendgridEvents(body: string): Event[] {
  return parse(sendgridBatch, JSON.parse(body)).flatMap(({ event, sg_event_id, type, reason, email_id }) => {
    const isRefused =
      event === "spamreport" ||
      (event === "bounce" && type !== "blocked") ||
      (event === "dropped" && DROPPED_FOR_GOOD.test(reason ?? ""));
    if (!isRefused) return [];
    const content = refusal(email_id ?? undefined, event === "spamreport", reason ?? event);
    return [{ eventId: sg_event_id, type: event, content }];
  });
}

/** Undefined for a mail that somebody else sent through the same account. */
function refusal(emailId: string | undefined, isSpam: boolean, reason: string): Content {
  if (emailId === undefined) return undefined;
  const said = isSpam ? "The reader marked it as spam." : cutText(reason, LIMITS.deliveryError);
  return { kind: "mailRefused", emailId, isSpam, reason: said };
}
