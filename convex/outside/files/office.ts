/// <reference types="node" />
"use node";
/**
 * What stands in documents of offices: ZIP archives of XML, of which only the parts with text are unpacked, piece by piece.
 *
 * Rules  What unpacks to gigabytes, lies in itself or never ends costs what the bounds below allow, and gives what was found
 *        until there. Nothing in an archive is unpacked as an archive.
 */
import { Parser } from "htmlparser2";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";

/** The parts with text, in the order in which they are read. */
const PARTS = [
  /^word\/document\.xml$/,
  /^word\/(footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/worksheets\/[^/]+\.xml$/,
  /^ppt\/slides\/[^/]+\.xml$/,
  /^ppt\/notesSlides\/[^/]+\.xml$/,
  /^content\.xml$/,
];
/** Elements whose text is a text: runs and cells of Microsoft's formats, paragraphs of OpenDocument. */
const TEXTS: ReadonlySet<string> = new Set(["w:t", "m:t", "a:t", "t", "v", "text:p", "text:h"]);
/** Elements after which another line begins, and those that stand for a space. */
const LINES: ReadonlySet<string> = new Set(["w:p", "a:p", "si", "is", "v", "text:p", "text:h"]);
const SPACES: ReadonlySet<string> = new Set([
  "w:tab",
  "w:br",
  "a:br",
  "text:s",
  "text:tab",
  "text:line-break",
]);
/** Elements that hold what nobody sees: how a word is said, and what was struck out. */
const UNSEEN: ReadonlySet<string> = new Set(["rPh", "text:tracked-changes"]);

const MOST_ENTRIES = 5_000;
/** Bytes that one archive may unpack to, of all parts. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** Elements that lie in each other. */
const MOST_DEPTH = 256;

/** The first characters that stand in a document; empty for other archives. @param most  characters */
export async function officeText(bytes: Uint8Array, most: number): Promise<string> {
  const text = new Text(most);
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    });
    let left = MOST_UNPACKED;
    for (const part of await partsOf(zip)) {
      if (left <= 0 || text.isFull) break;
      left -= await readPart(zip, part, text, left);
    }
  } catch {
    // It is broken, or locked: what was found until there is what can be found.
  }
  return text.found;
}

async function partsOf(zip: ZipFile): Promise<Entry[]> {
  const found: { entry: Entry; rank: number }[] = [];
  let looked = 0;
  for await (const entry of zip.eachEntry()) {
    const rank = PARTS.findIndex((part) => part.test(entry.fileName));
    if (rank !== -1) found.push({ entry, rank });
    if ((looked += 1) >= MOST_ENTRIES) break;
  }
  // The second slide comes before the tenth.
  const names = new Intl.Collator("en", { numeric: true });
  const inOrder = found.toSorted(
    (a, b) => a.rank - b.rank || names.compare(a.entry.fileName, b.entry.fileName),
  );
  return inOrder.map(({ entry }) => entry);
}

/** @returns bytes that were unpacked */
async function readPart(zip: ZipFile, entry: Entry, text: Text, most: number): Promise<number> {
  const stream = await zip.openReadStreamPromise(entry);
  const letters = new TextDecoder();
  const parser = new Parser(text.handler(), { xmlMode: true });
  let size = 0;
  // Leaving the loop closes the stream.
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    parser.write(letters.decode(piece, { stream: true }));
    if (size > most || text.isFull) break;
  }
  return size;
}

class Text {
  found = "";
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.found.length >= this.#most;
  }

  /** Of one part. @throws where elements lie in each other without an end */
  handler(): ConstructorParameters<typeof Parser>[0] {
    let [depth, inText, inUnseen] = [0, 0, 0];
    // The cells of a sheet name its shared texts by a number, which is none of the sheet's.
    let isNumberOfText = false;
    return {
      onopentag: (name, attributes) => {
        if ((depth += 1) > MOST_DEPTH) throw new Error("too deep");
        if (name === "c") isNumberOfText = attributes.t === "s";
        if (TEXTS.has(name)) inText += 1;
        if (UNSEEN.has(name)) inUnseen += 1;
        if (SPACES.has(name)) this.found += " ";
      },
      onclosetag: (name) => {
        depth -= 1;
        if (TEXTS.has(name)) inText -= 1;
        if (UNSEEN.has(name)) inUnseen -= 1;
        if (LINES.has(name) && !/^$|\n$/.test(this.found)) this.found += "\n";
      },
      ontext: (piece) => {
        if (inText > 0 && inUnseen === 0 && !isNumberOfText && !this.isFull) this.found += piece;
      },
    };
  }
}
