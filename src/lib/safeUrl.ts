const ALLOWED = /^(https?|mailto):/i;
// Browsers ignore these inside a scheme, so `java\nscript:` must be read without them.
// oxlint-disable-next-line no-control-regex
const IGNORED = /[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028\u2029\ufeff]/g;

/** The address if it is safe to link, else undefined: relative, `javascript:`, `data:` and the like are not. */
export function safeUrl(url: string | null | undefined): string | undefined {
  if (!url) return undefined;
  return ALLOWED.test(url.replace(IGNORED, "")) ? url : undefined;
}
