/**
 * Removes what nobody uses: uploads that became nothing, files that no message took, deleted ones after a while, and link
 * previews that no message has.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DAY_MS } from "../../shared/time";
import type { DbCtx } from "../context";
import * as FileSettings from "./fileSettings";
import * as FileTexts from "./fileTexts";
import { isPictureOfAnother } from "./files";
import * as LinkPreviews from "./linkPreviews";

/** Uploads and files that were given up are nobody's after this time. */
const UNUSED_MS = DAY_MS;
/** A deleted file can be restored for so long. */
const RETENTION_MS = 30 * DAY_MS;

/** @param most  of each kind @returns whether there may be more */
export async function removeUnused(ctx: MutationCtx, most: number): Promise<boolean> {
  const before = Date.now() - UNUSED_MS;
  const waiting = await ctx.db
    .query("files")
    .withIndex("by_state", (q) => q.eq("state", "waiting").lt("_creationTime", before))
    .take(most);
  const deleted = await ctx.db
    .query("files")
    .withIndex("by_deletedAt", (q) => q.gt("deletedAt", 0).lt("deletedAt", Date.now() - RETENTION_MS))
    .take(most);
  for (const file of [...waiting, ...deleted]) await removeFile(ctx, file);
  const hasMorePreviews = await LinkPreviews.removeUnused(ctx, most);
  const isCut = (await sweepUploads(ctx, before, most)) || hasMorePreviews;
  return isCut || waiting.length === most || deleted.length === most;
}

/** For good, with its bytes, unless another file has them too. */
export async function removeFile(
  ctx: MutationCtx,
  { _id, storageId, previewId, size }: Doc<"files">,
): Promise<void> {
  const withBytes = await ctx.db
    .query("files")
    .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
    .take(2);
  const isLast = withBytes.length < 2;
  for (const id of isLast ? [storageId, previewId] : []) {
    // A restored backup may lack what was removed after it was made.
    if (id && (await ctx.db.system.get("_storage", id))) await ctx.storage.delete(id);
  }
  await FileTexts.write(ctx, _id, "");
  await ctx.db.delete("files", _id);
  await FileSettings.count(ctx, -1, isLast ? size : 0);
}

/** Looks at each upload once, when it is old enough that whoever sent it has used it or never will. */
async function sweepUploads(ctx: MutationCtx, before: number, most: number): Promise<boolean> {
  const row = await ctx.db.query("uploadSweeps").first();
  const uploads = await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", row?.upTo ?? 0).lt("_creationTime", before))
    .take(most);
  for (const { _id } of uploads) if (!(await isUsed(ctx, _id))) await ctx.storage.delete(_id);
  const upTo = uploads.at(-1)?._creationTime;
  if (upTo === undefined) return false;
  if (row) await ctx.db.patch("uploadSweeps", row._id, { upTo });
  else await ctx.db.insert("uploadSweeps", { upTo });
  return uploads.length === most;
}

async function isUsed(ctx: DbCtx, storageId: Id<"_storage">): Promise<boolean> {
  if (await isPictureOfAnother(ctx, storageId)) return true;
  const asFile = await ctx.db
    .query("files")
    .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
    .first();
  if (asFile) return true;
  const asPreview = await ctx.db
    .query("files")
    .withIndex("by_previewId", (q) => q.eq("previewId", storageId))
    .first();
  return asPreview !== null;
}
