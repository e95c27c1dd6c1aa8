import { texts } from "@/texts";

/** What the inbox does, by the key that does it. */
export const TRIAGE_KEYS = {
  next: "J",
  previous: "K",
  done: "E",
  snooze: "H",
  markUnread: "U",
  open: "Enter",
} as const;
export type TriageKey = keyof typeof TRIAGE_KEYS;

/** For the sheet of shortcuts. */
export const inboxKeys = () =>
  (Object.keys(TRIAGE_KEYS) as TriageKey[]).map((name) => ({
    label: texts.notices.byKey[name],
    keys: [TRIAGE_KEYS[name]],
  }));
