/** Lengths of time, in milliseconds. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Milliseconds between two signs of life of a window. */
export const WINDOW_BEAT_MS = 60_000;
/** After so long without one, a window is taken for closed: two and a half beats. */
export const WINDOW_SILENT_MS = 150_000;
/** So long a page that was left stays subscribed to what it showed. */
export const LEFT_PAGE_MS = 60_000;
/** Whoever has not touched a window for so long is away. */
export const AWAY_AFTER_MS = 10 * 60_000;

/** Signs of typing are told as often as this. */
export const SIGNAL_RENEWED_MS = 10_000;
/** Whoever has given none for so long has stopped typing. */
export const TYPING_SHOWN_MS = 13_000;
/** The same for those who look at a card. */
export const LOOK_RENEWED_MS = 30_000;
export const LOOK_SHOWN_MS = 75_000;

/** So long somebody who uses a window may read by themselves what came, before their devices are told. */
export const PUSH_GRACE_MS = 20_000;
