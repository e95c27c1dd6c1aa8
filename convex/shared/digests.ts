export const DIGEST_DAYS = ["workdays", "everyday", "never"] as const;
export type DigestDays = (typeof DIGEST_DAYS)[number];
