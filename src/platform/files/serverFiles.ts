import { env } from "../env";

/** A file's address at the origin where this tab reaches the server: by another name of it, the server says its own. */
export function addressHere(url: string): string {
  if (env.convexUrl) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Sends a file to an address that the server gave out for it; answers its id there. Null where that fails. */
export async function sendFile(url: string, file: Blob): Promise<string | null> {
  const response = await fetch(addressHere(url), { method: "POST", body: file }).catch(() => null);
  if (!response?.ok) return null;
  return ((await response.json()) as { storageId: string }).storageId;
}
