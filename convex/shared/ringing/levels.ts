/** Of what a person is rung: of every message, of what concerns them, or of nothing. */
export const LEVELS = ["everything", "mentions", "nothing"] as const;
export type Level = (typeof LEVELS)[number];

/** Where neither the person nor an admin has chosen another. */
export const USUAL_LEVEL: Level = "mentions";

/** From when until when a person wants to hear nothing, of a channel or of all. Until `FOR_GOOD`: until they say otherwise. */
export type Span = { from: number; until: number };
export { LAST_DATE_MS as FOR_GOOD } from "../limits";

export const isWithin = (span: Span | undefined, at: number): boolean =>
  span !== undefined && span.from <= at && at < span.until;
