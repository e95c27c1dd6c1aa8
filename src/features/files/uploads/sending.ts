/** How uploads reach the server, and where this browser keeps them meanwhile. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { ConvexReactClient } from "convex/react";
import { retryImport } from "@/lib/retryImport";
import { addressHere } from "@/platform/files/serverFiles";
import { errorCode, RefusedHere } from "@/platform/errorText";
import { shelfOf } from "@/platform/files/fileShelf";
import { UNKNOWN_TYPE } from "@convex/shared/files";
import { Offline, Uploads, type Kept } from "./uploads";

/** Longest wait before a file is tried once more. */
const MOST_WAIT_MS = 30_000;

/** Resolves when the browser is online again, or after a while that grows. */
async function untilOnline(attempt: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(go, Math.min(MOST_WAIT_MS, 1_000 * 2 ** (attempt - 1)));
    function go() {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    }
    addEventListener("online", go);
  });
}

/** Posts bytes, and tells how many have gone: `fetch` does not. */
async function post(
  url: string,
  file: Blob,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Id<"_storage">> {
  return await new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener("abort", stop);
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("error", () => reject(new Offline()));
    request.addEventListener("abort", () => reject(new RefusedHere("FILE_LOST")));
    request.addEventListener("load", () => {
      if (request.status !== 200) return reject(refusalOf(request.status));
      resolve((JSON.parse(request.responseText) as { storageId: Id<"_storage"> }).storageId);
    });
    request.open("POST", url);
    request.setRequestHeader("content-type", file.type || UNKNOWN_TYPE);
    request.send(file);
  });
}

/** An address that was used or has ended, and a server that is away, are no refusal of the file. */
function refusalOf(status: number): Error {
  if (status === 413) return new RefusedHere("FILE_TOO_LARGE");
  return status === 507 ? new RefusedHere("DISK_FULL") : new Offline();
}

const loadPreparing = retryImport(async () => await import("./preparing"));

export function makeUploads(client: ConvexReactClient, userId: string): Uploads {
  return new Uploads({
    shelf: shelfOf<Kept>(userId),
    userId,
    prepare: async (file, type) => await (await loadPreparing()).prepare(file, type),
    untilOnline,
    send: async (file, onProgress, signal) => {
      const url = await client.mutation(api.files.generateUploadUrl, {});
      return await post(addressHere(url), file, onProgress, signal);
    },
    save: async ({ name, type, shape }, ids) =>
      await client.mutation(api.files.save, { ...ids, name, type: type || UNKNOWN_TYPE, ...shape }),
    codeOf: errorCode,
  });
}
