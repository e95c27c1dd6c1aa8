"use node";
/** What a file is by its first bytes, as what its sender called it says little; and the words of a text. */
import { fileTypeFromBuffer } from "file-type";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { internalAction } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { isShownInPlace, mediaType, UNKNOWN_TYPE } from "../../shared/files";

/** All formats are told apart by so many bytes. */
const HEAD_BYTES = 4_100;

/** Bytes of a text that are looked at for its words: enough for as many characters, whatever they are. */
const TEXT_BYTES = 4 * LIMITS.fileText;

/** @param said  what its sender called it */
export async function typeOf(head: Uint8Array, said: string): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  if (found) return mediaType(found.mime);
  if (!isTextual(head)) return UNKNOWN_TYPE;
  // Pictures, sound and film all have a beginning of their own: this is none, whatever it is called.
  return isShownInPlace(said) || said === UNKNOWN_TYPE || said === "application/pdf" ? "text/plain" : said;
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
    const text = isTextual(head) ? (textIn(await read(TEXT_BYTES)) ?? "") : "";
    if (type !== said || text !== "") await ctx.runMutation(internal.files.inspected, { fileId, type, text });
    return null;
  },
});
