/** Why something concerns a person: named in a text, answered, given a task, or brought into a channel. */
export const NOTICE_KINDS = ["mention", "reply", "assignment", "membership"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
