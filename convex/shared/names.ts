/**
 * How people are found by their names: without regard to case and accents, by the beginnings of words. Browser and
 * server follow the same rule, so that what is on screen is narrowed down before the server has answered.
 */
import { cutText } from "./text";

/** Letters that stand for others and are no letter with an accent. */
export const PLAIN_LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  þ: "th",
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "gu");
const WORD = /[\p{L}\p{N}]+/gu;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(SPECIAL, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize("NFC")
    .toLowerCase();

/** A name as it is compared, sorted and searched: "Zoë O’Hara-Łuk" is "zoe o hara luk". */
export const nameKey = (name: string): string => plain(name).match(WORD)?.join(" ") ?? plain(name).trim();

/** The words of what somebody types to find a person. More than a name can hold finds nobody, and is not read. */
export function typedWords(text: string, most: number): string[] {
  const key = nameKey(cutText(text, most, ""));
  return key === "" ? [] : key.split(" ");
}

/** Whether each of the words begins a word of a name; the name is given by its key. */
export const hasWords = (key: string, words: readonly string[]): boolean =>
  words.every((word) => ` ${key}`.includes(` ${word}`));
