/**
 * How a file goes out. It was sent by somebody, so nothing of it may run here: only pictures, films and sounds are shown in
 * place, by a type that was chosen here; all else is a download, and every answer forbids scripts.
 *
 * Source  RFC 9110 (ranges, entity tags), RFC 6266 (file names).
 */
import { isShownInPlace, UNKNOWN_TYPE } from "../../shared/files";
import { LIMITS } from "../../shared/limits";

/** First and last byte, both included. */
export type Part = { start: number; end: number };

export type Served = { name: string; type: string; size: number; tag: string };

const SAFE = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "referrer-policy": "no-referrer",
  // The app may stand at another address than its backend.
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "content-range",
};

/** Answers nothing but that there is nothing to see. */
export const missing = (): Response =>
  new Response(null, { status: 404, headers: { ...SAFE, "cache-control": "no-store" } });

/**
 * The part that is asked for, cut to what one answer may hold; null where it lies behind the end, "tooLarge" where the
 * whole was asked for and is more.
 */
export function partOf(range: string | null, size: number): Part | "whole" | "tooLarge" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (size === 0 || (first === "" && last === "")) return size > LIMITS.filePart ? "tooLarge" : "whole";
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const wanted = first === "" || last === "" ? size - 1 : Number(last);
  const end = Math.min(wanted, size - 1, start + LIMITS.filePart - 1);
  return start > end ? null : { start, end };
}

/** A name for every browser: plain ASCII first, then as it is. */
function disposition({ name, type }: Served, isDownload: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  const how = !isDownload && isShownInPlace(type) ? "inline" : "attachment";
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** The head of an answer with these bytes of the file. */
export function headOf(file: Served, part: Part | "whole", isDownload: boolean): ResponseInit {
  const headers: Record<string, string> = {
    ...SAFE,
    "content-type": isShownInPlace(file.type) ? file.type : UNKNOWN_TYPE,
    "content-disposition": disposition(file, isDownload),
    "accept-ranges": "bytes",
    etag: file.tag,
    // It is asked each time whether the reader still may.
    "cache-control": "private, no-cache",
  };
  if (part === "whole") return { status: 200, headers: { ...headers, "content-length": String(file.size) } };
  headers["content-range"] = `bytes ${part.start}-${part.end}/${file.size}`;
  headers["content-length"] = String(part.end - part.start + 1);
  return { status: 206, headers };
}

/** What is answered without any bytes of the file, if that is enough. */
export function shortAnswer(
  file: Served,
  part: ReturnType<typeof partOf>,
  knownTag: string | null,
): Response | null {
  const headers = { ...SAFE, etag: file.tag, "cache-control": "private, no-cache", "accept-ranges": "bytes" };
  if (knownTag === file.tag) return new Response(null, { status: 304, headers });
  if (part === null)
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${file.size}` },
    });
  if (part === "tooLarge")
    return new Response(`Ask for parts of at most ${LIMITS.filePart} bytes.`, { status: 413, headers });
  return null;
}
