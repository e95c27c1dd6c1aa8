"use node";
/** Pictures that members put in, checked by what their bytes say before anybody sees them. */
import { imageSize } from "image-size";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { userAction } from "../../functions";
import { fail } from "../../model/errors";
import { pictureUpload } from "../../model/files/pictures";
import { PERSON_PICTURE, UNKNOWN_TYPE } from "../../shared/files";
import { IMAGE_TYPES } from "../../shared/workspace";
import { typeOf } from "./inspect";

/** The picture of the caller. @throws NOT_SIGNED_IN | DEACTIVATED | NOT_FOUND | IMAGE_INVALID | FILES_FULL */
export const setMine = userAction({
  args: pictureUpload,
  returns: v.null(),
  handler: async (ctx, upload) => {
    await ctx.runQuery(internal.files.checkPicture, upload);
    const facts = await factsOf(ctx, upload);
    await ctx.runMutation(internal.users.setPicture, { ...upload, ...facts });
    return null;
  },
});

const uploadValidator = v.object(pictureUpload);

async function factsOf(ctx: ActionCtx, { storageId, smallId }: Infer<typeof uploadValidator>) {
  const small = await pictureOf(ctx, smallId, PERSON_PICTURE.smallSide);
  const whole = await pictureOf(ctx, storageId, PERSON_PICTURE.side);
  if (!small || !whole) throw fail("IMAGE_INVALID");
  return whole;
}

async function pictureOf(
  { storage }: ActionCtx,
  id: Infer<typeof uploadValidator>["storageId"],
  side: number,
) {
  const blob = await storage.get(id);
  return blob && (await pictureIn(new Uint8Array(await blob.arrayBuffer()), side));
}

/** Null for what is no picture of a kind we take, and for one with more pixels: a few bytes can hold very many. */
export async function pictureIn(bytes: Uint8Array, side: number) {
  const type = await typeOf(bytes, UNKNOWN_TYPE);
  if (!IMAGE_TYPES.some((known) => known === type)) return null;
  try {
    const { width, height } = imageSize(bytes);
    return Math.max(width, height) <= side && Math.min(width, height) > 0 ? { type, width, height } : null;
  } catch {
    return null;
  }
}
