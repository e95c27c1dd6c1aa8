import { translated } from "../../language";
import { list, plural } from "../english";

const somebody = (names: readonly string[]): string => (names.length === 0 ? "Somebody" : list(names));

/** What boards say in conversations, before the tasks that they name. */
export const lines = translated("lines", {
  moved: (names: readonly string[], count: number) =>
    `${somebody(names)} moved ${plural(count, { one: "# card", other: "# cards" })}:`,
  waits: (names: readonly string[]) =>
    names.length === 0 ? "This now holds up" : `${list(names)} says this holds up`,
  free: (names: readonly string[]) =>
    names.length === 0 ? "No longer waiting for" : `${list(names)} finished what this waited for:`,
  more: (count: number) => plural(count, { one: "and # more", other: "and # more" }),
  into: (column: string) => `to ${column}`,
  /** For those who arrange the board. */
  tell: "Tell the channel what moves",
  tellMeans: (minutes: number) => `One line for all moves of ${minutes} minutes. It notifies nobody.`,
});
