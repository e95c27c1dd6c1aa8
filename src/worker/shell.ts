/**
 * The app without a network: its files, kept in the browser by version.
 *
 *   page      the server's, or the one that is kept where the server does not answer
 *   file      the one that is kept, of whichever version, or the server's
 *   others    none of ours: what the server says of the workspace is never kept here
 */
import type { Scope } from "./scope";

/** What this version consists of: made by the build. */
export type Shell = { version: string; files: readonly string[] };

const PREFIX = "shell ";
/** A window of the version before still loads its parts. */
const VERSIONS_KEPT = 2;
/** The page that every address shows. */
const PAGE = "/";
/** Where a shared thing is put by the device, and waits for its person: see share.ts. */
export const SHARE_PATH = "/share";
/** A server that takes longer is taken for away. */
const PATIENCE_MS = 4_000;

export type Kind = "page" | "file" | "share" | "other";

type Asked = Pick<Request, "method" | "mode" | "url">;

/** Whose a request is. */
export function kindOf({ method, mode, url }: Asked, origin: string, files: ReadonlySet<string>): Kind {
  const { pathname, origin: asked } = new URL(url);
  if (asked !== origin) return "other";
  if (method === "POST" && pathname === SHARE_PATH) return "share";
  if (method !== "GET" || /^\/(api|http|files|health|metrics)(\/|$)/.test(pathname)) return "other";
  if (mode === "navigate") return "page";
  return files.has(pathname) || pathname.startsWith("/assets/") ? "file" : "other";
}

export async function keepShell({ caches }: Pick<Scope, "caches">, { version, files }: Shell): Promise<void> {
  const cache = await caches.open(PREFIX + version);
  // Names with a hash are what they are; others are asked for anew.
  const isHashed = (file: string) => file.startsWith("/assets/");
  await cache.addAll(
    [PAGE, ...files].map((file) => new Request(file, { cache: isHashed(file) ? "default" : "no-cache" })),
  );
}

/** Those of versions that no window can show any more. */
export async function dropOldShells({ caches }: Pick<Scope, "caches">): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  for (const name of names.slice(0, -VERSIONS_KEPT)) await caches.delete(name);
}

export async function pageFor({ caches }: Pick<Scope, "caches">, request: Request, { version }: Shell) {
  const kept = async () => await (await caches.open(PREFIX + version)).match(PAGE);
  const asked = fetch(request);
  const isLate = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  const answer = await Promise.race([asked, isLate]).catch(() => undefined);
  // A server behind a proxy that is there is not there either.
  if (answer && answer.status < 500) return answer;
  return (await kept()) ?? answer ?? (await asked);
}

export async function fileFor({ caches }: Pick<Scope, "caches">, request: Request, { version }: Shell) {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  const isHashed = new URL(request.url).pathname.startsWith("/assets/");
  if (isHashed && answer.status === 200) {
    const cache = await caches.open(PREFIX + version);
    // A full disk is no reason to show nothing.
    await cache.put(request, answer.clone()).catch(() => undefined);
  }
  return answer;
}
