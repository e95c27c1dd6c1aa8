export { MailPreviewDialog } from "./MailPreviewDialog";
export { MailLink } from "./MailLink";
export { Outbox } from "./Outbox";
export { useTransport, type PreviewKind } from "./useEmails";
