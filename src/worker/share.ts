/**
 * What another app shares with this one. It waits in the browser until its person has said where it goes, also while nobody is
 * signed in.
 */
import { SHARED_CACHE, SHARED_META, sharedFilePath, type SharedMeta } from "@/lib/shared";
import { SHARE_PATH } from "./shell";
import type { Scope } from "./scope";

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Keeps it and leads to the page that asks. What was shared before and waits still is replaced. */
export async function takeShared({ caches }: Pick<Scope, "caches">, request: Request): Promise<Response> {
  const form = await request.formData();
  const files = form
    .getAll("files")
    .filter((file): file is File => typeof file !== "string" && file.size > 0);
  await caches.delete(SHARED_CACHE);
  const cache = await caches.open(SHARED_CACHE);
  const [title, text, url] = [textIn(form, "title"), textIn(form, "text"), textIn(form, "url")];
  const meta: SharedMeta = { title, text, url, files: files.map(({ name, type }) => ({ name, type })) };
  for (const [i, file] of files.entries()) await cache.put(sharedFilePath(i), new Response(file));
  await cache.put(SHARED_META, Response.json(meta));
  return Response.redirect(SHARE_PATH, 303);
}
