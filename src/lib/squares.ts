/** Squares cut out of pictures. They are drawn anew, so that nothing which a photo says of its place and camera is left. */

/** A part of a picture, in its pixels. */
export type Part = { x: number; y: number; width: number; height: number };

const QUALITY = 0.86;

type Options = {
  /** Pixels. */
  sides: readonly number[];
  /** What shines through stays so, as in a logo. Of a photo it becomes white, as paper is. */
  isClear: boolean;
};

/** A part of a picture in several sizes; null for a file that this browser cannot draw. */
export async function squaresOf(file: Blob, part: Part, { sides, isClear }: Options): Promise<Blob[] | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const squares: Blob[] = [];
  for (const side of sides) {
    const square = await squareOf(picture, part, side, isClear);
    if (square) squares.push(square);
  }
  picture.close();
  return squares.length === sides.length ? squares : null;
}

async function squareOf(
  picture: ImageBitmap,
  { x, y, width, height }: Part,
  side: number,
  isClear: boolean,
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  if (!isClear) {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, side, side);
  }
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, x, y, width, height, 0, 0, side, side);
  // Some browsers write no WebP.
  for (const type of ["image/webp", isClear ? "image/png" : "image/jpeg"]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
    if (blob?.type === type) return blob;
  }
  return null;
}
