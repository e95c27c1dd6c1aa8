/**
 * How a stored file is answered: whole, or the one range that was asked for.
 *
 * Source  RFC 9110 (ranges).
 * Rules   SPEC.md FS.
 */

/** First and last byte, both included. */
export type ByteRange = { start: number; end: number };

export type FileAnswer = { status: number; headers: Record<string, string>; range: ByteRange | null };

/** Types a browser may show from this origin; all else is a download. */
const SAFE_INLINE = /^(image\/(png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)\b/;

/**
 * The head of an answer and what it holds of the file; of a range behind the end (416) nothing.
 *
 * @param asked  the `Range` header
 */
export function fileAnswer(
  { size, contentType }: { size: number; contentType: string | null },
  asked: string | null | undefined,
): FileAnswer {
  const range = rangeOf(asked, size);
  if (range === "unsatisfiable")
    return { status: 416, headers: { "content-range": `bytes */${size}` }, range: null };
  const headers: Record<string, string> = {
    "content-type": contentType ?? "application/octet-stream",
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=2592000",
    "content-disposition": SAFE_INLINE.test(contentType ?? "") ? "inline" : "attachment",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "content-length": String(range === null ? size : range.end - range.start + 1),
  };
  if (range === null) return { status: 200, headers, range };
  headers["content-range"] = `bytes ${range.start}-${range.end}/${size}`;
  return { status: 206, headers, range };
}

/** Null for the whole file: no range, or one we need not honour. */
function rangeOf(header: string | null | undefined, size: number): ByteRange | "unsatisfiable" | null {
  // An empty file has no range: it is sent as a whole.
  const match = size === 0 ? null : /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}
