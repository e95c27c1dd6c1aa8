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

/** "1 task", "2 tasks". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** Two names: "Ana and Ben"; more: "Ana, Ben and Zoe"; many: "Ana, Ben and 3 others". */
export function joinNames(names: readonly string[], most = 4): string {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} others`;
}

/** Lower case without accents, for matching what people type. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** "99+" beyond 99. */
export const shortCount = (count: number): string => (count > 99 ? "99+" : String(count));
