/** Files: what browser and server both know of them. */

/**
 * `waiting` for a message; `held` for one that is sent later; `shown` in one; `hidden` with its message, or deleted; a `picture` of a person or an emoji, which every
 * member reads and no list has. Only what is shown is listed, and only it and pictures are served to others than their uploader.
 */
export const FILE_STATES = ["waiting", "held", "shown", "hidden", "picture"] as const;

/** Most pixels of a side of a person's picture, and of the smaller one for lists: browsers make them, the server checks. */
export const PERSON_PICTURE = { side: 256, smallSide: 96 };

/** The same of an emoji. No browser makes an animated picture smaller, so that may be larger; the small one stands still. */
export const EMOJI_PICTURE = { side: 128, smallSide: 64, animatedSide: 512 };
export const ANIMATED_TYPE = "image/gif";

export const FILE_KINDS = ["image", "video", "audio", "document", "other"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Pictures that browsers draw and that cannot act. */
const IMAGES = /^image\/(png|jpeg|gif|webp|avif)$/;
const DOCUMENTS =
  /^(text\/|application\/(pdf|json|msword|rtf|vnd\.(ms-|openxmlformats-officedocument|oasis\.opendocument)))/;

export function kindOf(type: string): FileKind {
  if (IMAGES.test(type)) return "image";
  if (/^video\/(mp4|webm|ogg|quicktime)$/.test(type)) return "video";
  if (/^audio\/[\w.+-]+$/.test(type)) return "audio";
  return DOCUMENTS.test(type) ? "document" : "other";
}

/** Whether a browser may show it in place: everything else is a download, whatever it calls itself. */
export const isShownInPlace = (type: string): boolean => ["image", "video", "audio"].includes(kindOf(type));

export const PDF_TYPE = "application/pdf";
export const UNKNOWN_TYPE = "application/octet-stream";

/** A media type in its plain form; unknown for what is none. */
export function mediaType(type: string): string {
  const plain = (type.split(";")[0] ?? "").trim().toLowerCase();
  return /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/.test(plain) ? plain : UNKNOWN_TYPE;
}
