/** Mails as they leave: what a mail program reads, and that no text of a person becomes markup or a header. */
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import type { Id } from "../convex/_generated/dataModel.js";
import { renderMail } from "../convex/mail/render.tsx";
import { emlOf } from "../convex/mail/transports.ts";
import type { EmailContent } from "../convex/model/emailContent.ts";

const PLACE = { siteUrl: "https://chat.example", httpUrl: "https://http.example" };
const EVIL = `<img src=x onerror=alert(1)>"'</style><script>alert(1)</script>javascript:alert(1)\r\nBcc: eve@evil.example`;

function digest(text: string): EmailContent {
  const task = { taskId: "t1" as Id<"tasks">, number: 1, title: text, isOverdue: true };
  const channelId = "c1" as Id<"channels">;
  return {
    kind: "digest",
    name: text,
    day: "2026-11-20",
    since: 0,
    due: [task],
    assigned: [task],
    unowned: [task],
    mentions: [{ messageId: "m1" as Id<"messages">, channelId, channel: text, author: text, text }],
    channels: [{ channelId, name: text, unread: 120 }],
  };
}

const sign = (action: string, taskId?: string) => `signed-${action}-${taskId ?? "none"}`;

async function sent(content: EmailContent, subject: string) {
  const rendered = await renderMail(content, { ...PLACE, sign });
  const mail = { ...rendered, to: "ben@example.com", subject, attachments: [], idempotencyKey: "k" };
  const eml = await emlOf(mail, "Tandem <tandem@example.org>", new Date(0));
  return { eml, head: eml.slice(0, eml.indexOf("\r\n\r\n")), mail: await simpleParser(eml) };
}

test("a digest has actions, plain text, and a way to unsubscribe with one click", async () => {
  const { mail } = await sent(digest("Ship it"), "Your day");
  expect(mail.html).toContain("https://chat.example/mail-link#signed-done-t1");
  expect(mail.html).toContain("https://chat.example/mail-link#signed-claim-t1");
  expect(mail.text).toContain("Ship it");
  expect(mail.text).toContain("https://chat.example/mail-link#signed-snooze-t1");
  expect(mail.headers.get("list")).toMatchObject({
    unsubscribe: { url: "https://http.example/unsubscribe?token=signed-unsubscribe-none" },
    "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
  });
});

test("a digest that is only looked at acts for nobody", async () => {
  const { html, headers } = await renderMail(digest("Ship it"), PLACE);
  expect(html).not.toContain("mail-link");
  expect(headers).toEqual({});
});

test("no text becomes markup, a header, or a link elsewhere", async () => {
  const { head, mail } = await sent(digest(EVIL), EVIL);
  const html = mail.html as string;
  expect(html).not.toMatch(/<script|<img|<[^>]+\son\w+=/i);
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/chat\.example/);
  expect(head).not.toMatch(/^bcc:/im);
  expect(mail.to).toMatchObject({ text: "ben@example.com" });
});

test("an invitation and a new password lead to our own address only", async () => {
  const link = { path: "/invite/x", expiresAt: 0 };
  for (const content of [
    { kind: "invitation", ...link, invitedBy: EVIL },
    { kind: "passwordReset", ...link },
  ] as const) {
    const { html } = await renderMail(content, PLACE);
    expect(html).not.toMatch(/<script|<img|<[^>]+\son\w+=/i);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g))
      expect(href).toBe("https://chat.example/invite/x");
  }
});
