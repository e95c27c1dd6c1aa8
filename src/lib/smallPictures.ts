/** Small pictures made of larger ones. They are drawn anew, so that nothing which a photo says of its place and camera is left. */

/** A part of a picture, in its pixels. */
export type Part = { x: number; y: number; width: number; height: number };

const QUALITY = 0.86;

type Options = {
  /** Pixels. */
  sides: readonly number[];
  /** What shines through stays so, as in a logo. Of a photo it becomes white, as paper is. */
  isClear: boolean;
};

/** A part of a picture as squares of several sizes; null for a file that this browser cannot draw. */
export async function squaresOf(file: Blob, part: Part, { sides, isClear }: Options): Promise<Blob[] | null> {
  return await drawnAs(file, () => sides.map((side) => ({ part, width: side, height: side, isClear })));
}

/** All of a picture, fitted into squares of several sizes; null for a file that this browser cannot draw. */
export async function fittedInto(file: Blob, sides: readonly number[]): Promise<Blob[] | null> {
  return await drawnAs(file, ({ width, height }) =>
    sides.map((side) => {
      const scale = Math.min(1, side / Math.max(width, height));
      const [wide, high] = [width, height].map((length) => Math.max(1, Math.round(length * scale)));
      return { part: { x: 0, y: 0, width, height }, width: wide!, height: high!, isClear: true };
    }),
  );
}

type Drawing = { part: Part; width: number; height: number; isClear: boolean };

async function drawnAs(file: Blob, drawingsOf: (picture: ImageBitmap) => Drawing[]): Promise<Blob[] | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const drawings = drawingsOf(picture);
  const blobs: Blob[] = [];
  for (const drawing of drawings) {
    const blob = await draw(picture, drawing);
    if (blob) blobs.push(blob);
  }
  picture.close();
  return blobs.length === drawings.length ? blobs : null;
}

async function draw(picture: ImageBitmap, { part, width, height, isClear }: Drawing): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  if (!isClear) {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
  }
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, width, height);
  // Some browsers write no WebP.
  for (const type of ["image/webp", isClear ? "image/png" : "image/jpeg"]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
    if (blob?.type === type) return blob;
  }
  return null;
}
