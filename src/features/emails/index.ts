export { MailPreviewDialog } from "./MailPreviewDialog";
export { MailLink } from "./MailLink";
export { Emails } from "./Emails";
export type { PreviewKind } from "./useEmails";
