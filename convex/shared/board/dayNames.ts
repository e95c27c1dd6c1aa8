/** Names of days and months as people write them, whole or their first three letters. */

export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
export const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** The place of a name among others, written in small letters; -1 for what is none of them. */
export const placeOf = (names: readonly string[], word: string): number =>
  word.length < 3
    ? -1
    : names.findIndex((name) => name === word || (word.length === 3 && name.startsWith(word)));
