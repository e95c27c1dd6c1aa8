/** The beginning of a text, at most so many UTF-16 units, ending with a whole character; "…" where it was cut. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 2);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  return `${text.slice(0, isHalf ? maxLength - 2 : maxLength - 1)}…`;
}

/** The same text in one piece: V8 keeps one that was put together as all its pieces. */
export function flat(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
