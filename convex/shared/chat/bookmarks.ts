/** Links that a channel keeps at hand. */

/** A host that nobody has: paths are read as if they were of it. */
const OWN = "https://own.invalid";
const WITH_SCHEME = /^(https?:\/\/|mailto:)/i;
const MAIL = /^[^\s/:@]+@[^\s/:@]+$/;
const KNOWN = new Set(["http:", "https:", "mailto:"]);

/**
 * An address as a bookmark keeps it: of a page, of mail, or a path in the app, which one of `origin` becomes. Undefined for
 * what should not be opened, such as `javascript:`, or with a password in it.
 */
export function bookmarkAddress(typed: string, origin: string = OWN): string | undefined {
  const text = typed.trim();
  const url = urlOf(text);
  if (!url || !KNOWN.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  const isOwn = url.origin === OWN || (url.origin === origin && url.protocol !== "mailto:");
  return isOwn ? `${url.pathname}${url.search}${url.hash}` : url.href;
}

function urlOf(text: string): URL | undefined {
  if (text.startsWith("/")) return ownUrl(text);
  if (WITH_SCHEME.test(text)) return parsed(text);
  if (MAIL.test(text)) return parsed(`mailto:${text}`);
  const url = parsed(`https://${text}`);
  return url && /\.|^localhost$/.test(url.hostname) ? url : undefined;
}

function ownUrl(path: string): URL | undefined {
  const url = parsed(path, OWN);
  return url?.origin === OWN && !url.pathname.startsWith("//") ? url : undefined;
}

function parsed(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Whether an address is a place in the app. */
export const isOwnAddress = (url: string): boolean => url.startsWith("/");

/** A list with one of it before another, or at the end. */
export function movedBefore<Row extends { _id: string }>(
  rows: readonly Row[],
  id: string,
  beforeId: string | undefined,
): Row[] {
  const row = rows.find(({ _id }) => _id === id);
  if (!row || id === beforeId) return [...rows];
  const others = rows.filter((other) => other !== row);
  const at = others.findIndex(({ _id }) => _id === beforeId);
  return others.toSpliced(at === -1 ? others.length : at, 0, row);
}
