export { MailFrame } from "./EmailDialog";
export { MailLink } from "./MailLink";
export { Outbox } from "./Outbox";
