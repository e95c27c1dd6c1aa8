import { MailLink } from "@/features/emails";

export const MailLinkPage = MailLink;
