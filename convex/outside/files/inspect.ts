"use node";
/** What a file is by its first bytes, as what its sender called it says little; and the words that stand in it. */
import { fileTypeFromBuffer } from "file-type";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { internalAction } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { isShownInPlace, mediaType, PDF_TYPE, UNKNOWN_TYPE } from "../../shared/files";
import { officeText } from "./office";
import { BOUNDS, pdfText } from "./pdf";

/** All formats are told apart by so many bytes. */
const HEAD_BYTES = 4_100;

/** Bytes of a text that are looked at for its words: enough for as many characters, whatever they are. */
const TEXT_BYTES = 4 * LIMITS.fileText;

const ZIP_TYPE = "application/zip";
const DOCUMENT_IN_ZIP = /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./;

/** Larger documents than this are found by their names alone: they are read as a whole. */
const DOCUMENT_BYTES = 32 * 1024 * 1024;

/** @param said  what its sender called it */
export async function typeOf(head: Uint8Array, said: string): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  // Documents of offices are archives, and not every beginning of one says which it is.
  if (found?.mime === ZIP_TYPE && DOCUMENT_IN_ZIP.test(said)) return said;
  if (found) return mediaType(found.mime);
  if (!isTextual(head)) return UNKNOWN_TYPE;
  // Pictures, sound and film all have a beginning of their own: this is none, whatever it is called.
  return isShownInPlace(said) || said === UNKNOWN_TYPE || said === PDF_TYPE ? "text/plain" : said;
}

/** UTF-8 without what texts do not have; the last character may be cut. */
const isTextual = (head: Uint8Array): boolean => textIn(head) !== null;

function textIn(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

export const run = internalAction({
  args: { fileId: v.id("files"), storageId: v.id("_storage"), said: v.string() },
  returns: v.null(),
  handler: async (ctx, { fileId, storageId, said }) => {
    const file = await ctx.storage.get(storageId);
    if (file === null) return null;
    const read = async (length: number) => new Uint8Array(await file.slice(0, length).arrayBuffer());
    const head = await read(HEAD_BYTES);
    const type = await typeOf(head, said);
    const tell = async (text: string) =>
      await ctx.runMutation(internal.files.inspected, { fileId, type, text });
    const text = isTextual(head) ? (textIn(await read(TEXT_BYTES)) ?? "") : "";
    if (type !== said || text !== "") await tell(text);
    // What stands in a document takes longer to find than what it is.
    const words = await wordsIn(file, type, head);
    if (words !== "") await tell(words);
    return null;
  },
});

/** What stands in a PDF or in a document of an office; nothing in all else. */
async function wordsIn(file: Blob, type: string, head: Uint8Array): Promise<string> {
  const isArchive = head[0] === 0x50 && head[1] === 0x4b;
  if (file.size > DOCUMENT_BYTES || (type !== PDF_TYPE && !isArchive)) return "";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const most = LIMITS.fileText;
  return isArchive ? await officeText(bytes, most) : await pdfText(bytes, { ...BOUNDS, most });
}
