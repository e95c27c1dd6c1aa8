/**
 * Whether a picture moves, by its beginning. Of GIF each may.
 *
 * Source  WebP container (VP8X, flag A); PNG third edition (acTL stands before IDAT).
 */
const HEAD_BYTES = 64 * 1024;

export async function isAnimated(picture: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer());
  const text = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  if (text(0, 4) === "GIF8") return true;
  if (text(0, 4) === "RIFF") return text(8, 8) === "WEBPVP8X" && (bytes[20]! & 2) !== 0;
  if (text(0, 4) !== "\x89PNG") return false;
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = text(at + 4, 4);
    if (name === "acTL" || name === "IDAT") return name === "acTL";
  }
  return false;
}
