/** Why something concerns a person: named in a text, answered, given a task, brought into a channel, or wanted it back. */
export const NOTICE_KINDS = ["mention", "reply", "assignment", "membership", "reminder"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
