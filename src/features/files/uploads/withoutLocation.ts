/**
 * Photos without what they say of the place and the camera: of JPEG, PNG and WebP files the parts with such notes are left
 * out. How a photo was held stays, or it would lie on its side.
 *
 * Source  JPEG: ITU-T T.81 annex B; Exif 2.32, 4.6 (orientation is tag 0x0112); PNG third edition; WebP container (RIFF).
 */
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;

/** The same file where it is none of these, or is damaged. */
export async function withoutLocation(file: Blob): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const clean = cleanerOf(head);
  if (!clean) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = clean(bytes);
  return parts ? new Blob(parts as BlobPart[], { type: file.type }) : file;
}

type Cleaner = (bytes: Uint8Array) => Uint8Array[] | null;

function cleanerOf(head: Uint8Array): Cleaner | undefined {
  const text = String.fromCharCode(...head);
  if (head[0] === 0xff && head[1] === 0xd8) return jpeg;
  if (text.startsWith("\x89PNG\r\n")) return png;
  return text.startsWith("RIFF") && text.slice(8, 12) === "WEBP" ? webp : undefined;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Segments up to the picture itself, without those of applications but JFIF and colour. */
function jpeg(bytes: Uint8Array): Uint8Array[] | null {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  let orientation = 1;
  for (let at = 2; at + 4 <= bytes.length;) {
    const [mark, marker] = [bytes[at], bytes[at + 1]!];
    if (mark !== 0xff) return null;
    // The picture begins: the rest is taken as it is.
    if (marker === 0xda) return [...parts, ...exifOf(orientation), bytes.subarray(at)];
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    const isNote =
      (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    if (marker === 0xe1) orientation = orientationIn(segment) ?? orientation;
    if (!isNote) parts.push(segment);
    at = end;
  }
  return null;
}

function orientationIn(segment: Uint8Array): number | undefined {
  const isExif = EXIF.every((byte, i) => segment[4 + i] === byte);
  const tiff = viewOf(segment.subarray(10));
  if (!isExif || tiff.byteLength < 14) return undefined;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const start = tiff.getUint32(4, isLittle);
  const count = start + 2 <= tiff.byteLength ? tiff.getUint16(start, isLittle) : 0;
  for (let i = 0; i < count; i++) {
    const at = start + 2 + i * 12;
    if (at + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(at, isLittle) === ORIENTATION) return tiff.getUint16(at + 8, isLittle);
  }
  return undefined;
}

/** A segment that says how the photo was held, and nothing else. */
function exifOf(orientation: number): Uint8Array[] {
  if (orientation < 2 || orientation > 8) return [];
  const bytes = new Uint8Array(36);
  const view = viewOf(bytes);
  view.setUint32(0, 0xffe10022);
  bytes.set(EXIF, 4);
  view.setUint32(10, 0x4d4d002a);
  view.setUint32(14, 8);
  view.setUint16(18, 1);
  view.setUint16(20, ORIENTATION);
  view.setUint16(22, 3);
  view.setUint32(24, 1);
  view.setUint16(28, orientation);
  return [bytes];
}

/** Chunks without Exif, texts and the time. */
function png(bytes: Uint8Array): Uint8Array[] | null {
  const parts = [bytes.subarray(0, 8)];
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!/^(eXIf|tEXt|zTXt|iTXt|tIME)$/.test(name)) parts.push(bytes.subarray(at, end));
    if (name === "IEND") return parts;
    at = end;
  }
  return null;
}

/** Chunks in which Exif and XMP are empty notes: their places and the head's flags stay true. */
function webp(bytes: Uint8Array): Uint8Array[] | null {
  const copy = bytes.slice();
  const view = viewOf(copy);
  for (let at = 12; at + 8 <= copy.length;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > copy.length + 1) return null;
    if (/^(EXIF|XMP )$/.test(String.fromCharCode(...copy.subarray(at, at + 4))))
      copy.fill(0, at + 8, at + 8 + size);
    at = end;
  }
  return [copy];
}
