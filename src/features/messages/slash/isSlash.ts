/** The word and the rest of what may be a command; a path such as /etc/hosts is none. */
const SLASH = /^\/([a-z]+)(?:\s+([\s\S]*))?$/;

export const isSlash = (text: string): boolean => SLASH.test(text);

export function slashParts(text: string): { word: string; rest: string } {
  const [, word = "", rest = ""] = SLASH.exec(text) ?? [];
  return { word, rest: rest.trim() };
}
