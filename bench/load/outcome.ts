/** What a scenario measured. */
export type Outcome = { samples?: number[]; perSecond?: number; bytes?: number; subscriptions?: number };
