/** What becomes of a file before it is sent: photos lose what they say of the place, pictures and films get a small one for lists. */
import { kindOf, mediaType } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { keepsPhotoNotes } from "@/platform/files/photoNotes";
import { isAnimated } from "./animated";
import { firstPicture } from "./film";
import { withoutLocation } from "./withoutLocation";

export type Shape = { width: number; height: number; colour: string; isAnimated?: boolean };
export type Prepared = { content: Blob; preview?: Blob; shape?: Shape };

/** Twice the largest size at which a picture is shown in a list. */
const PREVIEW_PX = 960;
/** A picture that is no larger is shown as it is. */
const SMALL_BYTES = 200 * 1024;

export async function prepare(file: Blob, type: string): Promise<Prepared> {
  const kind = kindOf(mediaType(type));
  if (kind !== "image" && kind !== "video") return { content: file };
  const isFilm = kind === "video";
  const content = isFilm || keepsPhotoNotes() ? file : await withoutLocation(file);
  const picture = isFilm ? await firstPicture(file) : await createImageBitmap(content).catch(() => null);
  if (!picture) return { content };
  const { width, height } = picture;
  const moves = !isFilm && (await isAnimated(content));
  const shape = { width, height, colour: colourOf(picture), ...(moves && { isAnimated: true }) };
  const isSmall = content.size <= SMALL_BYTES && Math.max(width, height) <= PREVIEW_PX;
  // The first picture of an animation is its preview, for those who want nothing to move.
  const preview = isSmall && !isFilm && !moves ? null : await smaller(picture);
  picture.close();
  return { content, shape, ...(preview && { preview }) };
}

function draw(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement | null {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: width === 1 });
  if (!pen) return null;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** The colour of all of it, mixed. */
function colourOf(picture: ImageBitmap): string {
  const pixel = draw(picture, 1, 1)?.getContext("2d")?.getImageData(0, 0, 1, 1).data;
  const hex = [...(pixel ?? [128, 128, 128])].slice(0, 3).map((part) => part.toString(16).padStart(2, "0"));
  return `#${hex.join("")}`;
}

async function smaller(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, PREVIEW_PX / Math.max(picture.width, picture.height));
  const sides = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = draw(picture, sides[0]!, sides[1]!);
  // A browser that cannot write WebP writes PNG, which is larger than JPEG where it is a photo.
  for (const [type, quality] of [
    ["image/webp", 0.8],
    ["image/jpeg", 0.75],
  ] as const) {
    const blob = await new Promise<Blob | null>((resolve) => {
      if (canvas) canvas.toBlob(resolve, type, quality);
      else resolve(null);
    });
    if (blob && blob.type === type && blob.size <= LIMITS.previewBytes) return blob;
  }
  return null;
}
