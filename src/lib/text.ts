/** Stands for a name that is on its way. */
export const PENDING = "…";

/** Up to two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = Array.from(words[0] ?? "?");
  const last = words.length > 1 ? Array.from(words.at(-1) ?? "")[0] : letters[1];
  return ((letters[0] ?? "?") + (last ?? "")).toUpperCase();
}

/** A hue (0–359) that always belongs to this id. */
export function hueOf(id: string): number {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (hash * 31 + id.charCodeAt(i)) % 1_000_003;
  return (hash * 47) % 360;
}

/** Lower case without accents, for matching what people type. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** "99+" beyond 99. */
export const shortCount = (count: number, isMore = false): string =>
  count > 99 ? "99+" : `${count}${isMore ? "+" : ""}`;
