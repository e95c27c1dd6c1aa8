/**
 * The one spelling of a channel name: lower case, hyphens for spaces, letters and digits of any
 * script. Empty when nothing usable is left.
 */
export function normalChannelName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/gu, "-")
    .replace(/[^\p{Letter}\p{Mark}\p{Number}_-]/gu, "")
    .replace(/-{2,}/gu, "-")
    .replace(/^-+|-+$/gu, "");
}
