"use node";
/** Pictures that members put in, checked by what their bytes say before anybody sees them. */
import github from "emojibase-data/en/shortcodes/github.json";
import iamcal from "emojibase-data/en/shortcodes/iamcal.json";
import { imageSize } from "image-size";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { userAction } from "../../functions";
import { fail } from "../../model/errors";
import { pictureUpload } from "../../model/files/pictures";
import { ANIMATED_TYPE, EMOJI_PICTURE, PERSON_PICTURE, UNKNOWN_TYPE } from "../../shared/files";
import { IMAGE_TYPES } from "../../shared/workspace";
import { typeOf } from "./inspect";

/** The picture of the caller. @throws NOT_SIGNED_IN | DEACTIVATED | NOT_FOUND | IMAGE_INVALID | FILES_FULL */
export const setMine = userAction({
  args: pictureUpload,
  returns: v.null(),
  handler: async (ctx, upload) => {
    await ctx.runQuery(internal.files.checkPicture, upload);
    const facts = await factsOf(ctx, upload, stills(PERSON_PICTURE.side), PERSON_PICTURE.smallSide);
    await ctx.runMutation(internal.users.setPicture, { ...upload, ...facts });
    return null;
  },
});

/**
 * An emoji of the workspace.
 *
 * @throws NOT_SIGNED_IN | DEACTIVATED | FORBIDDEN | EMOJI_NAME_INVALID | EMOJI_NAME_TAKEN | EMOJI_NAME_STANDARD |
 * TOO_MANY_EMOJI | NOT_FOUND | IMAGE_INVALID | FILES_FULL
 */
export const addEmoji = userAction({
  args: { name: v.string(), ...pictureUpload },
  returns: v.null(),
  handler: async (ctx, { name, ...upload }) => {
    await ctx.runQuery(internal.workspace.checkNewEmoji, { name, ...upload });
    if (STANDARD_NAMES.has(name)) throw fail("EMOJI_NAME_STANDARD");
    const { side, smallSide, animatedSide } = EMOJI_PICTURE;
    const facts = await factsOf(ctx, upload, { ...stills(side), [ANIMATED_TYPE]: animatedSide }, smallSide);
    await ctx.runMutation(internal.workspace.addEmoji, { name, ...upload, ...facts });
    return null;
  },
});

/** What people who come from elsewhere type for the standard ones. */
const STANDARD_NAMES = new Set([iamcal, github].flatMap((names) => Object.values(names).flat()));

/** Most pixels of a side, by type. */
type Sides = Partial<Record<string, number>>;
const stills = (side: number): Sides => Object.fromEntries(IMAGE_TYPES.map((type) => [type, side]));

const uploadValidator = v.object(pictureUpload);
type Upload = Infer<typeof uploadValidator>;

async function factsOf(ctx: ActionCtx, { storageId, smallId }: Upload, sides: Sides, smallSide: number) {
  const small = await pictureOf(ctx, smallId, stills(smallSide));
  const whole = await pictureOf(ctx, storageId, sides);
  if (!small || !whole) throw fail("IMAGE_INVALID");
  return whole;
}

async function pictureOf({ storage }: ActionCtx, id: Upload["storageId"], sides: Sides) {
  const blob = await storage.get(id);
  return blob && (await pictureIn(new Uint8Array(await blob.arrayBuffer()), sides));
}

/** Null for what is no picture of a kind that is taken, and for one with more pixels: a few bytes can hold very many. */
export async function pictureIn(bytes: Uint8Array, sides: Sides) {
  const type = await typeOf(bytes, UNKNOWN_TYPE);
  const most = sides[type];
  if (most === undefined) return null;
  try {
    const { width, height } = imageSize(bytes);
    return Math.max(width, height) <= most && Math.min(width, height) > 0 ? { type, width, height } : null;
  } catch {
    return null;
  }
}
