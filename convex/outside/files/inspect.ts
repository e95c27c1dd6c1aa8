"use node";
/** What a file is by its first bytes: what its sender called it says little. */
import { fileTypeFromBuffer } from "file-type";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { internalAction } from "../../_generated/server";
import { isShownInPlace, mediaType, UNKNOWN_TYPE } from "../../shared/files";

/** All formats are told apart by so many bytes. */
const HEAD_BYTES = 4_100;

/** @param said  what its sender called it */
export async function typeOf(head: Uint8Array, said: string): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  if (found) return mediaType(found.mime);
  if (!isTextual(head)) return UNKNOWN_TYPE;
  // Pictures, sound and film all have a beginning of their own: this is none, whatever it is called.
  return isShownInPlace(said) || said === UNKNOWN_TYPE || said === "application/pdf" ? "text/plain" : said;
}

/** UTF-8 without what texts do not have; the last character may be cut. */
function isTextual(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export const run = internalAction({
  args: { fileId: v.id("files"), storageId: v.id("_storage"), said: v.string() },
  returns: v.null(),
  handler: async (ctx, { fileId, storageId, said }) => {
    const file = await ctx.storage.get(storageId);
    if (file === null) return null;
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const type = await typeOf(head, said);
    if (type !== said) await ctx.runMutation(internal.files.setType, { fileId, type });
    return null;
  },
});
