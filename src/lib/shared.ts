/** What was shared with the app by another one, as it waits in the browser: the service worker puts it there. */
export const SHARED_CACHE = "shared";
export const SHARED_META = "/shared/meta";
export const sharedFilePath = (i: number): string => `/shared/${i}`;

export type SharedMeta = {
  title: string;
  text: string;
  url: string;
  files: { name: string; type: string }[];
};
export type Shared = { text: string; files: File[] };

/** The lines of it, each once: apps put a link into the text as well. */
export function sharedText({ title, text, url }: Pick<SharedMeta, "title" | "text" | "url">): string {
  const parts = [title, text, url].map((part) => part.trim()).filter(Boolean);
  return parts
    .filter(
      (part, i) => !parts.some((other, j) => j !== i && other.includes(part) && (other !== part || j < i)),
    )
    .join("\n");
}

/** What waits; null for nothing. */
export async function readShared(): Promise<Shared | null> {
  const cache = await caches.open(SHARED_CACHE);
  const found = await cache.match(SHARED_META);
  if (!found) return null;
  const meta = (await found.json()) as SharedMeta;
  const files: File[] = [];
  for (const [i, { name, type }] of meta.files.entries()) {
    const kept = await cache.match(sharedFilePath(i));
    if (kept) files.push(new File([await kept.blob()], name, { type }));
  }
  return { text: sharedText(meta), files };
}

export const forgetShared = async (): Promise<boolean> => await caches.delete(SHARED_CACHE);
