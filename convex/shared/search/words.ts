/**
 * How texts are found by their words, whatever the language: the one rule of the index, of the check and of what is
 * highlighted.
 *
 *   "Ça va, getUserName()?"  segments  ça→"ca" "va" "getUserName"→"getusername"
 *                            terms     ca va getusername get user name
 *   "東京タワー 🚀"           segments  "東京タワー" "🚀"     terms  東京 京タ タワ ワー ー emoji1f680
 *
 * Shapes  A segment is a word, a run of a script that is written without spaces, or an emoji. A term is what the index
 *         knows: letters and digits only, so that every tokenizer leaves it whole, and short enough to be kept whole.
 * Rules   Case, accents and width do not count. A word is found by its beginning, and where it is long, by its ends; a
 *         name in code by its parts; a run without spaces by any two characters that follow each other.
 */
import { PLAIN_LETTERS } from "../names";

export type Segment = {
  /** As it is compared: folded. */
  text: string;
  kind: "word" | "run" | "emoji";
  /** Where it stands in the original, in UTF-16 code units. */
  from: number;
  to: number;
};

/** Letters that stand for others, in texts; names have fewer. */
const PLAIN: Record<string, string> = { ...PLAIN_LETTERS, ς: "σ", ـ: "" };
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");
/** Accents, and the vowel points of Hebrew and Arabic. Marks of other scripts are letters of their words. */
const ACCENT = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/** A text without regard to case, accents and width: "Café ＡＢＣ İ ё" is "cafe abc i е". */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const plain = text.toLowerCase().normalize("NFKD").replace(ACCENT, "");
  return plain
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFC")
    .toLowerCase();
}

const PIECE = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[\p{L}\p{M}\p{N}]+/gu;
/** Scripts whose words do not stand apart, or change at their ends without a space. */
const UNSPACED =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆〇]\p{M}*)+/gu;
const EMOJI = /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const DIGIT_OR_SIGN = /^[\d#*©®™]/u;

/** The segments of a text in their order, as they are written. */
function* pieces(text: string): Generator<{ text: string; kind: Segment["kind"]; from: number }> {
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (EMOJI.test(piece) && !DIGIT_OR_SIGN.test(piece)) {
      yield { text: piece, kind: "emoji", from: index };
      continue;
    }
    let at = 0;
    for (const { 0: run, index: start } of piece.matchAll(UNSPACED)) {
      if (start > at) yield { text: piece.slice(at, start), kind: "word", from: index + at };
      yield { text: run, kind: "run", from: index + start };
      at = start + run.length;
    }
    if (at < piece.length) yield { text: piece.slice(at), kind: "word", from: index + at };
  }
}

/** The segments of a text, folded, in their order. */
export function segmentsOf(text: string): Segment[] {
  return [...pieces(text)].flatMap(({ text: written, kind, from }) => {
    const folded = kind === "emoji" ? written : fold(written).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
    return folded === "" ? [] : [{ text: folded, kind, from, to: from + written.length }];
  });
}

/** Bytes of UTF-8 that indexes keep of a term. */
const LONGEST_TERM = 30;
/** Words of so many letters are also found by their ends, of so many letters at least: compounds by their later parts. */
const LONG_WORD = 10;
const SHORTEST_END = 4;
/** Ends of one word; what is longer is no word of a language. */
const MOST_ENDS = 24;

const bytes = new TextEncoder();

/** What an index keeps of a word. */
function cutTerm(word: string): string {
  if (word.length * 3 <= LONGEST_TERM) return word;
  const letters = Array.from(word.slice(0, LONGEST_TERM + 1)).slice(0, LONGEST_TERM);
  while (bytes.encode(letters.join("")).length > LONGEST_TERM) letters.pop();
  return letters.join("");
}

const PART = /\p{Lu}+(?![\p{Ll}])|\p{Lu}?[\p{Ll}\p{M}]+|\p{N}+|[\p{Lo}\p{M}]+/gu;
const IS_CODE = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

/** The parts of a name in code: "getUserName" has three; none of a word. */
function partsOf(written: string): string[] {
  return IS_CODE.test(written) ? (written.match(PART) ?? []).map((part) => fold(part)) : [];
}

/** The later parts a long word may be made of: "donaudampfschiff" has "dampfschiff" among its ends. */
function endsOf(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length < LONG_WORD || !/^\p{L}+$/u.test(word)) return [];
  const count = Math.min(letters.length - SHORTEST_END, MOST_ENDS);
  return Array.from({ length: count }, (_, i) => letters.slice(i + 1).join(""));
}

/** Each two characters that follow each other, and the last one: every beginning of what stands in it begins a term. */
function pairsOf(run: string): string[] {
  const letters = Array.from(run);
  return letters.map((letter, i) => letter + (letters[i + 1] ?? ""));
}

const emojiTerm = (emoji: string): string =>
  `emoji${Array.from(emoji, (character) => character.codePointAt(0)!.toString(16)).join("")}`;

/** The terms by which one segment is found. */
export function termsOf({ text, kind, from, to }: Segment, original: string): string[] {
  if (kind === "emoji") return [emojiTerm(text)];
  if (kind === "run") return pairsOf(text);
  const written = original.slice(from, to);
  return [cutTerm(text), ...[...partsOf(written), ...endsOf(text)].map(cutTerm)];
}

/** All terms of a text, each once, in its order. */
export function indexedTerms(text: string): string[] {
  return [...new Set(segmentsOf(text).flatMap((segment) => termsOf(segment, text)))];
}

/** The terms by which what was typed is looked up: those of a word without its parts, those of a run without its last. */
export function typedTerms({ text, kind }: Pick<Segment, "text" | "kind">): string[] {
  if (kind === "emoji") return [emojiTerm(text)];
  if (kind === "word") return [cutTerm(text)];
  const pairs = pairsOf(text);
  return pairs.length === 1 ? pairs : pairs.slice(0, -1);
}

/** A text as phrases are looked for in it: its segments with spaces around them. */
export function sequenceOf(text: string): string {
  return ` ${segmentsOf(text)
    .map((segment) => segment.text)
    .join(" ")} `;
}
