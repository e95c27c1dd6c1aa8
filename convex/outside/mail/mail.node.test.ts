/** Mails as they leave: what a mail program reads, and that no text of a person becomes markup or a header. */
import { decode } from "fast-png";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import type { Id } from "../../_generated/dataModel";
import { pageOf, renderMail } from "./render";
import { emlOf, smtpOutcome } from "./transports";
import type { EmailContent } from "../../model/mail/kinds/kinds";

const PLACE = { workspace: "Acme", siteUrl: "https://chat.example", httpUrl: "https://http.example" };
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
    mentions: [
      {
        messageId: "m1" as Id<"messages">,
        channelId,
        channel: text,
        author: text,
        text,
        tasks: [{ taskId: "t9" as Id<"tasks">, number: 9, title: text, status: "done" }],
      },
    ],
    channels: [{ channelId, name: text, unread: 120 }],
  };
}

function report(text: string): EmailContent {
  const task = { taskId: "t1" as Id<"tasks">, number: 1, title: text, assignee: text, at: 0 };
  const channelId = "c1" as Id<"channels">;
  const assignee = "u1" as Id<"users">;
  return {
    kind: "weeklyReport",
    name: text,
    week: "2026-11-16",
    from: 0,
    until: 1,
    isCut: false,
    cells: [{ channelId, assignee, doneByDay: [4, 0, 2, 0, 0, 0, 0], moved: 0, blocked: 1, ageing: 0 }],
    boards: [
      {
        channelId,
        done: 6,
        usual: 2.5,
        halfMs: 60 * 60 * 60 * 1000,
        isCut: false,
        oldest: [{ ...task, at: -12 * 24 * 60 * 60 * 1000 + 1 }],
      },
    ],
    channels: [{ channelId, name: text }],
    people: [{ userId: assignee, name: text }],
    done: [task],
    moved: [],
    blocked: [{ ...task, reason: text }],
    ageing: [],
  };
}

const sign = (action: string, of: string) => `signed-${action}-${of}`;

async function sent(content: EmailContent, subject: string) {
  const rendered = await renderMail(content, { ...PLACE, sign });
  const mail = { ...rendered, emailId: "e1", to: "ben@example.com", subject, idempotencyKey: "k" };
  const eml = await emlOf(mail, "Tandem <tandem@example.org>", new Date(0));
  return { eml, head: eml.slice(0, eml.indexOf("\r\n\r\n")), mail: await simpleParser(eml) };
}

test("a digest has actions, plain text, and a way to unsubscribe with one click", async () => {
  const { mail } = await sent(digest("Ship it"), "Your day");
  expect(mail.html).toContain("https://chat.example/mail-link#signed-done-t1");
  expect(mail.html).toContain("https://chat.example/mail-link#signed-claim-t1");
  expect(mail.text).toContain("Ship it");
  expect(mail.text).toMatch(/T-9 Ship it.* · Done/s);
  expect(mail.html).toContain("https://chat.example/board?task=t9");
  expect(mail.text).toContain("https://chat.example/mail-link#signed-snooze-t1");
  expect(mail.headers.get("list")).toMatchObject({
    unsubscribe: { url: "https://http.example/unsubscribe?token=signed-unsubscribe-digest" },
    "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
  });
});

test("a digest that is only looked at acts for nobody", async () => {
  const { html, headers } = await renderMail(digest("Ship it"), PLACE);
  expect(html).not.toContain("mail-link");
  expect(headers).toEqual({});
});

test("the chart of a weekly report is a picture in the mail, and its figures are there without it", async () => {
  const { mail } = await sent(report("Launch"), "Your week");
  const html = mail.html as string;
  expect(html).toContain('alt="Tasks done: Monday 4, Tuesday 0, Wednesday 2,');
  expect(html).toContain("Launch");
  expect(mail.text).toMatch(/Mon\s*4/);
  expect(mail.text).toContain("6 done, 1 blocked");
  expect(mail.text).toContain("6 done (2.5 a week before) · half take 2.5 days at most");
  expect(html).toContain('href="https://chat.example/c/c1/board/report"');
  expect(mail.text).toMatch(/T-1 Launch.*: in progress for 12 days/s);
  expect(mail.headers.get("list")).toMatchObject({
    unsubscribe: { url: "https://http.example/unsubscribe?token=signed-unsubscribe-weeklyReport" },
  });
  const [picture] = mail.attachments;
  expect(picture).toMatchObject({ contentType: "image/png", related: true });
  const { width, height, data } = decode(picture!.content);
  /** How many rows of a column of the picture have something in them. */
  const filled = (x: number) =>
    Array.from({ length: height }, (_, y) => data[(y * width + x) * 4 + 3]!).filter((alpha) => alpha > 0)
      .length;
  const bars = [0, 1, 2].map((day) => filled(Math.round((width / 7) * (day + 0.5))));
  expect(bars).toEqual([height, 4, height / 2]);
});

test("a report that is only looked at has its picture in the page", async () => {
  const rendered = await renderMail(report("Launch"), PLACE);
  const page = pageOf(rendered);
  expect(page).toContain('src="data:image/png;base64,');
  expect(page).not.toMatch(/cid:|mail-link/);
});

function mentions(text: string): EmailContent {
  const channelId = "c1" as Id<"channels">;
  const item = { messageId: "m1" as Id<"messages">, channelId, channel: text, author: text, text };
  return { kind: "mentions", name: text, since: 0, until: 1, mentions: [item], moreCount: 3 };
}

test("a mail about mentions quotes them, and can be turned off with one click", async () => {
  const { mail } = await sent(mentions("**Look** at `this`"), "Mention");
  expect(mail.text).toContain("Look at this");
  expect(mail.text).toContain("and 3 more");
  expect(mail.html).toContain("https://chat.example/c/c1");
  expect(mail.headers.get("list")).toMatchObject({
    unsubscribe: { url: "https://http.example/unsubscribe?token=signed-unsubscribe-mentions" },
  });
});

test.each([digest(EVIL), report(EVIL), mentions(EVIL)])(
  "no text becomes markup, a header, or a link elsewhere",
  async (content) => {
    const { head, mail } = await sent(content, EVIL);
    const html = (mail.html as string).replace(
      /<img alt="Tasks done: [\w ,]+\." [^>]*src="data:image\/png[^>]*>/,
      "",
    );
    expect(html).not.toMatch(/<script|<img|<[^>]+\son\w+=/i);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/chat\.example/);
    expect(head).not.toMatch(/^bcc:/im);
    expect(mail.to).toMatchObject({ text: "ben@example.com" });
  },
);

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

test.each([
  ["RCPT TO", 550, "550 5.1.1 <a@b.test>: User unknown", "bounced"],
  ["RCPT TO", 550, "550 No such mailbox", "bounced"],
  ["RCPT TO", 551, "551 User does not exist", "bounced"],
  ["RCPT TO", 554, "554 5.7.1 <a@b.test>: Relay access denied", "retry"],
  ["RCPT TO", 550, "550 5.7.1 Client host blocked", "retry"],
  ["RCPT TO", 550, "550 Sender verification failed", "retry"],
  ["RCPT TO", 552, "552 5.2.2 Mailbox full", "retry"],
  ["DATA", 554, "554 5.7.1 Rejected by policy", "retry"],
  ["DATA", 554, "554 Message refused", "failed"],
  ["AUTH PLAIN", 535, "535 5.7.8 Bad credentials", "retry"],
  ["RCPT TO", 450, "450 4.2.0 Greylisted", "retry"],
] as const)("%s answered by %d (%s) is %s: only a missing mailbox bounces", (command, code, said, kind) => {
  expect(smtpOutcome(code, command, said)).toBe(kind);
});
