"use node";
/** The ways out: SMTP, Resend, SendGrid. Each mail has one recipient, and its outcome is never an exception. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Infer } from "convex/values";
import { createTransport } from "nodemailer";
import addressparser from "nodemailer/lib/addressparser";
import MailComposer from "nodemailer/lib/mail-composer";
import type { outcome } from "../../model/mail/emails";
import type { MailEnv } from "../../model/env";
import { EMAIL_ID } from "../../shared/emails";
import { cutText } from "../../shared/text";

/** `content` is base64. */
export type Attachment = { cid: string; filename: string; contentType: string; content: string };
export type Outgoing = {
  emailId: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: Attachment[];
  idempotencyKey: string;
};
type Outcome = Infer<typeof outcome>;
export type Transport = { send(mail: Outgoing): Promise<Outcome>; close(): void };

const TIMEOUT_MS = 20_000;
const AT_ONCE = 5;
const MAX_ERROR_LENGTH = 300;

export function openTransport(env: MailEnv): Transport {
  const transport = env.transport === "smtp" ? new SmtpTransport(env) : new HttpTransport(env);
  return {
    send: async (mail) => withoutSecret(await transport.send(mail), secretOf(env)),
    close: () => transport.close(),
  };
}

function secretOf(env: MailEnv): string {
  return env.transport === "smtp" ? decodeURIComponent(new URL(env.url).password) : env.apiKey;
}

/** A provider that refuses a key may say which: admins read errors, and exports hold them. */
function withoutSecret(outcome: Outcome, secret: string): Outcome {
  if (!("error" in outcome)) return outcome;
  const error = secret === "" ? outcome.error : outcome.error.replaceAll(secret, "[secret]");
  return { ...outcome, error: cutText(error, MAX_ERROR_LENGTH) };
}

/** One id per mail, so that who receives it a second time can tell. */
function messageId({ idempotencyKey }: Outgoing, from: string): string {
  const domain = addressOf(from).address.split("@")[1] ?? "localhost";
  return `<${bytesToHex(sha256(utf8ToBytes(idempotencyKey))).slice(0, 32)}@${domain}>`;
}

function addressOf(from: string): { name: string; address: string } {
  const [first] = addressparser(from, { flatten: true });
  return { name: first?.name ?? "", address: first?.address ?? "" };
}

/** As nodemailer takes it. Addresses go as objects: a text would be parsed, and could name several. */
export function composed(mail: Outgoing, from: string) {
  const { to, subject, html, text, headers, attachments } = mail;
  return {
    from: addressOf(from),
    to: { name: "", address: to },
    subject,
    html,
    text,
    headers: { ...headers, "X-Entity-Ref-ID": messageId(mail, from) },
    attachments: attachments.map((attachment) => ({ ...attachment, encoding: "base64" })),
    messageId: messageId(mail, from),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The mail as a file. */
export async function emlOf(mail: Outgoing, from: string, date: Date): Promise<string> {
  const built = await new MailComposer({ ...composed(mail, from), date }).compile().build();
  return built.toString("utf8");
}

type SmtpError = Error & { responseCode?: number; command?: string };

/** "No such mailbox" and its like as enhanced status codes (RFC 3463), and as servers without those put it. */
const NO_MAILBOX_CODE = /\b5\.(1\.[1236]|1\.10|2\.1)\b/;
const NO_MAILBOX_TEXT =
  /no such (user|mailbox|recipient|address)|(user|recipient|mailbox|address)( is)? (unknown|not found|unavailable|disabled)|unknown (user|recipient)|does not exist|no mailbox/i;
const ENHANCED_CODE = /\b5\.\d{1,3}\.\d{1,3}\b/;

/**
 * What a refusal means. Only an address that does not exist bounces. What is the server's policy or our configuration,
 * such as a relay that is denied or a sign-in that is refused, is ours to mend: it is tried again, and admins see it.
 */
export function smtpOutcome(code: number, command: string, message: string): "retry" | "bounced" | "failed" {
  if (code < 500 || command.startsWith("AUTH")) return "retry";
  if (command !== "RCPT TO") return /\b5\.[347]\.\d/.test(message) ? "retry" : "failed";
  const isNoMailbox = ENHANCED_CODE.test(message)
    ? NO_MAILBOX_CODE.test(message)
    : NO_MAILBOX_TEXT.test(message);
  return isNoMailbox ? "bounced" : "retry";
}

class SmtpTransport implements Transport {
  readonly #from: string;
  readonly #pool: ReturnType<typeof openPool>;

  constructor(env: Extract<MailEnv, { transport: "smtp" }>) {
    this.#from = env.from;
    this.#pool = openPool(env.url);
  }

  async send(mail: Outgoing): Promise<Outcome> {
    try {
      await this.#pool.sendMail(composed(mail, this.#from));
      return { kind: "sent" };
    } catch (error) {
      const { message, responseCode = 0, command = "" } = error as SmtpError;
      return { kind: smtpOutcome(responseCode, command, message), error: message };
    }
  }

  close(): void {
    this.#pool.close();
  }
}

function openPool(url: string) {
  return createTransport({
    url,
    pool: true,
    maxConnections: AT_ONCE,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
}

class HttpTransport implements Transport {
  readonly #env: Extract<MailEnv, { baseUrl: string }>;

  constructor(env: Extract<MailEnv, { baseUrl: string }>) {
    this.#env = env;
  }

  async send(mail: Outgoing): Promise<Outcome> {
    const { transport, apiKey, baseUrl } = this.#env;
    const [path, body] =
      transport === "resend" ? ["/emails", this.#resend(mail)] : ["/v3/mail/send", this.#sendgrid(mail)];
    try {
      const answer = await fetch(baseUrl + path, {
        method: "POST",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": mail.idempotencyKey,
        },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return { kind: "sent" };
      const error = `${transport} answered ${answer.status}: ${await answer.text()}`;
      // The key was used for this mail as it was before: the provider has it already.
      if (error.includes("invalid_idempotent_request")) return { kind: "sent" };
      // 401 and 403: a wrong key is ours to mend. 409: the same key is being worked on.
      const isPassing = answer.status >= 500 || [401, 403, 408, 409, 429].includes(answer.status);
      return { kind: isPassing ? "retry" : "failed", error };
    } catch (error) {
      return { kind: "retry", error: `${transport}: ${(error as Error).message}` };
    }
  }

  #resend(mail: Outgoing) {
    return {
      from: this.#env.from,
      to: [mail.to],
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: { ...mail.headers, "Message-ID": messageId(mail, this.#env.from) },
      tags: [{ name: EMAIL_ID, value: mail.emailId }],
      attachments: mail.attachments.map(({ cid, filename, contentType, content }) => ({
        filename,
        content,
        content_type: contentType,
        content_id: cid,
      })),
    };
  }

  #sendgrid(mail: Outgoing) {
    const { name, address } = addressOf(this.#env.from);
    const attachments = mail.attachments.map(({ cid, filename, contentType, content }) => ({
      filename,
      content,
      type: contentType,
      content_id: cid,
      disposition: "inline",
    }));
    return {
      personalizations: [{ to: [{ email: mail.to }] }],
      from: name === "" ? { email: address } : { email: address, name },
      subject: mail.subject,
      content: [
        { type: "text/plain", value: mail.text },
        { type: "text/html", value: mail.html },
      ],
      headers: { ...mail.headers, "Message-ID": messageId(mail, this.#env.from) },
      custom_args: { [EMAIL_ID]: mail.emailId },
      tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
      ...(attachments.length > 0 && { attachments }),
    };
  }

  close(): void {}
}
