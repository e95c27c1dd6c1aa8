import { NOTICE_KINDS, type NoticeKind } from "@convex/shared/notices";

/** What the inbox shows: what is unread, all, or that of one kind. */
export type Shown = "unread" | "all" | NoticeKind;

export const SHOWN: readonly Shown[] = ["unread", "all", ...NOTICE_KINDS];

export const toShown = (text: string | null): Shown => SHOWN.find((shown) => shown === text) ?? "unread";
