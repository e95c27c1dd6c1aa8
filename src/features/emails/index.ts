export { MailPreviewDialog } from "./MailPreviewDialog";
export { MailLink } from "./MailLink";
export { Outbox } from "./Outbox";
export type { PreviewKind } from "./useEmails";
