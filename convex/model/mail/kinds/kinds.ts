/** All kinds of mail, by name. */
import { v, type Infer } from "convex/values";
import type { EmailKind } from "../../../shared/emails";
import { digest } from "./digest";
import type { MailKind } from "./kind";
import { invitation, passwordReset } from "./links";
import { mentions } from "./mentions";
import { weeklyReport } from "./weeklyReport";

const KINDS = { invitation, passwordReset, digest, weeklyReport, mentions };

/** What a mail says: data, never markup. It is made into HTML and text when it is sent or looked at. */
export const emailContent = v.union(...Object.values(KINDS).map(({ content }) => content));
export type EmailContent = Infer<typeof emailContent>;

export function kindNamed(name: EmailKind): MailKind<EmailContent> {
  return KINDS[name];
}

export const kindOf = ({ kind }: EmailContent) => kindNamed(kind);
