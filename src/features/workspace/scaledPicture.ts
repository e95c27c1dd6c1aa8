import { IMAGE_TYPES } from "@convex/shared/workspace";

/** Twice the largest size at which it is shown. */
const SIDE = 128;

/** The middle of a picture as a small square; null for a file that is no picture of a kind we take. */
export async function scaledPicture(file: File): Promise<Blob | null> {
  if (!IMAGE_TYPES.some((type) => type === file.type)) return null;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.imageSmoothingQuality = "high";
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  pen.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
