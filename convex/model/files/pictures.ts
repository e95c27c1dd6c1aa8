/**
 * Pictures that every member sees: of people, and emoji. A browser makes two sizes and uploads them; outside/files/pictures.ts looks
 * into their bytes, then they are saved here, as a file whose preview is the smaller one. What they are of changes them, by
 * another picture with another id: the bytes of an id never change.
 */
import { v, type Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { ANIMATED_TYPE } from "../../shared/files";
import { LIMITS } from "../../shared/limits";
import { IMAGE_TYPES } from "../../shared/workspace";
import type { UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as FileSettings from "./fileSettings";
import { requireFreshUpload } from "./files";
import { removeFile } from "./sweep";

/** Two uploads: the picture, and the smaller one for lists. */
export const pictureUpload = { storageId: v.id("_storage"), smallId: v.id("_storage") };
const upload = v.object(pictureUpload);

/** What the bytes of the larger one say. */
export const pictureFacts = { type: v.string(), width: v.number(), height: v.number() };
const facts = v.object(pictureFacts);

/** What is known without a look into the bytes. @throws NOT_FOUND | IMAGE_INVALID */
export async function check(ctx: DbCtx, { storageId, smallId }: Infer<typeof upload>): Promise<number> {
  const [whole, small] = [await requireFreshUpload(ctx, storageId), await requireFreshUpload(ctx, smallId)];
  const areImages = isStill(small) && (isStill(whole) || whole.contentType === ANIMATED_TYPE);
  const areSmall = whole.size <= LIMITS.imageBytes && small.size <= LIMITS.smallImageBytes;
  if (!areImages || !areSmall || storageId === smallId) throw fail("IMAGE_INVALID");
  return whole.size;
}

const isStill = ({ contentType }: { contentType?: string }) =>
  IMAGE_TYPES.some((type) => type === contentType);

/** @throws NOT_FOUND | IMAGE_INVALID | FILES_FULL */
export async function save(
  ctx: UserMutationCtx,
  { storageId, smallId, ...of }: Infer<typeof upload> & Infer<typeof facts>,
): Promise<Id<"files">> {
  const size = await check(ctx, { storageId, smallId });
  await FileSettings.checkRoom(ctx, size);
  await FileSettings.count(ctx, 1, size);
  const picture = { ...of, uploaderId: ctx.user._id, storageId, previewId: smallId, size };
  return await ctx.db.insert("files", { ...picture, name: "picture", state: "picture" });
}

/** For good: what it was of has another one, or none. */
export async function remove(ctx: MutationCtx, pictureId: Id<"files">): Promise<void> {
  const picture = await ctx.db.get("files", pictureId);
  if (picture) await removeFile(ctx, picture);
}
