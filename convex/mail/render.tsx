"use node";
/** From what a mail says to what is sent: HTML, plain text and headers. */
import { render, toPlainText } from "@react-email/render";
import type { ReactElement } from "react";
import type { EmailContent } from "../model/emailContent";
import { LinkMail } from "./templates";

export type RenderedMail = { html: string; text: string; headers: Record<string, string> };

/** What rendering needs besides the content: where links lead. */
export type Place = { siteUrl: string };

const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

function elementOf(content: EmailContent, { siteUrl }: Place): ReactElement {
  switch (content.kind) {
    case "invitation":
      return (
        <LinkMail
          heading={`${content.invitedBy} invites you to Tandem`}
          lead="Chat and tasks of your team, in one place. Pick a name and a password, and you are in."
          action="Join the workspace"
          url={siteUrl + content.path}
          until={`${day.format(content.expiresAt)} UTC`}
        />
      );
    case "passwordReset":
      return (
        <LinkMail
          heading="Choose a new password"
          lead="Somebody, most likely you, asked for a new password for this address."
          action="Choose a password"
          url={siteUrl + content.path}
          until={`${day.format(content.expiresAt)} UTC`}
        />
      );
    default:
      return content satisfies never;
  }
}

export async function renderMail(content: EmailContent, place: Place): Promise<RenderedMail> {
  const html = await render(elementOf(content, place));
  return { html, text: toPlainText(html), headers: {} };
}
