/** Large files come in parts: one answer of the server holds so much. */
import { LIMITS } from "@convex/shared/limits";
import { RefusedHere } from "@/platform/errorText";

/** The first bytes of a file. @throws RefusedHere */
export async function firstPart(url: string, most: number): Promise<Blob> {
  return await part(url, 0, most - 1);
}

/** All of a file. @throws RefusedHere */
export async function whole(url: string, { size, type }: { size: number; type: string }): Promise<Blob> {
  return new Blob(await between(url, 0, size), { type });
}

/** From one byte up to another, which is not read, part by part. @throws RefusedHere */
export async function between(url: string, from: number, to: number): Promise<Blob[]> {
  const parts: Blob[] = [];
  for (let at = from; at < to; at += LIMITS.filePart)
    parts.push(await part(url, at, Math.min(to, at + LIMITS.filePart) - 1));
  return parts;
}

async function part(url: string, first: number, last: number): Promise<Blob> {
  const answer = await fetch(url, { headers: { range: `bytes=${first}-${last}` } }).catch(() => null);
  if (answer === null) throw new RefusedHere("SERVER_AWAY");
  if (!answer.ok) throw new RefusedHere("NOT_FOUND");
  return await answer.blob();
}

/** Keeps a file in the person's downloads. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it by the next minute.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
