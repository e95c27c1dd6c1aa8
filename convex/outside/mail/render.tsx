"use node";
/** Makes what a mail says into what is sent: HTML, plain text and headers. */
import { render, toPlainText } from "@react-email/render";
import type { ReactElement } from "react";
import type { EmailContent } from "../../model/mail/kinds/kinds";
import type { LinkAction, linkSigner } from "../../model/mail/mailLinks";
import { SUBSCRIBED_KINDS, type EmailKind } from "../../shared/emails";
import { DigestMail } from "./DigestMail";
import { MentionsMail } from "./MentionsMail";
import { ReportMail, reportAttachments } from "./ReportMail";
import { LinkMail } from "./templates";
import type { Attachment } from "./transports";

export type RenderedMail = {
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: Attachment[];
};

/** The workspace a mail is from, and where links lead. Without `sign` a mail is only looked at: its links open the app and act for nobody. */
export type Place = {
  workspace: string;
  siteUrl: string;
  httpUrl: string;
  sign?: ReturnType<typeof linkSigner> | undefined;
};

const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

type Template<Content> = {
  element(content: Content, place: Place): ReactElement;
  attachments?(content: Content): Attachment[];
};

const of = (place: Place) => {
  const { siteUrl, workspace } = place;
  return { siteUrl, workspace, linkTo: linksOf(place) };
};

/** How each kind of mail looks. */
const TEMPLATES: { [Kind in EmailKind]: Template<Extract<EmailContent, { kind: Kind }>> } = {
  invitation: {
    element: ({ invitedBy, path, expiresAt }, { siteUrl, workspace }) => (
      <LinkMail
        workspace={workspace}
        heading={`${invitedBy} invites you to ${workspace}`}
        lead="Chat and tasks of your team, in one place. Pick a name and a password, and you are in."
        action="Join the workspace"
        url={siteUrl + path}
        until={`${day.format(expiresAt)} UTC`}
      />
    ),
  },
  passwordReset: {
    element: ({ path, expiresAt }, { siteUrl, workspace }) => (
      <LinkMail
        workspace={workspace}
        heading="Choose a new password"
        lead="Somebody, most likely you, asked for a new password for this address."
        action="Choose a password"
        url={siteUrl + path}
        until={`${day.format(expiresAt)} UTC`}
      />
    ),
  },
  digest: {
    element: (digest, place) => <DigestMail digest={digest} {...of(place)} />,
  },
  weeklyReport: {
    element: (report, place) => <ReportMail report={report} {...of(place)} />,
    attachments: reportAttachments,
  },
  mentions: {
    element: (mail, place) => <MentionsMail mail={mail} {...of(place)} />,
  },
};

/** The address of an action; a mail that is only looked at has the app's own pages instead. */
function linksOf({ siteUrl, sign }: Place) {
  return (action: LinkAction, of: string): string => {
    if (sign) return `${siteUrl}/mail-link#${sign(action, of)}`;
    return action === "unsubscribe" ? `${siteUrl}/digest` : `${siteUrl}/my-tasks?task=${of}`;
  };
}

/** What mail programs need for their own "unsubscribe" button (RFC 8058). */
function headersOf({ kind }: EmailContent, { httpUrl, sign }: Place): Record<string, string> {
  if (!sign || !(SUBSCRIBED_KINDS as readonly string[]).includes(kind)) return {};
  return {
    "List-Unsubscribe": `<${httpUrl}/unsubscribe?token=${sign("unsubscribe", kind)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

export async function renderMail(content: EmailContent, place: Place): Promise<RenderedMail> {
  const template: Template<EmailContent> = TEMPLATES[content.kind];
  const html = await render(template.element(content, place));
  const attachments = template.attachments?.(content) ?? [];
  return { html, text: toPlainText(html), headers: headersOf(content, place), attachments };
}

/** A mail's page with its pictures in it, for a browser, which has no attachments to find them in. */
export function pageOf({ html, attachments }: RenderedMail): string {
  return attachments.reduce(
    (page, { cid, contentType, content }) =>
      page.replaceAll(`cid:${cid}`, `data:${contentType};base64,${content}`),
    html,
  );
}
