"use node";
/** Looks at one link: the page behind it, and the picture that the page wants to be known by. */
import { fileTypeFromBuffer } from "file-type";
import { imageSize } from "image-size";
import { LIMITS } from "../../shared/limits";
import { askedFor } from "./addresses";
import { get, type Answer, type Door } from "./fetching";
import { readPage, type Page } from "./reading";

export type Picture = { bytes: Uint8Array<ArrayBuffer>; type: string };
export type Look = Omit<Page, "pictureUrl"> & { picture?: Picture };

/** For a page, and again for its picture. */
const MOST_MS = 8_000;
const PAGE_TYPES = ["text/html", "application/xhtml+xml"];
/** Those that every browser shows, told by their first bytes. */
const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** Null where there is nothing to show, for whatever reason: a link is a link without it. */
export async function lookAt(url: URL, door: Door, mayKeep: boolean): Promise<Look | null> {
  const answer = await attempt(async (signal) => {
    const takes = (type: string) => PAGE_TYPES.includes(type);
    const wanted = { takes, accept: PAGE_TYPES.join(", "), most: LIMITS.linkPage, isCut: true, signal };
    return await get(url, wanted, door);
  });
  const page = answer && readPage(answer.bytes, answer.contentType, answer.url);
  if (!page) return null;
  const { pictureUrl, ...said } = page;
  const picture = mayKeep && pictureUrl ? await pictureAt(pictureUrl, door) : null;
  return picture ? { ...said, picture } : said;
}

async function pictureAt(href: string, door: Door): Promise<Picture | null> {
  const url = askedFor(href, door.allowed);
  if (!url) return null;
  const answer = await attempt(async (signal) => {
    // What it is called matters little: its bytes say what it is.
    const wanted = { takes: () => true, accept: "image/*", most: LIMITS.linkPicture, isCut: false, signal };
    return await get(url, wanted, door);
  });
  return answer && (await asPicture(new Uint8Array(answer.bytes)));
}

/** Null for what is no picture that can be shown, or one whose pixels would fill the memory of those who look at it. */
export async function asPicture(bytes: Uint8Array<ArrayBuffer>): Promise<Picture | null> {
  try {
    const type = (await fileTypeFromBuffer(bytes))?.mime ?? "";
    if (!PICTURE_TYPES.includes(type)) return null;
    const { width, height } = imageSize(bytes);
    const isFit = Math.min(width, height) > 0 && Math.max(width, height) <= LIMITS.linkPicturePixels;
    return isFit ? { bytes, type } : null;
  } catch {
    // Both libraries throw at what is cut short or damaged.
    return null;
  }
}

/** Whatever goes wrong out there is no matter of ours: names that are none, broken certificates, silence. */
async function attempt(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer | null> {
  const signal = AbortSignal.timeout(MOST_MS);
  const isOver = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null)));
  try {
    // A look-up of a name cannot be stopped, only left.
    return await Promise.race([ask(signal), isOver]);
  } catch {
    return null;
  }
}
